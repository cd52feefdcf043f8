import type { Opening } from '../audit/index.ts';

/** What somebody opened within so long is told as one. */
const TOGETHER_MS = 10 * 60_000;

export interface Opened {
  /** When the first of them was opened. */
  at: Date;
  by: string;
  what: Opening['what'];
  papers: string[];
}

/** Openings, the last first, those together that are one person's and of one kind: a whole set is printed at once. */
export function groupOpenings(openings: readonly Opening[], most: number): Opened[] {
  const groups: Opened[] = [];
  for (const { at, by, what, paper } of openings) {
    const known = groups.find(
      (group) => group.by === by && group.what === what && group.at.getTime() - at.getTime() <= TOGETHER_MS,
    );
    if (known) {
      known.at = at;
      if (!known.papers.includes(paper)) known.papers.push(paper);
    } else if (groups.length < most) groups.push({ at, by, what, papers: [paper] });
  }
  return groups.map((group) => ({ ...group, papers: group.papers.sort() }));
}
