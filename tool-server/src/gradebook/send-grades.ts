import type { Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Logger } from '../http/index.ts';
import type { Ags, ServiceReply } from '../lti/index.ts';
import { backOffMs, makeLoop, type Loop } from '../storage/index.ts';
import type { Grade } from './grade.model.ts';
import { isSameResult, judge, timestampToSend } from './reply.rules.ts';

/** Longer than a post takes, its time-outs and a token request included. */
const LEASE_MS = 60_000;
const CONCURRENCY = 4;

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

const scoreOf = ({ score }: Grade) => ({
  scoreGiven: score.given,
  scoreMaximum: score.maximum,
  activityProgress: 'Completed' as const,
  gradingProgress: 'FullyGraded' as const,
});

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
  if (result && isSameResult(grade.score, result)) return { state: 'sent', acceptedAt };
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

/** Sends waiting grades to their LMS, oldest due first, until accepted or refused for good. */
export function makeGradeWorker(deps: Deps): Loop {
  const { grades, clock, logger } = deps;

  /** Enters what came of a post, unless a later event has changed the line: then that goes next, after this. */
  async function settle({ _id, at }: Grade, change: Change): Promise<void> {
    const { matchedCount } = await grades.updateOne({ _id, at, state: 'waiting' }, { $set: change });
    if (matchedCount === 1) return;
    const { acceptedAt, due = clock.now() } = change;
    await grades.updateOne(
      { _id, state: 'waiting' },
      { $set: { due, tries: 0 }, ...(acceptedAt && { $max: { acceptedAt } }) },
    );
  }

  async function step(): Promise<boolean> {
    const now = clock.now();
    const grade = await grades
      .findOneAndUpdate(
        { state: 'waiting', due: { $lte: now } },
        { $set: { due: later(now, LEASE_MS) }, $inc: { tries: 1 } },
        { sort: { due: 1 }, returnDocument: 'after' },
      )
      .lean<Grade>();
    if (!grade) return false;
    const change = await post(grade, deps);
    await settle(grade, change);
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

  return makeLoop({
    step,
    concurrency: CONCURRENCY,
    idleMs: 500,
    onError: (err) => logger.warn({ err }, 'grades could not be sent'),
  });
}
