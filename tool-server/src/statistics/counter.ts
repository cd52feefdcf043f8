import { setTimeout as rest } from 'node:timers/promises';
import type { Connection, Model } from 'mongoose';
import type { Attempt } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { isDuplicateKey, makeLeases, makeLoop, type Loop } from '../storage/index.ts';
import { begin, countSome, finish, isWaiting, keep, type CountingParts, type Held } from './count-batches.ts';
import type { Contribution } from './contribution.model.ts';
import { countingModel, type Anew, type Counting } from './counting.model.ts';

/** Raise this when contributions or figures say something else: everything is then counted anew. */
const FORM = 1;
/** Longer than a batch takes. */
const LEASE_MS = 60_000;
/** Figures are so old at the most: what comes meanwhile is taken up together, which costs each exam next to nothing. */
const IDLE_MS = 5_000;
const LOOK_MS = 250;
/** Attempts in memory at a time while everything is told again. */
const AT_ONCE = 200;
const ONE = 'tool';

interface Deps extends CountingParts {
  connection: Connection;
  clock: Clock;
  logger: Logger;
  attempts: Model<Attempt>;
  /** What attempts bring into figures, of those that bring any. */
  contributionsOf: (attempts: readonly Attempt[]) => Promise<Contribution[]>;
  /** What follows from counting reads summaries: where attempts themselves are told of, these are brought up to them. */
  summarise: (attempts: readonly Attempt[]) => Promise<void>;
}

/** Tells of some attempts again, in place of what was told of them; answers the last of them, if there was one. */
async function tellSome(
  { attempts, contributions, contributionsOf, summarise }: Deps,
  after: string,
  since: number,
) {
  const found = (await attempts.collection
    .find({ _id: { $gt: after as never }, state: { $in: ['marked', 'removed'] } })
    .sort({ _id: 1 })
    .limit(AT_ONCE)
    .toArray()) as unknown as Attempt[];
  await summarise(found);
  const told = await contributionsOf(found);
  if (told.length > 0) {
    const writes = told.map((each) => ({
      replaceOne: {
        filter: { _id: each._id, counted: { $exists: false } },
        replacement: { ...each, since },
        upsert: true,
      },
    }));
    try {
      await contributions.collection.bulkWrite(writes as never, { ordered: false });
    } catch (error) {
      // It was told and counted meanwhile.
      if (!isDuplicateKey(error)) throw error;
    }
  }
  return found.at(-1)?._id;
}

/** Removes what was told of attempts that are not there any more, before it is counted. */
async function removeStray({ attempts, contributions }: Deps): Promise<void> {
  for (let after = ''; ;) {
    const some = await contributions
      .find({ _id: { $gt: after }, counted: { $exists: false } }, { attemptId: 1 })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean();
    if (some.length === 0) return;
    const ids = some.map(({ attemptId }) => attemptId);
    const there = await attempts.find({ _id: { $in: ids } }, { _id: 1 }).lean();
    const known = new Set(there.map(({ _id }) => _id));
    const stray = some.filter(({ attemptId }) => !known.has(attemptId)).map(({ _id }) => _id);
    if (stray.length > 0) await contributions.deleteMany({ _id: { $in: stray } });
    after = some.at(-1)?._id ?? after;
  }
}

/** Begins to count everything anew; answers where that stands. */
async function beginAnew(deps: Deps, held: Held): Promise<Anew> {
  const anew = { since: held.batch + 1, toldUpTo: '' };
  await begin(deps, held, 'reset', { anew });
  return anew;
}

/** Counts everything anew, from where that stands on. What is told meanwhile is counted as well. */
async function countAnew(deps: Deps, held: Held, { since, toldUpTo }: Anew): Promise<void> {
  for (let after = toldUpTo; ;) {
    const last = await tellSome(deps, after, since);
    if (last === undefined) break;
    after = last;
    await keep(held, { $set: { 'anew.toldUpTo': after } });
  }
  await removeStray(deps);
  while (await countSome(deps, held));
  await deps.onCountedAnew(since);
  await keep(held, { $set: { form: FORM }, $unset: { anew: '' } });
}

async function enter(counting: Model<Counting>): Promise<void> {
  try {
    await counting.updateOne({ _id: ONE }, { $setOnInsert: { batch: 0 } }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * Takes up into figures what attempts bring, many at a time, in one process of all. Data of an earlier release is
 * counted when this first runs.
 */
export function makeCounter(deps: Deps) {
  const { connection, clock, logger } = deps;
  const counting = countingModel(connection);
  const claim = makeLeases({ model: counting, clock, leaseMs: LEASE_MS });
  let isComplete = false;

  /** Does something as the one who counts; undefined where somebody else does. */
  async function alone<T>(work: (held: Held, state: Counting) => Promise<T>): Promise<T | undefined> {
    await enter(counting);
    const lease = await claim({ _id: ONE });
    if (!lease) return undefined;
    try {
      const held = { lease, batch: lease.document.batch };
      if (lease.document.open) await finish(deps, held, lease.document.open);
      return await work(held, lease.document);
    } finally {
      await lease.release();
    }
  }

  async function isDue(): Promise<boolean> {
    isComplete ||= (await counting.exists({ _id: ONE, form: FORM, open: { $exists: false } })) !== null;
    return !isComplete || (await isWaiting(deps));
  }

  async function step(): Promise<boolean> {
    if (!(await isDue())) return false;
    const worked = await alone(async (held, { form, anew }) => {
      if (form === FORM && !anew) return countSome(deps, held);
      await countAnew(deps, held, anew ?? (await beginAnew(deps, held)));
      return true;
    });
    return worked ?? false;
  }

  const worker: Loop = makeLoop({
    step,
    concurrency: 1,
    idleMs: IDLE_MS,
    onError: (err) => logger.warn({ err }, 'answers could not be counted'),
  });

  return {
    models: [counting],
    worker,

    /** Whether figures are of everything that there is. */
    isComplete: async (): Promise<boolean> => (await counting.exists({ _id: ONE, form: FORM })) !== null,

    /** Counts everything anew, also while the tool runs. */
    rebuild: async (): Promise<void> => {
      const anew = async (held: Held): Promise<true> => {
        await countAnew(deps, held, await beginAnew(deps, held));
        return true;
      };
      while (!(await alone(anew))) await rest(LOOK_MS);
    },
  };
}
