import type { Score } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Owed } from '../storage/index.ts';
import type { Grade } from './grade.model.ts';

interface Deps {
  grades: Model<Grade>;
  clock: Clock;
  /** Whether the link has a column in the LMS's gradebook, or may get one. */
  isGraded: (linkId: string) => Promise<boolean>;
  /** The score that counts of a person's attempts through a link, all attempts considered. */
  countingScore: (attempt: ClosedWork) => Promise<Score | undefined>;
}

/** What a grade is owed for. */
export interface ClosedWork {
  personId: string;
  linkId: string;
  examCode: string;
}

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 11_000;

/**
 * Enters a grade that an attempt owes into the ledger, from where the worker sends it. Events may be worked
 * off in any order and more than once: the ledger keeps the latest, and a score that did not change
 * (a second, worse attempt where the highest counts) is not sent again.
 */
export const makeOweGrade =
  ({ grades, clock, isGraded, countingScore }: Deps) =>
  async (attempt: ClosedWork, owed: Owed): Promise<void> => {
    const { linkId, personId } = attempt;
    if (!(await isGraded(linkId))) return;
    const score = await countingScore(attempt);
    if (!score) return;
    const held = await grades.findOne({ linkId, personId }).lean<Grade>();
    if (held && (held.at >= owed.at || held.score.given / held.score.maximum === score.given / score.maximum))
      return;
    try {
      await grades.updateOne(
        { linkId, personId, at: { $lt: owed.at } },
        { $set: { score, at: owed.at, state: 'waiting', due: clock.now(), tries: 0 } },
        { upsert: true },
      );
    } catch (error) {
      // The upsert found none older and could not insert: a later event has been entered meanwhile.
      if (!isDuplicate(error)) throw error;
    }
  };
