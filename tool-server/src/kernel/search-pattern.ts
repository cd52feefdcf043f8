import { fold, wordsOf } from '@chuyen-de/contracts/vietnamese';

/** A regular expression that a text itself matches and no other: what has a meaning in one is taken by its letters. */
export const literally = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** What a filter has to say for documents whose `folded` text has all words of a query; nothing where it has none. */
export function withWords(query: string): { $and?: { folded: { $regex: string } }[] } {
  const words = wordsOf(query).filter((word) => word !== '');
  return words.length > 0 ? { $and: words.map((word) => ({ folded: { $regex: literally(word) } })) } : {};
}

/** Precomposed letters of Vietnamese and its neighbours: Latin-1, Extended-A, horned ones, Extended Additional. */
const BLOCKS: readonly [number, number][] = [
  [0xc0, 0x17f],
  [0x1a0, 0x1b0],
  [0x1ea0, 0x1ef9],
];

/** By letter all those that differ from it in marks alone, in small letters. */
const marked = new Map<string, string>();
for (const [first, last] of BLOCKS)
  for (let code = first; code <= last; code++) {
    const letter = String.fromCodePoint(code);
    if (!/\p{Ll}/u.test(letter)) continue;
    const plain = fold(letter);
    if (/^[a-z]$/.test(plain)) marked.set(plain, (marked.get(plain) ?? '') + letter);
  }

/**
 * A regular expression for `$regex` with the option `i`: a text matches where it has this one in it, marks, tone
 * placement and case aside, as `fold` compares texts that are at hand.
 */
export const marksAside = (text: string): string =>
  Array.from(fold(text), (letter) => {
    const variants = marked.get(letter);
    return variants === undefined ? literally(letter) : `[${letter}${variants}]\\p{M}*`;
  }).join('');
