export type Verdict = 'right' | 'part' | 'wrong';

/** @param fraction how much of the question's point the answer earns, 0 to 1 */
export const verdictOf = (fraction: number): Verdict =>
  fraction === 1 ? 'right' : fraction > 0 ? 'part' : 'wrong';
