import type { ItemRef } from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import { reportedScore } from '../exams/index.ts';
import { ITEM_KINDS } from '../items/index.ts';
import type { Ags, ResultsReply, ScoreReply, ServiceReply } from '../lti/index.ts';
import { backOffMs } from '../storage/index.ts';
import type { FindDestination, FoundDestination, GradeDestination } from './find-destination.ts';
import type { Grade } from './grade.model.ts';
import type { Paces } from './pace.ts';
import { judge, reasonOf, timestampToSend } from './judge-reply.ts';
import {
  columnSeenIn,
  fateOfMissing,
  fateOfOlder,
  fateOfUnclear,
  isMissing,
  seenIn,
  type Fate,
  type Posted,
} from './settle-reply.ts';

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
interface Asked extends Posted {
  grade: Grade;
}

/** Tells the pace what came in place of what was to be read. */
function hear(platformId: string, read: ResultsReply, { paces }: PostDeps): void {
  if (!read.ok) paces.heard(platformId, read.reply);
}

/** What the platform holds of somebody, in view of what was posted. */
async function readBack({ grade, timestamp }: Asked, destination: GradeDestination, deps: PostDeps) {
  const { platformId, lineItemUrl, subject, scoreMaximum } = destination;
  const read = await deps.ags.readResults({ platformId, lineItemUrl, subject });
  hear(platformId, read, deps);
  const seen = seenIn(read, { subject, score: grade.score, timestamp, scoreMaximum });
  return { seen, reply: read.ok ? undefined : read.reply };
}

async function settleMissing(asked: Asked, destination: GradeDestination, deps: PostDeps): Promise<Fate> {
  const column = await deps.ags.lineItems.read(destination);
  deps.paces.heard(destination.platformId, column);
  const seen = columnSeenIn(column);
  if (seen === 'gone') await deps.onColumn(asked.grade.linkId, 'gone');
  return fateOfMissing(seen, asked, column);
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
const settleUnsent = ({ reply, waitedMs }: Asked): Fate =>
  judge(reply, waitedMs) === 'refused'
    ? { is: 'refused', reason: reasonOf(reply), because: reply }
    : { is: 'later', because: reply };

/** What becomes of a line whose score was posted. */
async function settle(asked: Asked, destination: GradeDestination, deps: PostDeps): Promise<Fate> {
  const { grade, reply, waitedMs } = asked;
  switch (judge(reply, waitedMs)) {
    case 'accepted':
      await deps.onColumn(grade.linkId, 'written');
      return { is: 'sent' };
    case 'older': {
      const { seen, reply: results } = await readBack(asked, destination, deps);
      return fateOfOlder(seen, asked, results);
    }
    case 'unclear':
      return fateOfUnclear((await readBack(asked, destination, deps)).seen, asked);
    case 'later':
      return { is: 'later', because: reply };
    case 'refused':
      return isMissing(reply)
        ? settleMissing(asked, destination, deps)
        : { is: 'refused', reason: reasonOf(reply), because: reply };
  }
}

/** How a line changes by its fate. */
function changeBy(
  fate: Fate,
  { grade, reply, timestamp }: Asked,
  platformId: string,
  deps: PostDeps,
): Change {
  const now = deps.clock.now();
  const toldBy = ({ status, message }: ServiceReply) => ({ lastReply: { status, message, at: now } });
  switch (fate.is) {
    case 'sent':
      // The LMS has what was sent: what it was seen to hold before says nothing any more.
      return { ...toldBy(reply), state: 'sent', acceptedAt: timestamp, reason: null, held: null };
    case 'settled':
      return { ...toldBy(reply), state: 'settled', reason: 'newer_grade' };
    case 'again':
      return { ...toldBy(reply), due: now, acceptedAt: timestamp, reason: 'newer_grade' };
    case 'refused':
      return { ...toldBy(fate.because), state: 'refused', reason: fate.reason };
    case 'later':
      return {
        ...toldBy(fate.because),
        due: dueAfter(fate.because, grade, platformId, deps),
        since: grade.since ?? now,
        reason: reasonOf(fate.because),
        ...(fate.moved === true && { acceptedAt: timestamp }),
      };
  }
}

/** Posts one grade and answers how its line has to change. */
export async function postGrade(grade: Grade, platformId: string, deps: PostDeps): Promise<Change> {
  const { clock, paces } = deps;
  const timestamp = timestampToSend(grade);
  const { found, reply } = await send(grade, timestamp, deps);
  const replyAt = clock.now();
  const waitedMs = replyAt.getTime() - (grade.since ?? replyAt).getTime();
  const asked: Asked = { grade, timestamp, reply, waitedMs, isMoved: timestamp > grade.at };
  // Where there is no column to send to, the LMS was not asked.
  if (!found.ok && found.reason)
    return changeBy({ is: 'refused', reason: found.reason, because: reply }, asked, platformId, deps);
  paces.heard(platformId, reply);
  const fate = found.ok ? await settle(asked, found.destination, deps) : settleUnsent(asked);
  return changeBy(fate, asked, platformId, deps);
}
