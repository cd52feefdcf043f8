import type { Model } from 'mongoose';
import type { Emit } from '../kernel/events.ts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import { makeAskTogether, makeInsertTogether, type Owed, type OwedQueue } from '../storage/index.ts';
import { toStored, type PaperAnswer } from './answers.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { PaperSlot } from './draw.rules.ts';
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
export interface Taker extends ExamPlace {
  personId: string;
}

/** What else somebody has made that bears on how an attempt of theirs ends, and on what its result says. */
export interface Beside {
  /** Open, or ended and not settled. */
  unsettled: readonly OtherAttempt[];
  /** At the exam and link that were named, but for those removed; absent where none were. */
  ofTaker?: readonly Attempt[];
}

interface DirectSave {
  id: string;
  personId: string;
  device: string;
  /** One for each slot. */
  answers: PaperAnswer[];
  /** The attempt's time, as far as is known here; nothing is saved if there is another one. */
  dueAt: Date;
  pausedAt: Date | undefined;
  /** Answers may have been checked: nothing is saved over one. */
  checks: boolean;
  now: Date;
}

/** What an attempt has asked, and what bears on when its learner may see the key. */
export type AskedPaper = Pick<
  Attempt,
  'personId' | 'linkId' | 'examCode' | 'state' | 'closedAt' | 'settledAt' | 'removed'
> & {
  exam: Pick<Attempt['exam'], 'revision' | 'review' | 'closesAt'>;
  paper: Pick<PaperSlot, 'question'>[];
};

const ASKED_PAPER = {
  ...{ personId: 1, linkId: 1, examCode: 1, state: 1, closedAt: 1, settledAt: 1, removed: 1 },
  ...{ 'exam.revision': 1, 'exam.review': 1, 'exam.closesAt': 1, 'paper.question': 1 },
} as const;

interface Deps {
  attempts: Model<Attempt>;
  owedQueue: OwedQueue;
  emit: Emit;
}

/** Attempts that are open, or ended and not settled. */
const UNSETTLED = { settledAt: null, state: { $in: ['open', 'closed'] } };

const isUnsettled = ({ settledAt, state }: Attempt): boolean =>
  !settledAt && (state === 'open' || state === 'closed');

/** An attempt as a change leaves it. */
function changed(attempt: Attempt, set: Partial<Attempt> | undefined, unset: (keyof Attempt)[]): Attempt {
  const kept = Object.entries(attempt).filter(([field]) => !unset.includes(field as keyof Attempt));
  return { ...(Object.fromEntries(kept) as unknown as Attempt), ...set, change: attempt.change + 1 };
}

/**
 * Reads an attempt, decides, and changes it if nothing has changed it meanwhile; else decides again. What the
 * change owes is carried out from then on.
 */
const makeDecide =
  ({ attempts, owedQueue, emit }: Deps) =>
  async <Read extends { attempt: Attempt | null }, Result>(
    id: string,
    read: () => Promise<Read>,
    judge: (read: Read) => Decision<Result> | Promise<Decision<Result>>,
  ): Promise<Result> => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const found = await read();
      const { attempt } = found;
      const { result, set, unset = [], owed: owes } = await judge(found);
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
      if (owed) owedQueue.hand(attempts, changed(attempt, set, unset), owed);
      if (attempt.state === 'open' && set?.closedBy) emit({ kind: 'attempt-ended', by: set.closedBy });
      return result;
    }
    throw new Error(`attempt ${id} kept changing`);
  };

/**
 * The usual save, in one operation: an open attempt, in time, held by this device, where every answer is newer than
 * what is stored; those of a class that come at once, together. False when any of that does not hold, of it or of one
 * that came with it: nothing is known then of whether it was saved.
 */
const makeSaveDirectly = (attempts: Model<Attempt>) =>
  makeAskTogether(async (saves: DirectSave[]): Promise<boolean[]> => {
    const updates = saves.map(({ checks, ...save }) => {
      const { id, personId, device, answers, dueAt, pausedAt, now } = save;
      const newer = answers.map(({ slot, seq }) => [`answers.${slot}.seq`, { $not: { $gte: seq } }] as const);
      const set = answers.map((answer) => [`answers.${answer.slot}`, toStored(answer, now, false)] as const);
      const unchecked = checks ? answers.map(({ slot }) => [`steps.${slot}`, null] as const) : [];
      const held = {
        _id: id,
        personId,
        state: 'open',
        'device.id': device,
        dueAt,
        pausedAt: pausedAt ?? null,
      } as const;
      return {
        updateOne: {
          filter: { ...held, ...Object.fromEntries(newer), ...Object.fromEntries(unchecked) },
          update: { $set: { ...Object.fromEntries(set), [`devices.${device}`]: now }, $inc: { change: 1 } },
        },
      };
    });
    const { matchedCount } = await attempts.collection.bulkWrite(updates as never[], { ordered: false });
    return saves.map(() => matchedCount === saves.length);
  });

/** A person's attempts at an exam through a link, without their papers, by number; of a class that comes at once, together. */
const makeAllOfTaker = (attempts: Model<Attempt>) =>
  makeAskTogether(async (takers: Taker[]): Promise<Attempt[][]> => {
    const found = new Map<string, Attempt[]>();
    for (const place of new Set(takers.map(placeKey))) {
      const there = takers.filter((taker) => placeKey(taker) === place);
      const { examCode, linkId } = there[0] as Taker;
      const made = (await attempts.collection
        .find(
          { personId: { $in: [...new Set(there.map(({ personId }) => personId))] }, examCode, linkId },
          { projection: { paper: 0, answers: 0, steps: 0, results: 0, markings: 0, owed: 0 } },
        )
        .sort({ number: 1 })
        .toArray()) as unknown[] as Attempt[];
      for (const attempt of made) {
        const key = `${attempt.personId} ${place}`;
        const theirs = found.get(key);
        if (theirs) theirs.push(attempt);
        else found.set(key, [attempt]);
      }
    }
    return takers.map((taker) => found.get(`${taker.personId} ${placeKey(taker)}`) ?? []);
  });

/** An attempt with what bears on its end, by one command. @param taker whose attempts to read too */
const makeFindBeside =
  (attempts: Model<Attempt>) => async (id: string, personId: string, taker: Taker | undefined) => {
    const { examCode, linkId } = taker ?? {};
    const found = (await attempts.collection
      .find({ personId, $or: [{ _id: id }, UNSETTLED, ...(taker ? [{ examCode, linkId }] : [])] } as object)
      .toArray()) as unknown[] as Attempt[];
    const isTheirs = (each: Attempt): boolean =>
      each.examCode === examCode && each.linkId === linkId && each.state !== 'removed';
    return {
      attempt: found.find(({ _id }) => _id === id) ?? null,
      beside: { unsettled: found.filter(isUnsettled), ...(taker && { ofTaker: found.filter(isTheirs) }) },
    };
  };

/**
 * Reads and conditional updates of attempts, by the driver: what Mongoose adds, casting values that are of their
 * types already, would cost a save as much again.
 */
export function makeAttemptStore(deps: Deps) {
  const { attempts, owedQueue, emit } = deps;
  const find = async (id: string): Promise<Attempt | null> =>
    (await attempts.collection.findOne({ _id: id as never })) as Attempt | null;

  const allOfTaker = makeAllOfTaker(attempts);
  const insertTogether = makeInsertTogether(attempts);

  const findBeside = makeFindBeside(attempts);
  const decide = makeDecide(deps);

  return {
    find,
    saveDirectly: makeSaveDirectly(attempts),

    decide: <Result>(
      id: string,
      judge: (attempt: Attempt | null) => Decision<Result> | Promise<Decision<Result>>,
    ): Promise<Result> =>
      decide(
        id,
        async () => ({ attempt: await find(id) }),
        ({ attempt }) => judge(attempt),
      ),

    /** Decides on an attempt of somebody's in view of what else they have made. */
    decideBeside: <Result>(
      { attemptId, personId, taker }: { attemptId: string; personId: string; taker: Taker | undefined },
      judge: (read: { attempt: Attempt | null; beside: Beside }) => Promise<Decision<Result>>,
    ): Promise<Result> => decide(attemptId, () => findBeside(attemptId, personId, taker), judge),

    allOfTaker,

    /** Those of a person's attempts that were not removed. */
    ofTaker: async (taker: Taker): Promise<Attempt[]> =>
      (await allOfTaker(taker)).filter(({ state }) => state !== 'removed'),

    /** All attempts of a person but trials, removed ones too, as far as it follows from them what they may see of their papers. */
    papersOf: async (personId: string): Promise<AskedPaper[]> =>
      (await attempts.collection
        .find({ personId, trial: null } as object, { projection: ASKED_PAPER })
        .toArray()) as unknown[] as AskedPaper[],

    /** A person's attempts that are open, or ended and not settled, without their answers. */
    unsettledOf: async (personId: string): Promise<OtherAttempt[]> =>
      (await attempts.collection
        .find({ personId, ...UNSETTLED } as object, {
          projection: { answers: 0, steps: 0, markings: 0, owed: 0 },
        })
        .toArray()) as unknown[] as OtherAttempt[],

    /** Stores a new attempt, and carries out what it owes; false when another start came first. */
    async insert(attempt: Attempt): Promise<boolean> {
      const owed = owedQueue.lease(attempt.owed);
      if (!(await insertTogether({ ...attempt, owed }))) return false;
      owedQueue.hand(attempts, attempt, owed);
      emit({ kind: 'attempt-started' });
      return true;
    },
  };
}

export type AttemptStore = ReturnType<typeof makeAttemptStore>;
