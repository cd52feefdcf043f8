import type { CorrectedScore, CorrectionPreview } from '@chuyen-de/contracts';
import { bandOf } from '@chuyen-de/contracts/bands';

/** What a correction would change, of all parts that have been asked for. */
export interface Foreseen {
  attempts: number;
  people: number;
  emptied: number;
  changes: CorrectedScore[];
  isComplete: boolean;
  isWhole: boolean;
}

export const NOTHING_SEEN: Foreseen = {
  attempts: 0,
  people: 0,
  emptied: 0,
  changes: [],
  isComplete: true,
  isWhole: false,
};

export const withPart = (seen: Foreseen, part: CorrectionPreview): Foreseen => ({
  attempts: seen.attempts + part.attempts,
  people: seen.people + part.people,
  emptied: seen.emptied + part.emptied,
  changes: [...seen.changes, ...part.changes],
  isComplete: seen.isComplete && part.isComplete,
  isWhole: part.next === null,
});

/** What it comes to: how many scores rise and fall, change their band, pass or fail, and go to a gradebook. */
export function figuresOf({ changes }: Foreseen) {
  const count = (is: (change: CorrectedScore) => boolean): number => changes.filter(is).length;
  const graded = changes.filter((change) => change.counts && change.graded);
  return {
    higher: count(({ before, after }) => after.outOfTen > before.outOfTen),
    lower: count(({ before, after }) => after.outOfTen < before.outOfTen),
    bands: count(({ before, after }) => bandOf(before) !== bandOf(after)),
    nowPass: count(({ before, after }) => !before.passed && after.passed),
    nowFail: count(({ before, after }) => before.passed && !after.passed),
    grades: new Set(graded.map(({ link, person }) => `${link.id} ${person.id}`)).size,
  };
}

/** How many attempts change in each exam at each link. */
export function placesOf({ changes }: Foreseen) {
  const places = new Map<string, Pick<CorrectedScore, 'exam' | 'link'> & { count: number }>();
  for (const { exam, link } of changes) {
    const key = `${link.id} ${exam.code}`;
    places.set(key, { exam, link, count: (places.get(key)?.count ?? 0) + 1 });
  }
  return [...places.values()];
}
