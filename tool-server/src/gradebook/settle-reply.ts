import type { GradeReason } from '@chuyen-de/contracts';
import { isTaken, type ResultsReply, type ScoreReply, type ServiceReply } from '../lti/index.ts';
import { isOutage, isPastPatience, isSameResult, reasonOf, type Held } from './judge-reply.ts';

/**
 * What the LMS showed of a grade when it was asked what it holds. `same`: what was sent; `newer`: another, of a
 * later time; `other`: an older one, one without a time, or none; `not_offered`: it shows results to nobody like
 * us; `unread`: anything else, which says nothing of the grade.
 */
export type Seen = 'same' | 'newer' | 'other' | 'not_offered' | 'unread';

/** What the LMS showed of a column; `unread` as with results. */
export type ColumnSeen = 'there' | 'gone' | 'not_offered' | 'unread';

/**
 * What becomes of a line. `again`: it goes at once, a second later; `later`: it waits for what `because` says, and
 * goes a second later then if `moved`.
 */
export type Fate =
  | { is: 'sent' | 'again' }
  | { is: 'settled' }
  | { is: 'later'; because: ServiceReply; moved?: boolean }
  | { is: 'refused'; reason: GradeReason; because: ServiceReply };

/** A score that was posted, and what came back. */
export interface Posted {
  reply: ScoreReply;
  timestamp: Date;
  /** Whether it went with a later time than that of its event. */
  isMoved: boolean;
  waitedMs: number;
}

export const isMissing = ({ status }: { status: number }): boolean => status === 404 || status === 410;

/** Plainly said: not here, or not to you. Everything else may be read another time. */
const isNotOffered = ({ status, throttled }: ServiceReply): boolean =>
  throttled !== true && (status === 403 || isMissing({ status }));

/** What reading somebody's result says of the grade that was posted. */
export function seenIn(read: ResultsReply, { subject, score, timestamp, scoreMaximum }: SeenOf): Seen {
  if (!read.ok) return isNotOffered(read.reply) ? 'not_offered' : 'unread';
  const result = read.results.get(subject);
  if (isSameResult(score, result, scoreMaximum)) return 'same';
  return result?.at !== undefined && result.at > timestamp ? 'newer' : 'other';
}

interface SeenOf {
  subject: string;
  score: Held;
  timestamp: Date;
  scoreMaximum?: number | undefined;
}

/** What reading a column says of it; one that is answered by anything but a column was not read. */
export function columnSeenIn(reply: ServiceReply & { column?: unknown }): ColumnSeen {
  if (reply.service === 'columns' && isMissing(reply)) return 'gone';
  if (isTaken(reply) && reply.column !== undefined) return 'there';
  return isNotOffered(reply) ? 'not_offered' : 'unread';
}

/** How an LMS whose clock is slow speaks of the time of a score. */
const OF_THE_FUTURE = /\b(?:future|ahead of|too early)\b/i;

/** Waits for what could not be read: for an outage however long, for anything else a week. */
const unread = (because: ServiceReply, waitedMs: number, moved = false): Fate =>
  isOutage(because) || !isPastPatience(waitedMs)
    ? { is: 'later', because, ...(moved && { moved }) }
    : { is: 'refused', reason: 'gradebook_unread', because };

/**
 * The platform says that what it holds is not older than ours. It is ours: an earlier try arrived and only its
 * answer was lost. It is newer by its own time: that settles it. It is neither, or can never be seen: most likely our
 * own former score, taken in the same second, so ours goes once more, a second later. What refuses that too does so
 * for another reason than time. Who finds the time too early has a slow clock, which ours waits for.
 * @see LTI AGS 2.0, 3.4.9
 */
export function fateOfOlder(
  seen: Seen,
  { reply, isMoved, waitedMs }: Posted,
  results: ServiceReply | undefined,
): Fate {
  if (seen === 'same') return { is: 'sent' };
  if (seen === 'newer') return { is: 'settled' };
  if (seen === 'unread') return unread(results ?? reply, waitedMs, !isMoved);
  if (OF_THE_FUTURE.test(reply.message) && !isPastPatience(waitedMs)) return { is: 'later', because: reply };
  return isMoved ? { is: 'refused', reason: 'newer_grade', because: reply } : { is: 'again' };
}

/** A page came in place of an answer: the score may have been taken all the same, as what is held tells. */
export const fateOfUnclear = (seen: Seen, { reply }: Posted): Fate =>
  seen === 'same' ? { is: 'sent' } : { is: 'later', because: reply };

/**
 * "Not found" may mean the column or the person (ILIAS): the column itself tells which. Who may not read it takes
 * the answer for what it most often means.
 */
export function fateOfMissing(seen: ColumnSeen, { reply, waitedMs }: Posted, column: ServiceReply): Fate {
  const refused = (reason: GradeReason): Fate => ({ is: 'refused', reason, because: reply });
  if (seen === 'gone') return refused('column_gone');
  if (seen === 'there' || reasonOf(reply) === 'not_in_class') return refused('not_in_class');
  return seen === 'not_offered' ? refused('column_gone') : unread(column, waitedMs);
}
