import type { GradeReason, LedgerEntry } from '@chuyen-de/contracts';
import { isValidObjectId, type Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import { toLedgerEntry } from './class-row.rules.ts';
import type { Columns } from './columns.ts';
import type { Grade } from './grade.model.ts';

interface Deps {
  grades: Model<Grade>;
  columns: Pick<Columns, 'reopen'>;
  clock: Clock;
}

export type RetryResult =
  { ok: true; entry: LedgerEntry } | { ok: false; error: { code: 'grade_not_found' } };

/** The gradebook has something else: what goes there again is a lecturer's decision of now. */
const ELSEWISE: GradeReason[] = ['newer_grade', 'changed_by_hand', 'not_shown', 'still_held'];

/** Not what was sent and is held as it was sent: repeating that would only be refused as older. */
const RETRIABLE = {
  $or: [{ state: { $in: ['waiting', 'refused', 'settled'] } }, { state: 'sent', reason: { $in: ELSEWISE } }],
};
/** What is not where it belongs; a grade that somebody else has decided on is left alone. */
const MISSING = {
  $or: [
    { state: { $in: ['waiting', 'refused'] } },
    { state: 'sent', reason: { $in: ['not_shown', 'still_held'] } },
  ],
};

/** Puts grades back into the queue, due at once, at a lecturer's word. */
export const makeRetryGrades = ({ grades, columns, clock }: Deps) => {
  async function requeue(filter: Record<string, unknown>): Promise<number> {
    const now = clock.now();
    await grades.updateMany({ ...filter, reason: { $in: ELSEWISE } }, { $set: { stampAt: now } });
    const { matchedCount } = await grades.updateMany(filter, {
      $set: { state: 'waiting', due: now, tries: 0, since: now, reason: null, held: null },
    });
    return matchedCount;
  }

  return {
    async one(linkId: string, gradeId: string): Promise<RetryResult> {
      if (!isValidObjectId(gradeId)) return { ok: false, error: { code: 'grade_not_found' } };
      await columns.reopen(linkId);
      await requeue({ _id: gradeId, linkId, ...RETRIABLE });
      const grade = await grades.findOne({ _id: gradeId, linkId }).lean<Grade>();
      return grade
        ? { ok: true, entry: toLedgerEntry(grade) }
        : { ok: false, error: { code: 'grade_not_found' } };
    },

    /** All of a link that wait, were refused, or are not to be seen in the gradebook. */
    async all(linkId: string): Promise<number> {
      await columns.reopen(linkId);
      return requeue({ linkId, ...MISSING });
    },
  };
};
