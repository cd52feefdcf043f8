import type { GradeReason } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { Logger } from '../kernel/logger.ts';
import { claimDue, makeHandOver, makeLoop, makePacedLook } from '../storage/index.ts';
import type { Grade } from './grade.model.ts';
import { STRANDS } from './pace.ts';
import { postGrade, type Change, type PostDeps } from './post-grade.ts';

/** Longer than a post takes: its time-out, that of a token, and those of reading back what is held. */
const LEASE_MS = 60_000;
/** What is left of a lease when a post begins; a grade that has waited in memory for longer is left to others. */
const LEAST_LEASE_MS = 45_000;
const IDLE_MS = 500;
const CHECK_REST_MS = 5_000;
/** Reasons for which an LMS puts off all that goes there. */
const PUT_OFF: GradeReason[] = ['lms_busy', 'lms_unreachable', 'lms_switched_off'];
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

type HandOver = ReturnType<typeof makeHandOver<Grade>>;

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/** Claims the grade that has been due for longest, of those in some LMSs. */
async function claim(platformId: object | string, { grades, clock }: Deps): Promise<Grade | undefined> {
  const claimed = await claimDue(
    grades,
    { due: 'due', tries: 'tries' },
    { now: clock.now(), leaseMs: LEASE_MS, filter: { state: 'waiting', platformId } },
  );
  return claimed && { ...claimed.document, due: claimed.until, tries: claimed.document.tries + 1 };
}

/** Lets a line go that was held and not posted. */
async function putOff({ _id, due }: Grade, change: Partial<Grade>, { grades }: Deps): Promise<void> {
  await grades.updateOne({ _id, state: 'waiting', due }, { $set: change, $inc: { tries: -1 } });
}

/** Puts off what is due for an LMS that has fallen silent: nobody claims it one by one to find that out. */
async function putOffAll(platformId: string, { grades, paces, clock }: Deps): Promise<void> {
  const due = paces.silentUntil(platformId);
  if (!due) return;
  await grades.updateMany(
    { platformId, state: 'waiting', due: { $lte: clock.now() } },
    { $set: { due, reason: 'lms_unreachable' } },
  );
}

/** What its LMS had put off, longer than any lease holds a grade, goes now: the LMS takes scores after all. */
async function bringForward(platformId: string, { grades, clock }: Deps): Promise<void> {
  const now = clock.now();
  await grades.updateMany(
    { platformId, state: 'waiting', due: { $gt: later(now, LEASE_MS) }, reason: { $in: PUT_OFF } },
    { $set: { due: now } },
  );
}

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

/** Posts one grade; answers whether its line has come to its end. */
async function post(grade: Grade, platformId: string, deps: Deps): Promise<boolean> {
  const change = await postGrade(grade, platformId, deps);
  const isAtItsEnd = await settle(grade, change, deps);
  if (change.state !== 'sent')
    deps.logger.warn(
      {
        grade: grade._id.toHexString(),
        status: change.lastReply?.status,
        reason: change.reason,
        tries: grade.tries,
        state: change.state ?? 'waiting',
      },
      'grade not taken',
    );
  return isAtItsEnd;
}

/** Where more may be due at once: the same line `again`, or others that waited for a post to end. */
interface Freed {
  platformId: string;
  again: boolean;
}

/** Sends one grade, or puts it off until its LMS may be asked again. @param keep holds one that waits for its turn alone */
async function send(grade: Grade, deps: Deps, keep: (grade: Grade) => void): Promise<Freed | undefined> {
  const { paces, clock } = deps;
  const platformId = grade.platformId ?? (await deps.platformOf(grade.linkId)) ?? NO_PLATFORM;
  const turn = paces.begin(platformId, { askedAt: grade.askedAt });
  if (!turn.ok) {
    const { due, reason } = turn;
    // Others were a moment faster: it goes as soon as one of them has come to its end, under the lease that it has.
    if (!reason && due <= clock.now()) keep(grade);
    else await putOff(grade, { due, platformId, ...(reason && { reason }) }, deps);
    return undefined;
  }
  try {
    const isAtItsEnd = await post(grade, platformId, deps);
    await putOffAll(platformId, deps);
    if (isAtItsEnd && grade.askedAt) await bringForward(platformId, deps);
    return isAtItsEnd && !paces.isFull(platformId) ? undefined : { platformId, again: !isAtItsEnd };
  } finally {
    turn.end();
  }
}

/** Finds the next grade whose LMS may be called, so that no LMS holds up another. */
function makeFindNext(deps: Deps, handOver: HandOver, onFound: () => void) {
  const { paces, clock } = deps;
  const open = makePacedLook({
    find: () => claim({ $nin: paces.full() }, deps),
    onFound,
    restMs: IDLE_MS,
  });
  /** LMSs that have taken a post: what is due there next need not wait for a look, unless there was nothing of late. */
  const freed = new Set<string>();
  const empty = new LRUCache<string, true>({ max: 1_000, ttl: IDLE_MS });
  let lookFirst = false;

  async function ofFreed(): Promise<Grade | undefined> {
    for (const platformId of freed) {
      freed.delete(platformId);
      if (empty.has(platformId)) continue;
      const grade = await claim(platformId, deps);
      if (grade) return grade;
      empty.set(platformId, true);
    }
    return undefined;
  }
  const isReady = ({ platformId = NO_PLATFORM }: Grade): boolean => !paces.isFull(platformId);

  return {
    async next(): Promise<Grade | undefined> {
      for (const stale of handOver.takeStale()) await putOff(stale, { due: clock.now() }, deps);
      // By turns, so that neither waits for the other to come to its end.
      lookFirst = !lookFirst;
      const found = async () => (await ofFreed()) ?? (await open.look());
      return lookFirst
        ? ((await found()) ?? handOver.take(isReady))
        : (handOver.take(isReady) ?? (await found()));
    },
    hasFreed({ platformId, again }: Freed): void {
      freed.add(platformId);
      if (again) empty.delete(platformId);
    },
    atOnce: () => {
      open.atOnce();
      empty.clear();
    },
  };
}

/** Sends waiting grades to their LMS until accepted or refused for good, and has columns read in between. */
export function makeGradeWorker(deps: Deps) {
  const { clock, logger } = deps;
  const handOver: HandOver = makeHandOver({
    most: MOST_HANDED,
    isHeld: ({ due }) => due >= later(clock.now(), LEAST_LEASE_MS),
  });
  const onFound = (): void => {
    loop.nudge();
  };
  const grades = makeFindNext(deps, handOver, onFound);
  const checks = makePacedLook({
    find: async () => (await deps.checkColumn()) || undefined,
    onFound,
    restMs: CHECK_REST_MS,
  });

  async function step(): Promise<boolean> {
    const grade = await grades.next();
    if (!grade) return (await checks.look()) ?? false;
    const more = await send(grade, deps, handOver.add);
    if (more) grades.hasFreed(more);
    return true;
  }

  const loop = makeLoop({
    step,
    concurrency: STRANDS,
    idleMs: IDLE_MS,
    onError: (err) => logger.warn({ err }, 'grades could not be sent'),
  });
  const lookAtOnce = (): void => {
    grades.atOnce();
    checks.atOnce();
  };
  return {
    ...loop,
    /** How a new line is to be stored: leased while there is room to hand it over. */
    lease: (): Pick<Grade, 'due' | 'tries'> =>
      handOver.hasRoom() ? { due: later(clock.now(), LEASE_MS), tries: 1 } : { due: clock.now(), tries: 0 },

    /** Sends a new line, stored with the `lease` given. */
    hand(grade: Grade): void {
      if (grade.tries > 0) handOver.add(grade);
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
