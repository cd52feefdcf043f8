const collator = new Intl.Collator('vi');

/** Letters without marks, case and tone placement: hoà = hòa = Hoa, Đ = d. For searching. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();

/** Whether every word of the query occurs in the text, marks aside. */
export function matches(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

interface NameParts {
  /** Tên: the last word, by which people are called and listed. */
  given: string;
  /** Họ: the first. */
  family: string;
  /** Đệm: what stands between. */
  middle: string;
}

function namePartsOf(name: string): NameParts {
  const words = name.normalize('NFC').trim().split(/\s+/);
  return {
    given: words.at(-1) ?? '',
    family: words.length > 1 ? (words[0] ?? '') : '',
    middle: words.slice(1, -1).join(' '),
  };
}

/** Orders names as Vietnamese lists do: Tên, then Họ, then Đệm. */
export function compareNames(a: string, b: string): number {
  const [one, other] = [namePartsOf(a), namePartsOf(b)];
  return (
    collator.compare(one.given, other.given) ||
    collator.compare(one.family, other.family) ||
    collator.compare(one.middle, other.middle)
  );
}
