import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Owed } from '../storage/index.ts';
import type { Attempt } from './attempt.model.ts';

/** Attempts that one command changes. */
const AT_ONCE = 200;

/** Of which revision of a question, in the attempts of one link that a correction reaches. */
export interface Asked {
  linkId: string;
  /** Further conditions: of what course, of what platform. */
  where: Partial<Pick<Attempt, 'platformId' | 'contextId'>>;
  code: string;
  revision: number;
}

const asking = ({ linkId, where, code, revision }: Asked) => ({
  linkId,
  ...where,
  paper: { $elemMatch: { question: code, revision } },
});

/** Attempts that nobody has marked yet, and those that somebody has. */
const UNSETTLED = { state: { $in: ['open', 'closed'] }, settledAt: null };
const SETTLED = { state: { $in: ['closed', 'marked'] }, settledAt: { $ne: null } };

async function* idsOf(attempts: Model<Attempt>, filter: object): AsyncGenerator<string[]> {
  let some: string[] = [];
  for await (const { _id } of attempts.collection.find(filter, { projection: { _id: 1 } })) {
    some.push(String(_id));
    if (some.length < AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/**
 * Has the attempts of a link that ask a question marked anew: each is told what it owes. Whoever is ending one just
 * now, and may have read the corrections before, has to decide again. Answers how many owe it.
 */
export const makeHaveCorrected =
  ({ attempts, clock }: { attempts: Model<Attempt>; clock: Clock }) =>
  async (asked: Asked, owed: (now: Date) => Owed): Promise<number> => {
    for await (const ids of idsOf(attempts, { ...asking(asked), ...UNSETTLED }))
      await attempts.collection.updateMany({ _id: { $in: ids }, ...UNSETTLED } as never, {
        $inc: { change: 1 },
      });
    let count = 0;
    for await (const ids of idsOf(attempts, { ...asking(asked), ...SETTLED })) {
      const work = owed(clock.now());
      await attempts.collection.updateMany(
        { _id: { $in: ids }, ...SETTLED, 'owed.id': { $ne: work.id } } as never,
        { $push: { owed: work as never } },
      );
      count += ids.length;
    }
    return count;
  };

/** Of some corrections: how many attempts are still to be marked anew, and with how many that has failed so far. */
export const makeWaitingFor =
  (attempts: Model<Attempt>) =>
  async (works: readonly string[]): Promise<Map<string, { waiting: number; failing: number }>> => {
    const counts = new Map(works.map((id) => [id, { waiting: 0, failing: 0 }]));
    if (works.length === 0) return counts;
    const owing = attempts.collection.find<Pick<Attempt, 'owed'>>(
      { 'owed.due': { $gte: new Date(0) }, 'owed.id': { $in: [...works] } } as never,
      { projection: { 'owed.id': 1, 'owed.reason': 1 } },
    );
    for await (const { owed } of owing)
      for (const { id, reason } of owed) {
        const count = counts.get(id);
        if (!count) continue;
        count.waiting += 1;
        if (reason !== undefined) count.failing += 1;
      }
    return counts;
  };
