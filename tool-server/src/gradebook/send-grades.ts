import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { makeLoop, makePacedLook } from '../storage/index.ts';
import type { Grade } from './grade.model.ts';
import { postGrade, type Change, type PostDeps } from './post-grade.ts';

/** Longer than a post takes: its time-out, that of a token, and those of reading back what is held. */
const LEASE_MS = 60_000;
/** What is left of a lease when a post begins; a grade that has waited in memory for longer is left to others. */
const LEAST_LEASE_MS = 45_000;
const CONCURRENCY = 4;
const IDLE_MS = 500;
const CHECK_REST_MS = 5_000;
/** Grades of links that are gone are refused without asking anybody. */
const NO_PLATFORM = '';
/** Grades in memory at the most: what comes beyond waits in the store, due at once. */
const MOST_HANDED = 64;

interface Deps extends PostDeps {
  grades: Model<Grade>;
  logger: Logger;
  /** The LMS of a link; undefined when the link is gone. */
  platformOf: (linkId: string) => Promise<string | undefined>;
  /** Reads one column whose time has come; false when there is none. */
  checkColumn: () => Promise<boolean>;
}

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/**
 * The short way from the ledger to the worker of the same process: a new line is stored leased, and handed
 * over. Should the process die, the lease runs out and any worker finds the line.
 */
function makeHandOver(clock: Clock) {
  const handed: Grade[] = [];
  return {
    /** How a new line is to be stored: leased while there is room to hand it over. */
    lease: (): Pick<Grade, 'due' | 'tries'> =>
      handed.length < MOST_HANDED
        ? { due: later(clock.now(), LEASE_MS), tries: 1 }
        : { due: clock.now(), tries: 0 },

    add: (grade: Grade): void => {
      if (grade.tries > 0) handed.push(grade);
    },

    take(): Grade | undefined {
      for (;;) {
        const next = handed.shift();
        if (!next || next.due >= later(clock.now(), LEAST_LEASE_MS)) return next;
      }
    },
  };
}

/** Claims the grade that has been due for longest. */
const claim = async ({ grades, clock }: Deps): Promise<Grade | undefined> => {
  const now = clock.now();
  const grade = await grades
    .findOneAndUpdate(
      { state: 'waiting', due: { $lte: now } },
      { $set: { due: later(now, LEASE_MS) }, $inc: { tries: 1 } },
      { sort: { due: 1 }, returnDocument: 'after' },
    )
    .lean<Grade>();
  return grade ?? undefined;
};

/**
 * Enters what came of a post, unless a later event has changed the line: then that goes next, after this.
 * Answers whether the line has come to its end.
 */
async function settle({ _id, at }: Grade, change: Change, { grades, clock }: Deps): Promise<boolean> {
  const { matchedCount } = await grades.collection.updateOne({ _id, at, state: 'waiting' }, { $set: change });
  if (matchedCount === 1) return change.state !== undefined;
  const { acceptedAt, due = clock.now() } = change;
  await grades.updateOne(
    { _id, state: 'waiting' },
    { $set: { due, tries: 0 }, ...(acceptedAt && { $max: { acceptedAt } }) },
  );
  return false;
}

/**
 * Sends one grade, or puts it off until its LMS may be asked again. Answers whether the line may be due again
 * at once.
 */
async function send(grade: Grade, deps: Deps): Promise<boolean> {
  const { grades, logger, paces } = deps;
  const { _id, at } = grade;
  const platformId = (await deps.platformOf(grade.linkId)) ?? NO_PLATFORM;
  const turn = paces.wait(platformId);
  if (turn) {
    await grades.updateOne({ _id, at, state: 'waiting' }, { $set: { due: turn }, $inc: { tries: -1 } });
    return false;
  }
  const change = await postGrade(grade, platformId, deps);
  const isAtItsEnd = await settle(grade, change, deps);
  if (change.state !== 'sent')
    logger.warn(
      {
        grade: _id.toHexString(),
        status: change.lastReply?.status,
        reason: change.reason,
        tries: grade.tries,
        state: change.state ?? 'waiting',
      },
      'grade not taken',
    );
  return !isAtItsEnd;
}

/** Sends waiting grades to their LMS until accepted or refused for good, and has columns read in between. */
export function makeGradeWorker(deps: Deps) {
  const { clock, logger } = deps;
  const handOver = makeHandOver(clock);
  const onFound = (): void => {
    loop.nudge();
  };
  const paced = makePacedLook({ find: () => claim(deps), onFound, restMs: IDLE_MS });
  const checks = makePacedLook({
    find: async () => (await deps.checkColumn()) || undefined,
    onFound,
    restMs: CHECK_REST_MS,
  });

  async function step(): Promise<boolean> {
    const grade = (await paced.look()) ?? handOver.take();
    if (!grade) return (await checks.look()) ?? false;
    if (await send(grade, deps)) paced.atOnce();
    return true;
  }

  const loop = makeLoop({
    step,
    concurrency: CONCURRENCY,
    idleMs: IDLE_MS,
    onError: (err) => logger.warn({ err }, 'grades could not be sent'),
  });
  const lookAtOnce = (): void => {
    paced.atOnce();
    checks.atOnce();
  };
  return {
    ...loop,
    lease: handOver.lease,

    /** Sends a new line, stored with the `lease` given. */
    hand(grade: Grade): void {
      handOver.add(grade);
      loop.nudge();
    },

    nudge(): void {
      lookAtOnce();
      loop.nudge();
    },

    async drain(): Promise<void> {
      lookAtOnce();
      await loop.drain();
    },
  };
}

export type GradeWorker = ReturnType<typeof makeGradeWorker>;
