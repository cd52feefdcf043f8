import type { Model } from 'mongoose';
import { isDuplicateKey, type Lease } from '../storage/index.ts';
import type { Contribution } from './contribution.model.ts';
import type { Batch, Counting } from './counting.model.ts';
import { planBatch } from './plan-batch.rules.ts';
import type { ItemStatistic } from './statistic.model.ts';
import { changed, emptyTally, gatherChanges } from './tally.rules.ts';

/** Attempts that a batch takes up at the most. */
const BATCH_SIZE = 500;
const READ_AT_ONCE = 1_000;

/** Whose attempts at which exam, through which link, have come to count, or count no longer. */
export type CountedAttempt = Pick<
  Contribution,
  'personId' | 'platformId' | 'contextId' | 'linkId' | 'examCode'
>;

export interface CountingParts {
  contributions: Model<Contribution>;
  statistics: Model<ItemStatistic>;
  /** What else follows from it; the number of the batch tells which of two runs is the newer. */
  onCounted: (attempts: readonly CountedAttempt[], batch: number) => Promise<void>;
  /** Everything was counted anew since a batch. */
  onCountedAnew: (since: number) => Promise<void>;
}

/** What is remembered of counting while a lease on it is held. */
export interface Held {
  lease: Lease<Counting>;
  batch: number;
}

/** @throws where somebody else counts meanwhile: everything goes on there */
export async function keep({ lease }: Held, change: Parameters<Lease<Counting>['renew']>[0]): Promise<void> {
  if (!(await lease.renew(change))) throw new Error('somebody else goes on counting');
}

/**
 * Brings figures up to a batch. None is changed twice by the same batch, nor by one of before: a batch that broke off
 * is done again, and a process that was suspended in the middle of one does no harm when it goes on.
 */
async function changeStatistics(
  statistics: Model<ItemStatistic>,
  changes: ReturnType<typeof gatherChanges>,
  batch: number,
): Promise<void> {
  const ids = [...changes.keys()];
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    const some = ids.slice(from, from + READ_AT_ONCE);
    const found = (await statistics.collection
      .find({ _id: { $in: some as never[] } })
      .toArray()) as unknown as ItemStatistic[];
    const before = new Map(found.map((each) => [each._id, each]));
    const writes = some.flatMap((id) => {
      const change = changes.get(id);
      const known = before.get(id);
      if (!change || (known && known.batch >= batch)) return [];
      const replacement = changed(known, change, batch);
      return [{ replaceOne: { filter: { _id: id, batch: { $lt: batch } }, replacement, upsert: true } }];
    });
    if (writes.length === 0) continue;
    try {
      await statistics.collection.bulkWrite(writes as never, { ordered: false });
    } catch (error) {
      // It is there, and of this batch or a later one: an upsert finds nothing to replace.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

const findAll = async (
  contributions: Model<Contribution>,
  ids: readonly string[],
): Promise<Contribution[]> =>
  ids.length === 0
    ? []
    : ((await contributions.collection
        .find({ _id: { $in: ids as never[] } })
        .toArray()) as unknown as Contribution[]);

/** Carries out a batch; doing it again changes nothing. */
async function carryOut(
  { contributions, statistics, onCounted }: CountingParts,
  batch: Batch,
  number: number,
) {
  const added = await findAll(contributions, batch.add);
  const taken = await findAll(contributions, batch.take);
  await changeStatistics(statistics, gatherChanges(added, taken), number);
  await onCounted([...added, ...taken], number);
  const ours = { _id: { $in: batch.add }, since: { $lt: number } };
  await contributions.updateMany(ours, { $set: { counted: number }, $unset: { pending: '' } });
  const over = [...batch.take, ...batch.drop];
  if (over.length > 0) await contributions.deleteMany({ _id: { $in: over } });
}

/** Empties all figures, and has everything that was told told again. */
async function reset({ contributions, statistics }: CountingParts, number: number): Promise<void> {
  await statistics.updateMany(
    { batch: { $lt: number } },
    { $set: { first: emptyTally(), later: emptyTally(), batch: number } },
  );
  await contributions.updateMany(
    { since: { $lt: number } },
    { $set: { pending: true, since: number }, $unset: { counted: '' } },
  );
}

/** Carries out the batch that was begun, or has been left in the middle. */
export async function finish(
  parts: CountingParts,
  held: Held,
  open: NonNullable<Counting['open']>,
): Promise<void> {
  if (open === 'reset') await reset(parts, held.batch);
  else await carryOut(parts, open, held.batch);
  await keep(held, { $unset: { open: '' } });
}

/** Begins a batch, stored with what else is to be known of it, so that whoever goes on after a break does the same, and carries it out. */
export async function begin(
  parts: CountingParts,
  held: Held,
  open: NonNullable<Counting['open']>,
  more: Partial<Counting> = {},
): Promise<void> {
  const batch = held.batch + 1;
  await keep(held, { $set: { ...more, open, batch } });
  held.batch = batch;
  await finish(parts, held, open);
}

/** The next batch of what was told and is not counted; undefined where there is nothing. */
async function nextBatch({ contributions }: CountingParts): Promise<Batch | undefined> {
  const projection = { attemptId: 1, change: 1, pending: 1, counted: 1, gone: 1 };
  const some = async (filter: object, limit = 0): Promise<Contribution[]> =>
    (await contributions.collection
      .find(filter as never, { projection, limit })
      .toArray()) as unknown as Contribution[];
  const waiting = await some({ pending: true }, BATCH_SIZE);
  const found = [...waiting, ...(await some({ gone: true }, BATCH_SIZE))];
  if (found.length === 0) return undefined;
  const attempts = [...new Set(found.map(({ attemptId }) => attemptId))];
  return planBatch(await some({ attemptId: { $in: attempts } }));
}

/** Takes up some of what was told; false where there was nothing. */
export async function countSome(parts: CountingParts, held: Held): Promise<boolean> {
  const batch = await nextBatch(parts);
  if (!batch) return false;
  if (batch.add.length + batch.take.length + batch.drop.length > 0) await begin(parts, held, batch);
  return true;
}

/** Whether there is anything to take up or out: a look that writes nothing. */
export const isWaiting = async ({ contributions }: Pick<CountingParts, 'contributions'>): Promise<boolean> =>
  (await contributions.exists({ pending: true })) !== null ||
  (await contributions.exists({ gone: true })) !== null;
