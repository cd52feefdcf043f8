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

/** The place of each of some words in their order; equal ones share it. */
function ranksOf(words: Iterable<string>): Map<string, number> {
  const ordered = [...new Set(words)].sort(collator.compare);
  const ranks = new Map<string, number>();
  let rank = 0;
  for (const [index, word] of ordered.entries()) {
    if (index > 0 && collator.compare(ordered[index - 1] ?? '', word) !== 0) rank += 1;
    ranks.set(word, rank);
  }
  return ranks;
}

/**
 * Items in the order of their names, those without one at the end in the order that they came in. Thousands of people
 * share some hundreds of words, which are compared instead of the names.
 */
export function sortedByName<T>(items: readonly T[], nameOf: (item: T) => string | undefined): T[] {
  const named = items.flatMap((item) => {
    const name = nameOf(item);
    return name === undefined ? [] : [{ item, ...namePartsOf(name) }];
  });
  const given = ranksOf(named.map((each) => each.given));
  const family = ranksOf(named.map((each) => each.family));
  const middle = ranksOf(named.map((each) => each.middle));
  const ranked = named.map((each) => ({
    item: each.item,
    ranks: [given.get(each.given) ?? 0, family.get(each.family) ?? 0, middle.get(each.middle) ?? 0] as const,
  }));
  ranked.sort(({ ranks: a }, { ranks: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return [...ranked.map(({ item }) => item), ...items.filter((item) => nameOf(item) === undefined)];
}
