import { compareWords, namePartsOf } from '@chuyen-de/contracts/vietnamese';
import { mapWithBreaks, sortWithBreaks } from '@chuyen-de/xapi';

/** The place of each of some words in their order; equal ones share it. */
async function ranksOf(words: Iterable<string>): Promise<Map<string, number>> {
  const ranks = new Map<string, number>();
  let rank = 0;
  let before: string | undefined;
  for (const word of await sortWithBreaks([...new Set(words)], compareWords)) {
    if (before !== undefined && compareWords(before, word) !== 0) rank += 1;
    ranks.set(word, rank);
    before = word;
  }
  return ranks;
}

/**
 * Items in the order of their names: Tên, then Họ, then Đệm. Thousands of people share some hundreds of words, which
 * are compared instead of the names; where fifty thousand share none, others have their turn in between.
 */
export async function sortedByName<T>(items: readonly T[], nameOf: (item: T) => string): Promise<T[]> {
  const named = await mapWithBreaks(items, (item) => ({ item, ...namePartsOf(nameOf(item)) }));
  const given = await ranksOf(named.map((each) => each.given));
  const family = await ranksOf(named.map((each) => each.family));
  const middle = await ranksOf(named.map((each) => each.middle));
  const ranked = await mapWithBreaks(named, (each) => ({
    item: each.item,
    ranks: [given.get(each.given) ?? 0, family.get(each.family) ?? 0, middle.get(each.middle) ?? 0] as const,
  }));
  const sorted = await sortWithBreaks(
    ranked,
    ({ ranks: a }, { ranks: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2],
  );
  return sorted.map(({ item }) => item);
}
