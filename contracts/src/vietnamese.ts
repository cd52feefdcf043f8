const collator = new Intl.Collator('vi');

/** Letters without marks, case and tone placement: hoà = hòa = Hoa, Đ = d. For searching. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();

/** The words of a query, folded. */
export const wordsOf = (query: string): string[] => fold(query).split(/\s+/);

/** Whether all words of a query occur in a folded text. */
export const hasWords = (folded: string, words: readonly string[]): boolean =>
  words.every((word) => folded.includes(word));

/** Whether every word of the query occurs in the text, marks aside. */
export const matches = (text: string, query: string): boolean => hasWords(fold(text), wordsOf(query));

export interface NameParts {
  /** Tên: the last word, by which people are called and listed. */
  given: string;
  /** Họ: the first. */
  family: string;
  /** Đệm: what stands between. */
  middle: string;
}

/** The parts of a name by their place in it. */
export function namePartsOf(name: string): NameParts {
  const words = name.normalize('NFC').trim().split(/\s+/);
  return {
    given: words.at(-1) ?? '',
    family: words.length > 1 ? (words[0] ?? '') : '',
    middle: words.slice(1, -1).join(' '),
  };
}

/** Orders words, marks and case among their last differences. */
export const compareWords = (a: string, b: string): number => collator.compare(a, b);

/** Orders names as Vietnamese lists do: Tên, then Họ, then Đệm. */
export function compareNames(a: string, b: string): number {
  const [one, other] = [namePartsOf(a), namePartsOf(b)];
  return (
    collator.compare(one.given, other.given) ||
    collator.compare(one.family, other.family) ||
    collator.compare(one.middle, other.middle)
  );
}
