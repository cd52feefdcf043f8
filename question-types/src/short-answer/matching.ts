import { tidyText } from '../plain-text.ts';

/** Soft hyphens, joiners and marks of direction: pages and documents are full of them. */
const INVISIBLE = /\p{Cf}/gu;

/** What has to be as the author wrote it, for an answer to be accepted. */
export interface Exactness {
  /** Capital letters. */
  case: boolean;
  /** Marks on letters, tones among them, and đ. */
  marks: boolean;
  /** Which vowel of a syllable carries its tone: "hòa" or "hoà". */
  tonePlacement: boolean;
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const VOWELS = /(?:[aeiouy]\p{M}*)+/giu;

/** The tone behind the vowels of its syllable, wherever it was put. */
const withToneLast = (vowels: string): string =>
  vowels.replace(TONES, '') + (vowels.match(TONES) ?? []).join('');

/** A text by which texts are compared: equal where they differ in what does not matter. */
function folded(text: string, exact: Exactness): string {
  const plain = tidyText(text.replace(INVISIBLE, ''))
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/[\u201C\u201D]/gu, '"')
    .replace(/[\u2010-\u2015]/gu, '-');
  const letters = (exact.case ? plain : plain.toLowerCase()).normalize('NFD');
  if (!exact.marks) return letters.replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D');
  return exact.tonePlacement ? letters : letters.replace(VOWELS, withToneLast);
}

/** The literal parts of a pattern; between them anything may stand. A star that is meant itself has a `\` before it. */
const literals = (pattern: string): string[] =>
  pattern.split(/(?<!\\)\*/u).map((part) => part.replaceAll('\\*', '*'));

/** A text as a pattern that says it and nothing else. */
export const literally = (text: string): string => text.replaceAll('*', '\\*');

/** What a pattern says where nothing stands for its stars. */
export const barePattern = (pattern: string): string => tidyText(literals(pattern).join(''));

/** Whether a text is what a pattern says, where `*` stands for anything or nothing. */
export function matches(pattern: string, text: string, exact: Exactness): boolean {
  const [first = '', ...others] = literals(folded(pattern, exact));
  const last = others.pop();
  const said = folded(text, exact);
  if (last === undefined) return said === first;
  if (!said.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const at = said.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return said.length - last.length >= from && said.endsWith(last);
}
