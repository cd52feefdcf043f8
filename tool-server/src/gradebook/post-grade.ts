import type { GradeReason, ItemRef } from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import { reportedScore } from '../exams/index.ts';
import { ITEM_KINDS } from '../items/index.ts';
import { isTaken, type Ags, type ScoreReply, type ServiceReply } from '../lti/index.ts';
import { backOffMs } from '../storage/index.ts';
import type { FindDestination, FoundDestination, GradeDestination } from './find-destination.ts';
import type { Grade } from './grade.model.ts';
import type { Paces } from './pace.ts';
import { isSameResult, judge, mayBeSeenLater, reasonOf, timestampToSend } from './judge-reply.ts';

/** What a post makes of its line. */
export type Change = Partial<
  Pick<Grade, 'state' | 'due' | 'acceptedAt' | 'lastReply' | 'reason' | 'held' | 'since'>
>;

export interface PostDeps {
  ags: Ags;
  clock: Clock;
  paces: Paces;
  findDestination: FindDestination;
  /** Told that a column of a link is gone, or has taken a score. */
  onColumn: (linkId: string, what: 'gone' | 'written') => Promise<void>;
}

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/**
 * What is sent is the mark that people read. A score without points empties the cell.
 * @see LTI AGS 2.0, 3.4.7: scoreGiven left out; so Moodle does for whatever is not FullyGraded
 */
function scoreOf({ score }: Grade, item: ItemRef | undefined) {
  if (!score) return { activityProgress: 'Initialized', gradingProgress: 'NotReady' } as const;
  const { given, maximum } = reportedScore(score);
  const isUnderWay = item !== undefined && ITEM_KINDS[item.kind].gradeGrows && !score.passed;
  // Final so far: Moodle empties the cell for whatever is not.
  const progress = {
    activityProgress: isUnderWay ? 'InProgress' : 'Completed',
    gradingProgress: 'FullyGraded',
  } as const;
  return { scoreGiven: given, scoreMaximum: maximum, ...progress };
}

/** A post whose answer does not yet say what is to become of the line. */
interface Asked {
  grade: Grade;
  timestamp: Date;
  reply: ScoreReply;
  waitedMs: number;
}

/** What becomes of a line; `later`: it waits, for what this answer says. */
type Outcome = { change: Change } | { later: ServiceReply };

/** The gradebook has what was sent. */
const sent = ({ timestamp }: Asked): Change => ({ state: 'sent', acceptedAt: timestamp, reason: null });

/** What the platform holds of somebody: null is nothing; not `ok` where it could not be seen. */
async function readHeld(
  { platformId, lineItemUrl, subject, scoreMaximum }: GradeDestination,
  deps: PostDeps,
) {
  const read = await deps.ags.readResults({ platformId, lineItemUrl, subject });
  if (read.ok) return { ok: true, result: read.results.get(subject), scoreMaximum } as const;
  deps.paces.heard(platformId, read.reply);
  return read;
}

/**
 * The platform says that what it holds is not older than ours. It is ours: an earlier try arrived and only its
 * answer was lost. It is newer by its own time: that settles it. It cannot be read at the moment: ours waits until
 * it can. It can never be seen, or has no time: most likely our own former score, taken in the same second, so ours
 * goes once more, a second later. What refuses that too does so for another reason than time, and a lecturer may
 * send it again in their own name.
 */
async function settleOlder(asked: Asked, destination: GradeDestination, deps: PostDeps): Promise<Outcome> {
  const { grade, timestamp, waitedMs } = asked;
  const held = await readHeld(destination, deps);
  if (!held.ok && mayBeSeenLater(held.reply, waitedMs)) return { later: held.reply };
  const result = held.ok ? held.result : undefined;
  if (held.ok && isSameResult(grade.score, result, held.scoreMaximum)) return { change: sent(asked) };
  const isNewer = result?.at !== undefined && result.at > timestamp;
  if (isNewer) return { change: { state: 'settled', reason: 'newer_grade' } };
  const isMoved = timestamp > grade.at;
  return {
    change: isMoved
      ? { state: 'refused', reason: 'newer_grade' }
      : { due: deps.clock.now(), acceptedAt: timestamp, reason: 'newer_grade' },
  };
}

/** A page came in place of an answer: the score may have been taken all the same, as what is held tells. */
async function settleUnclear(asked: Asked, destination: GradeDestination, deps: PostDeps): Promise<Outcome> {
  const held = await readHeld(destination, deps);
  return held.ok && isSameResult(asked.grade.score, held.result, held.scoreMaximum)
    ? { change: sent(asked) }
    : { later: asked.reply };
}

const isMissing = ({ status }: { status: number }): boolean => status === 404 || status === 410;

/**
 * A score was refused for good, and why. "Not found" may mean the column or the person (ILIAS): the column itself
 * tells which, where we may read it.
 */
async function settleRefused(
  { grade, reply, waitedMs }: Asked,
  destination: GradeDestination,
  { ags, paces, onColumn }: PostDeps,
): Promise<Outcome> {
  const refuse = (reason: GradeReason): Outcome => ({ change: { state: 'refused', reason } });
  const reason = reasonOf(reply);
  if (!isMissing(reply)) return refuse(reason);
  const column = await ags.lineItems.read(destination);
  paces.heard(destination.platformId, column);
  if (isMissing(column)) {
    await onColumn(grade.linkId, 'gone');
    return refuse('column_gone');
  }
  if (isTaken(column) || reason === 'not_in_class') return refuse('not_in_class');
  return mayBeSeenLater(column, waitedMs) ? { later: column } : refuse('column_gone');
}

async function send(
  grade: Grade,
  timestamp: Date,
  deps: PostDeps,
): Promise<{ found: FoundDestination; reply: ScoreReply }> {
  const found = await deps.findDestination(grade.linkId, grade.personId);
  if (!found.ok) return { found, reply: found.reply };
  const { destination } = found;
  const { platformId, lineItemUrl, subject } = destination;
  const score = { ...scoreOf(grade, destination.item), at: timestamp };
  return { found, reply: await deps.ags.postScore({ platformId, lineItemUrl, subject, ...score }) };
}

/** When a line goes again that waits for what an answer says. */
function dueAfter(reply: ServiceReply, { tries }: Grade, platformId: string, deps: PostDeps): Date {
  const { clock, paces } = deps;
  // Who was throttled comes again in turn, however often that was.
  if (reply.throttled === true) return paces.setAside(platformId);
  const asked = (reply.retryAfterSeconds ?? 0) * 1_000;
  const wait = later(clock.now(), Math.max(asked, backOffMs(tries, Math.random())));
  const silentUntil = paces.silentUntil(platformId);
  return silentUntil && silentUntil > wait ? silentUntil : wait;
}

/** No score was posted, since there is no column yet: that is refused only once it has been so for too long. */
const settleUnsent = ({ reply, waitedMs }: Asked): Outcome =>
  judge(reply, waitedMs) === 'refused'
    ? { change: { state: 'refused', reason: reasonOf(reply) } }
    : { later: reply };

/** What becomes of a line whose score was posted. */
async function settle(asked: Asked, destination: GradeDestination, deps: PostDeps): Promise<Outcome> {
  const { grade, reply, waitedMs } = asked;
  switch (judge(reply, waitedMs)) {
    case 'accepted':
      await deps.onColumn(grade.linkId, 'written');
      return { change: { ...sent(asked), held: null } };
    case 'older':
      return settleOlder(asked, destination, deps);
    case 'unclear':
      return settleUnclear(asked, destination, deps);
    case 'later':
      return { later: reply };
    case 'refused':
      return settleRefused(asked, destination, deps);
  }
}

/** Posts one grade and answers how its line has to change. */
export async function postGrade(grade: Grade, platformId: string, deps: PostDeps): Promise<Change> {
  const { clock, paces } = deps;
  const timestamp = timestampToSend(grade);
  const { found, reply } = await send(grade, timestamp, deps);
  const replyAt = clock.now();
  const toldBy = ({ status, message }: ServiceReply) => ({ status, message, at: replyAt });
  // Where there is no column to send to, the LMS was not asked.
  if (!found.ok && found.reason) return { state: 'refused', lastReply: toldBy(reply), reason: found.reason };
  paces.heard(platformId, reply);
  const since = grade.since ?? replyAt;
  const asked: Asked = { grade, timestamp, reply, waitedMs: replyAt.getTime() - since.getTime() };
  const outcome = found.ok ? await settle(asked, found.destination, deps) : settleUnsent(asked);
  if ('change' in outcome) return { lastReply: toldBy(reply), ...outcome.change };
  const due = dueAfter(outcome.later, grade, platformId, deps);
  return { due, since, lastReply: toldBy(outcome.later), reason: reasonOf(outcome.later) };
}
