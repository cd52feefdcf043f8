import type { LedgerEntry } from '@chuyen-de/contracts';
import { isValidObjectId, type Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { ELSEWISE, toLedgerEntry } from './class-row.rules.ts';
import type { Columns } from './columns.ts';
import type { Grade } from './grade.model.ts';
import type { RosterOf } from './roster-of.ts';

interface Deps {
  grades: Model<Grade>;
  columns: Pick<Columns, 'reopen'>;
  clock: Clock;
  rosterOf: RosterOf;
}

export type RetryResult =
  { ok: true; entry: LedgerEntry } | { ok: false; error: { code: 'grade_not_found' } };

/** Not what was sent and is held as it was sent: repeating that would only be refused as older. */
const RETRIABLE: Record<string, unknown> = {
  $or: [{ state: { $in: ['waiting', 'refused', 'settled'] } }, { state: 'sent', reason: { $in: ELSEWISE } }],
};
/** What is not where it belongs; a grade that somebody else has decided on is left alone. */
const MISSING: Record<string, unknown> = {
  $or: [
    { state: { $in: ['waiting', 'refused'] } },
    { state: 'sent', reason: { $in: ['not_shown', 'still_held'] } },
  ],
};

/** Puts grades back into the queue, due at once, at a lecturer's word; not those of whom the course has no more. */
export const makeRetryGrades = ({ grades, columns, clock, rosterOf }: Deps) => {
  async function requeue(filter: Record<string, unknown>): Promise<number> {
    const now = clock.now();
    await grades.updateMany({ ...filter, reason: { $in: ELSEWISE } }, { $set: { stampAt: now } });
    const { matchedCount } = await grades.updateMany(filter, {
      $set: { state: 'waiting', due: now, tries: 0, since: now, askedAt: now, reason: null, held: null },
    });
    return matchedCount;
  }

  return {
    async one(linkId: string, gradeId: string): Promise<RetryResult> {
      if (!isValidObjectId(gradeId)) return { ok: false, error: { code: 'grade_not_found' } };
      const line = await grades.findOne({ _id: gradeId, linkId }).lean<Grade>();
      if (!line) return { ok: false, error: { code: 'grade_not_found' } };
      const inRoster = (await rosterOf(linkId, [line.personId]))(line.personId);
      if (inRoster !== false) {
        await columns.reopen(linkId);
        await requeue({ _id: gradeId, linkId, ...RETRIABLE });
      }
      const grade = (await grades.findOne({ _id: gradeId, linkId }).lean<Grade>()) ?? line;
      return { ok: true, entry: toLedgerEntry(grade, inRoster) };
    },

    /** All of a link that wait, were refused, or are not to be seen in the gradebook. */
    async all(linkId: string): Promise<number> {
      const missing = await grades.find({ linkId, ...MISSING }, { personId: 1 }).lean<Grade[]>();
      const ids = missing.map(({ personId }) => personId);
      const inRoster = await rosterOf(linkId, ids);
      const left = ids.filter((id) => inRoster(id) === false);
      await columns.reopen(linkId);
      return requeue({ linkId, personId: { $nin: left }, ...MISSING });
    },
  };
};
