import type { ClausePlace } from './sources.ts';

/** A place as laws are cited: `Điều 2, khoản 1, điểm a`. */
export function clauseWords({ article, clause, point, place }: ClausePlace): string {
  const named = [
    article && `Điều ${article}`,
    clause && `khoản ${clause}`,
    point && `điểm ${point}`,
    place,
  ].filter((part) => part !== undefined && part !== '');
  const words = named.join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
