import type { Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import { reportedScore } from '../exams/index.ts';
import type { Logger } from '../http/index.ts';
import type { Ags, ServiceReply } from '../lti/index.ts';
import { backOffMs, makeLoop, makePacedLook } from '../storage/index.ts';
import type { Grade } from './grade.model.ts';
import { isSameResult, judge, timestampToSend } from './reply.rules.ts';

/** Longer than a post takes, its time-outs and a token request included. */
const LEASE_MS = 30_000;
/** What is left of a lease when a post begins; a grade that has waited in memory for longer is left to others. */
const LEAST_LEASE_MS = 20_000;
const CONCURRENCY = 4;
const IDLE_MS = 500;
/** Grades in memory at the most: what comes beyond waits in the store, due at once. */
const MOST_HANDED = 64;

/** Where a grade goes: whose it is for the platform, and the column. */
interface GradeDestination {
  platformId: string;
  subject: string;
  lineItemUrl: string;
}

/** The destination, or why there is none as if the platform had answered so: status 0 when it could not be asked. */
export type FindDestination = (
  linkId: string,
  personId: string,
) => Promise<{ ok: true; destination: GradeDestination } | { ok: false; status: number; message: string }>;

interface Deps {
  grades: Model<Grade>;
  ags: Ags;
  clock: Clock;
  logger: Logger;
  findDestination: FindDestination;
}

type Change = Partial<Pick<Grade, 'state' | 'due' | 'acceptedAt' | 'lastReply'>>;

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/**
 * What is sent is the mark that people read. A score without points empties the cell.
 * @see LTI AGS 2.0, 3.4.7: scoreGiven left out; so Moodle does for whatever is not FullyGraded
 */
function scoreOf({ score }: Grade) {
  if (!score) return { activityProgress: 'Initialized', gradingProgress: 'NotReady' } as const;
  const { given, maximum } = reportedScore(score);
  const progress = { activityProgress: 'Completed', gradingProgress: 'FullyGraded' } as const;
  return { scoreGiven: given, scoreMaximum: maximum, ...progress };
}

/**
 * Asks what the platform holds when it says that ours is older. Ours already: an earlier try arrived and only
 * its answer was lost. Something else: most likely our own former score, taken in the same second, so ours
 * goes once more, a second later; refused again, the platform holds something later indeed.
 */
async function settleOlder(
  grade: Grade,
  timestamp: Date,
  destination: GradeDestination,
  { ags, clock }: Deps,
): Promise<Change | undefined> {
  const { status, result } = await ags.readResult(destination);
  if (status < 200 || status >= 300) return undefined;
  const acceptedAt = timestamp;
  if (isSameResult(grade.score, result)) return { state: 'sent', acceptedAt };
  const moved = timestamp > grade.at;
  return moved ? { state: 'settled', acceptedAt } : { due: clock.now(), acceptedAt };
}

/** Posts one grade and answers how the ledger has to change. */
async function post(grade: Grade, deps: Deps): Promise<Change> {
  const { ags, clock, findDestination } = deps;
  const found = await findDestination(grade.linkId, grade.personId);
  const timestamp = timestampToSend(grade.at, grade.acceptedAt);
  const reply: ServiceReply = found.ok
    ? await ags.postScore({ ...found.destination, ...scoreOf(grade), at: timestamp })
    : { status: found.status, message: found.message };
  const now = clock.now();
  const lastReply = { status: reply.status, message: reply.message, at: now };
  const waitMs = Math.max((reply.retryAfterSeconds ?? 0) * 1_000, backOffMs(grade.tries, Math.random()));
  const tryLater = { due: later(now, waitMs), lastReply };
  switch (judge(reply.status, grade.tries)) {
    case 'accepted':
      return { state: 'sent', acceptedAt: timestamp, lastReply };
    case 'older': {
      const settled = found.ok ? await settleOlder(grade, timestamp, found.destination, deps) : undefined;
      return settled ? { ...settled, lastReply } : tryLater;
    }
    case 'later':
      return tryLater;
    case 'refused':
      return { state: 'refused', lastReply };
  }
}

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

/** Sends waiting grades to their LMS until accepted or refused for good. */
export function makeGradeWorker(deps: Deps) {
  const { clock, logger } = deps;
  const handOver = makeHandOver(clock);
  const paced = makePacedLook({
    find: () => claim(deps),
    onFound: () => {
      loop.nudge();
    },
    restMs: IDLE_MS,
  });

  async function step(): Promise<boolean> {
    const grade = (await paced.look()) ?? handOver.take();
    if (!grade) return false;
    const change = await post(grade, deps);
    // What is not at its end may be due again at once.
    if (!(await settle(grade, change, deps))) paced.atOnce();
    if (change.state !== 'sent')
      logger.warn(
        {
          grade: grade._id.toHexString(),
          status: change.lastReply?.status,
          tries: grade.tries,
          state: change.state ?? 'waiting',
        },
        'grade not taken',
      );
    return true;
  }

  const loop = makeLoop({
    step,
    concurrency: CONCURRENCY,
    idleMs: IDLE_MS,
    onError: (err) => logger.warn({ err }, 'grades could not be sent'),
  });
  return {
    ...loop,
    lease: handOver.lease,

    /** Sends a new line, stored with the `lease` given. */
    hand(grade: Grade): void {
      handOver.add(grade);
      loop.nudge();
    },

    nudge(): void {
      paced.atOnce();
      loop.nudge();
    },

    async drain(): Promise<void> {
      paced.atOnce();
      await loop.drain();
    },
  };
}

export type GradeWorker = ReturnType<typeof makeGradeWorker>;
