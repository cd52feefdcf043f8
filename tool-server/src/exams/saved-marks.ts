import type { ExamPlace } from '../kernel/exam-place.ts';

/** Attempts whose saves nobody has asked for yet: of more nothing is said, and who shows them reads them all again. */
const MOST_MARKS = 20_000;

/** An attempt that was saved by this process, and where. */
export interface SavedMark extends ExamPlace {
  attempt: string;
  at: Date;
}

/** Which attempts this process has saved since somebody last asked: what a room that shows them has to read again. */
export function makeSavedMarks() {
  let marks = new Map<string, SavedMark>();
  return {
    note: (mark: SavedMark): void => {
      if (marks.size < MOST_MARKS) marks.set(mark.attempt, mark);
    },
    take: (): SavedMark[] => {
      const taken = [...marks.values()];
      if (taken.length > 0) marks = new Map();
      return taken;
    },
  };
}

export type SavedMarks = ReturnType<typeof makeSavedMarks>;
