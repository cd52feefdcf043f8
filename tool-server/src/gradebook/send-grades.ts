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
export interface GradeDestination {
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

/** Asks what the platform holds when it says that ours is older: ours already, or something later. */
async function settleOlder(
  grade: Grade,
  destination: GradeDestination,
  { ags }: Deps,
): Promise<Change | undefined> {
  const { status, result } = await ags.readResult(destination);
  if (status < 200 || status >= 300) return undefined;
  // An earlier try may have arrived and only its answer been lost.
  return { state: result && isSameResult(grade.score, result) ? 'sent' : 'settled' };
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
      const settled = found.ok ? await settleOlder(grade, found.destination, deps) : undefined;
      return settled ? { ...settled, acceptedAt: timestamp, lastReply } : tryLater;
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
    // Conditional on the event: a later one that came meanwhile stays waiting, but has to be sent after this one.
    const settled = await grades.updateOne(
      { _id: grade._id, at: grade.at, state: 'waiting' },
      { $set: change },
    );
    if (settled.matchedCount === 0 && change.acceptedAt)
      await grades.updateOne({ _id: grade._id }, { $max: { acceptedAt: change.acceptedAt } });
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
