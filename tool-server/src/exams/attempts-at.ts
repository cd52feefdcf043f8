import type { Model } from 'mongoose';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { COUNTING, type Attempt } from './attempt.model.ts';

/** In memory at a time. */
const AT_ONCE = 50;

/** What an exam at a link has come to, whole: for whoever keeps it. */
export const makeAttemptsAt = ({ attempts }: { attempts: Model<Attempt> }) => ({
  /**
   * Every attempt but trials, also those that were removed, as they are stored, some at a time: a list of their ids
   * first, since neither store nor tool has room for all of them.
   */
  async *attemptsAt({ linkId, examCode }: ExamPlace): AsyncGenerator<Attempt[]> {
    const found = await attempts.collection
      .find({ linkId, examCode, ...COUNTING }, { projection: { _id: 1 } })
      .toArray();
    for (let from = 0; from < found.length; from += AT_ONCE) {
      const ids = found.slice(from, from + AT_ONCE).map(({ _id }) => _id);
      const some = await attempts.collection
        .find({ _id: { $in: ids } }, { projection: { owed: 0 } })
        .toArray();
      yield some as unknown[] as Attempt[];
    }
  },

  /** How many are under way, may change by answers that come late, can change no more, and of those wait for a person. */
  async standAt({ linkId, examCode }: ExamPlace) {
    const count = (filter: object): Promise<number> =>
      attempts.countDocuments({ linkId, examCode, ...COUNTING, ...filter });
    const [open, unsettled, awaitsMarking, marked] = await Promise.all([
      count({ state: 'open' }),
      count({ state: 'closed', settledAt: null }),
      count({ state: 'closed', settledAt: { $ne: null } }),
      count({ state: 'marked' }),
    ]);
    return { open, unsettled, awaitsMarking, final: awaitsMarking + marked };
  },
});
