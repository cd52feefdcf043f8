import type { GradeReason, ItemRef } from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import { reportedScore } from '../exams/index.ts';
import { ITEM_KINDS } from '../items/index.ts';
import { isTaken, type Ags, type ScoreReply } from '../lti/index.ts';
import { backOffMs } from '../storage/index.ts';
import type { FindDestination, FoundDestination, GradeDestination } from './find-destination.ts';
import type { Grade } from './grade.model.ts';
import type { Paces } from './pace.ts';
import { isSameResult, judge, reasonOf, timestampToSend } from './judge-reply.ts';

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

/** What the platform holds of somebody; undefined where it cannot be seen. */
async function readHeld({ platformId, lineItemUrl, subject, scoreMaximum }: GradeDestination, ags: Ags) {
  const read = await ags.readResults({ platformId, lineItemUrl, subject });
  return read.ok ? { result: read.results.get(subject), scoreMaximum } : undefined;
}

/**
 * The platform says that what it holds is not older than ours. It is ours: an earlier try arrived and only its
 * answer was lost. It is newer by its own time: that settles it. It cannot be seen, or has no time: most
 * likely our own former score, taken in the same second, so ours goes once more, a second later. What refuses
 * that too does so for another reason than time, and a lecturer may send it again in their own name.
 */
async function settleOlder(
  grade: Grade,
  timestamp: Date,
  destination: GradeDestination,
  { ags, clock }: PostDeps,
): Promise<Change> {
  const held = await readHeld(destination, ags);
  if (held && isSameResult(grade.score, held.result, held.scoreMaximum))
    return { state: 'sent', acceptedAt: timestamp, reason: null };
  const isNewer = held?.result?.at !== undefined && held.result.at > timestamp;
  if (isNewer) return { state: 'settled', reason: 'newer_grade' };
  const isMoved = timestamp > grade.at;
  return isMoved
    ? { state: 'refused', reason: 'newer_grade' }
    : { due: clock.now(), acceptedAt: timestamp, reason: 'newer_grade' };
}

const isMissing = ({ status }: { status: number }): boolean => status === 404 || status === 410;

/**
 * Why a score was refused for good. "Not found" may mean the column or the person (ILIAS): the column itself
 * tells which, where we may read it.
 */
async function whyRefused(reply: ScoreReply, linkId: string, found: FoundDestination, deps: PostDeps) {
  if (!found.ok || !isMissing(reply)) return reasonOf(reply);
  const column = await deps.ags.lineItems.read(found.destination);
  if (isMissing(column)) {
    await deps.onColumn(linkId, 'gone');
    return 'column_gone';
  }
  return isTaken(column) || reasonOf(reply) === 'not_in_class' ? 'not_in_class' : 'column_gone';
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

/** Posts one grade and answers how its line has to change. */
export async function postGrade(grade: Grade, platformId: string, deps: PostDeps): Promise<Change> {
  const { ags, clock, paces, onColumn } = deps;
  const timestamp = timestampToSend(grade);
  const { found, reply } = await send(grade, timestamp, deps);
  // Where there is no column to send to, the LMS was not asked.
  if (found.ok || !found.reason) paces.heard(platformId, reply);
  const now = clock.now();
  const lastReply = { status: reply.status, message: reply.message, at: now };
  const since = grade.since ?? now;
  const tryLater = (reason: GradeReason): Change => {
    const wait = later(
      now,
      Math.max((reply.retryAfterSeconds ?? 0) * 1_000, backOffMs(grade.tries, Math.random())),
    );
    const silentUntil = paces.silentUntil(platformId) ?? wait;
    // Who was throttled comes again in turn, however often that was.
    const due =
      reply.throttled === true ? paces.setAside(platformId) : silentUntil > wait ? silentUntil : wait;
    return { due, since, lastReply, reason };
  };
  if (!found.ok && found.reason) return { state: 'refused', lastReply, reason: found.reason };
  switch (judge(reply, now.getTime() - since.getTime())) {
    case 'accepted':
      await onColumn(grade.linkId, 'written');
      return { state: 'sent', acceptedAt: timestamp, lastReply, reason: null, held: null };
    case 'older':
      return found.ok
        ? { ...(await settleOlder(grade, timestamp, found.destination, deps)), lastReply }
        : tryLater(reasonOf(reply));
    case 'unclear': {
      const held = found.ok ? await readHeld(found.destination, ags) : undefined;
      const arrived = held && isSameResult(grade.score, held.result, held.scoreMaximum);
      return arrived
        ? { state: 'sent', acceptedAt: timestamp, lastReply, reason: null }
        : tryLater(reasonOf(reply));
    }
    case 'later':
      return tryLater(reasonOf(reply));
    case 'refused':
      return { state: 'refused', lastReply, reason: await whyRefused(reply, grade.linkId, found, deps) };
  }
}
