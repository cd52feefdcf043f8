import type { Model } from 'mongoose';
import type { Emit } from '../kernel/events.ts';
import { isDuplicateKey, type Owed, type OwedQueue } from '../storage/index.ts';
import { toStored, type PaperAnswer } from './answers.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { OtherAttempt } from './settling.rules.ts';

/** Whoever loses a try lost it to one that won: more than the requests that can meet at one attempt. */
const MOST_TRIES = 100;

/** What to do with an attempt as it was read: nothing, or a change that holds only if it still is so. */
export interface Decision<Result> {
  result: Result;
  set?: Partial<Attempt>;
  unset?: (keyof Attempt)[];
  owed?: Owed[];
}

/** Whose attempts, at which exam, through which link. */
export interface Taker {
  personId: string;
  examCode: string;
  linkId: string;
}

interface DirectSave {
  id: string;
  personId: string;
  device: string;
  /** One for each slot. */
  answers: PaperAnswer[];
  now: Date;
}

interface Deps {
  attempts: Model<Attempt>;
  owedQueue: OwedQueue;
  emit: Emit;
}

/**
 * Reads an attempt, decides, and changes it if nothing has changed it meanwhile; else decides again. What the
 * change owes is carried out from then on.
 */
const makeDecide =
  ({ attempts, owedQueue, emit }: Deps, find: (id: string) => Promise<Attempt | null>) =>
  async <Result>(
    id: string,
    judge: (attempt: Attempt | null) => Decision<Result> | Promise<Decision<Result>>,
  ): Promise<Result> => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const attempt = await find(id);
      const { result, set, unset = [], owed: owes } = await judge(attempt);
      if (!attempt || (!set && !owes)) return result;
      const owed = owes && owedQueue.lease(owes);
      const { modifiedCount } = await attempts.collection.updateOne(
        { _id: id as never, change: attempt.change },
        {
          ...(set && { $set: set }),
          ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((field) => [field, true])) }),
          ...(owed && { $push: { owed: { $each: owed } } as never }),
          $inc: { change: 1 },
        },
        { ignoreUndefined: true },
      );
      if (modifiedCount !== 1) continue;
      if (owed) owedQueue.hand(attempts, { ...attempt, ...set, change: attempt.change + 1 }, owed);
      if (attempt.state === 'open' && set?.closedBy) emit({ kind: 'attempt-ended', by: set.closedBy });
      return result;
    }
    throw new Error(`attempt ${id} kept changing`);
  };

/**
 * The usual save, in one operation: an open attempt, in time, held by this device, where every answer is
 * newer than what is stored. Undefined when any of that does not hold.
 */
const makeSaveDirectly =
  (attempts: Model<Attempt>) =>
  async ({ id, personId, device, answers, now }: DirectSave): Promise<Date | undefined> => {
    const newer = answers.map(({ slot, seq }) => [`answers.${slot}.seq`, { $not: { $gte: seq } }] as const);
    const set = answers.map((answer) => [`answers.${answer.slot}`, toStored(answer, now, false)] as const);
    const inTime = { _id: id, personId, state: 'open', 'device.id': device, dueAt: { $gt: now } } as const;
    const saved = await attempts.collection.findOneAndUpdate(
      { ...inTime, ...Object.fromEntries(newer) } as object,
      { $set: { ...Object.fromEntries(set), [`devices.${device}`]: now }, $inc: { change: 1 } },
      { projection: { dueAt: 1 } },
    );
    return (saved as Pick<Attempt, 'dueAt'> | null)?.dueAt;
  };

/**
 * Reads and conditional updates of attempts, by the driver: what Mongoose adds, casting values that are of their
 * types already, would cost a save as much again.
 */
export function makeAttemptStore(deps: Deps) {
  const { attempts, owedQueue, emit } = deps;
  const find = async (id: string): Promise<Attempt | null> =>
    (await attempts.collection.findOne({ _id: id as never })) as Attempt | null;

  /** A person's attempts at an exam through a link, without their papers, by number. */
  const allOfTaker = async ({ personId, examCode, linkId }: Taker): Promise<Attempt[]> =>
    (await attempts.collection
      .find(
        { personId, examCode, linkId },
        { projection: { paper: 0, answers: 0, steps: 0, results: 0, owed: 0 } },
      )
      .sort({ number: 1 })
      .toArray()) as unknown[] as Attempt[];

  return {
    find,
    saveDirectly: makeSaveDirectly(attempts),
    decide: makeDecide(deps, find),

    allOfTaker,

    /** Those of a person's attempts that were not removed. */
    ofTaker: async (taker: Taker): Promise<Attempt[]> =>
      (await allOfTaker(taker)).filter(({ state }) => state !== 'removed'),

    /** A person's attempts that are open, or ended and not settled, without their answers. */
    unsettledOf: async (personId: string): Promise<OtherAttempt[]> =>
      (await attempts.collection
        .find({ personId, settledAt: null, state: { $in: ['open', 'closed'] } } as object, {
          projection: { answers: 0, steps: 0, owed: 0 },
        })
        .toArray()) as unknown[] as OtherAttempt[],

    /** Stores a new attempt, and carries out what it owes; false when another start came first. */
    async insert(attempt: Attempt): Promise<boolean> {
      const owed = owedQueue.lease(attempt.owed);
      try {
        await attempts.collection.insertOne({ ...attempt, owed } as never, { ignoreUndefined: true });
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
      owedQueue.hand(attempts, attempt, owed);
      emit({ kind: 'attempt-started' });
      return true;
    },
  };
}

export type AttemptStore = ReturnType<typeof makeAttemptStore>;
