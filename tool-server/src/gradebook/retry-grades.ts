import type { LedgerEntry } from '@chuyen-de/contracts';
import { isValidObjectId, type Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import { toLedgerEntry } from './class-row.rules.ts';
import type { Grade } from './grade.model.ts';

interface Deps {
  grades: Model<Grade>;
  clock: Clock;
}

export type RetryResult =
  { ok: true; entry: LedgerEntry } | { ok: false; error: { code: 'grade_not_found' } };

/** Not what was sent: repeating that would only be refused as older. */
const RETRIABLE: Grade['state'][] = ['waiting', 'refused', 'settled'];

/** Puts grades back into the queue, due at once, at a lecturer's word. */
export const makeRetryGrades = ({ grades, clock }: Deps) => {
  const dueNow = () => ({ $set: { state: 'waiting', due: clock.now(), tries: 0 } });
  return {
    async one(linkId: string, gradeId: string): Promise<RetryResult> {
      if (!isValidObjectId(gradeId)) return { ok: false, error: { code: 'grade_not_found' } };
      await grades.updateOne({ _id: gradeId, linkId, state: { $in: RETRIABLE } }, dueNow());
      const grade = await grades.findOne({ _id: gradeId, linkId }).lean<Grade>();
      return grade
        ? { ok: true, entry: toLedgerEntry(grade) }
        : { ok: false, error: { code: 'grade_not_found' } };
    },

    /** All of a link that wait or were refused. */
    async all(linkId: string): Promise<number> {
      const changed = await grades.updateMany({ linkId, state: { $in: ['waiting', 'refused'] } }, dueNow());
      return changed.matchedCount;
    },
  };
};
