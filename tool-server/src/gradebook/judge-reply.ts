import { mayPass, type GradeReason } from '@chuyen-de/contracts';
import { isTaken, type GradeResult, type ScoreReply, type ServiceReply } from '../lti/index.ts';

/** What a platform's answer to a posted score means for the ledger. */
export type Verdict = 'accepted' | 'older' | 'unclear' | 'later' | 'refused';

const DAY_MS = 86_400_000;
/** How long refusals are put up with that name no reason: tokens, throttles and firewalls pass, in their time. */
const PATIENCE_MS = 7 * DAY_MS;

const isRedirect = (status: number): boolean => status >= 300 && status < 400;
const isPage = ({ status, form }: ScoreReply): boolean =>
  isRedirect(status) || (status >= 200 && status < 300 && form === 'page');
/**
 * What an LMS says of a score that it was asked to take, and of nothing else. Other refusals are those of tokens, or
 * of what stands before the LMS: proxies, firewalls.
 */
const ABOUT_THE_SCORE = new Set([400, 404, 405, 409, 410, 412, 413, 415, 422, 423]);
const isAccess = (status: number): boolean => status === 401 || status === 403;
/** An answer that says nothing of what was asked, but of the LMS at the moment. */
export const isOutage = ({ status, throttled }: ServiceReply): boolean =>
  throttled === true || mayPass(status);
export const isPastPatience = (waitedMs: number): boolean => waitedMs >= PATIENCE_MS;

/** Only who was asked to take a score can refuse one: the token endpoint and the columns say nothing of it. */
const isOfScore = ({ service }: ScoreReply): boolean => service === 'scores';

/**
 * Judges the answer to a posted score, or what came in its place where it could not be posted. `older`: the platform
 * holds one with the same or a later timestamp; `unclear`: a page or another address in place of an answer; `later`:
 * another try may succeed; `refused`: never as it is, by a reason that the platform names or because it has refused
 * for too long.
 * @param waitedMs since when the grade has been waiting
 * @see LTI AGS 2.0 §3.4; throttled 403 and stale tokens as Canvas and Moodle answer them
 */
export function judge(reply: ScoreReply, waitedMs: number): Verdict {
  if (isTaken(reply)) return 'accepted';
  if (reply.isOlder === true) return 'older';
  if (isOutage(reply)) return 'later';
  if (isPage(reply)) return isPastPatience(waitedMs) ? 'refused' : 'unclear';
  const isPlain = isOfScore(reply) && ABOUT_THE_SCORE.has(reply.status);
  return isPlain || isPastPatience(waitedMs) ? 'refused' : 'later';
}

/** What LMSs say of somebody who may not be graded; Moodle says the first of a well-formed score of ours. */
const UNKNOWN_PERSON = /incorrect score received|\b(?:user|student|learner|enrol)/i;

/** Why a score was not taken, as far as the answer tells: of the column and the person only one to the score does. */
export function reasonOf(reply: ScoreReply): GradeReason {
  const { status, throttled, message } = reply;
  if (throttled === true) return 'lms_busy';
  if (reply.switchedOff === true) return 'lms_switched_off';
  if (status === 0) return 'lms_unreachable';
  // Moodle says so of a column that is locked; where it is not, the LMS is at fault.
  if (status === 500 && isOfScore(reply)) return 'column_locked';
  if (isOutage(reply)) return 'lms_fault';
  if (isPage(reply)) return 'lms_page';
  if (isAccess(status)) return 'access_refused';
  if (!isOfScore(reply)) return 'lms_fault';
  if (status === 405 || status === 423) return 'column_locked';
  // Moodle repeats what it was sent behind the reason.
  const [said = ''] = message.split('{', 1);
  return UNKNOWN_PERSON.test(said) ? 'not_in_class' : 'refused';
}

const SECOND = 1_000;

interface Stamps {
  at: Date;
  acceptedAt?: Date | undefined;
  stampAt?: Date | undefined;
}

/**
 * The timestamp to send: the event's own time, or that of a lecturer's word to send it again, moved to the
 * next second where the platform already accepted one in the same second (Moodle compares whole seconds and
 * answers 409 unless it is later).
 */
export function timestampToSend({ at, acceptedAt, stampAt }: Stamps): Date {
  const earliest = acceptedAt ? (Math.floor(acceptedAt.getTime() / SECOND) + 1) * SECOND : 0;
  return new Date(Math.max(at.getTime(), stampAt?.getTime() ?? 0, earliest));
}

/** The scale of marks: of what is sent, and of a result that names no maximum. */
const SCALE = 10;
/** LMSs keep five decimals at the most, and show two. */
const NEAR = 0.001;

export type Held = { outOfTen: number } | null;

/**
 * Whether a result in the platform's gradebook is the grade that we hold, scales apart; null: there is none.
 * The maximum of the column is asked before that of the result: Moodle gives 100 with results of any column.
 */
export function isSameResult(held: Held, result: GradeResult | undefined, columnMaximum?: number): boolean {
  const score = result?.score;
  // Moodle leaves a score of 0 out.
  if (score === undefined) return held === null || (held.outOfTen === 0 && result !== undefined);
  const scales = [columnMaximum, result?.maximum].filter(
    (scale): scale is number => scale !== undefined && scale > 0,
  );
  const maxima = scales.length === 0 ? [SCALE] : scales;
  return held !== null && maxima.some((maximum) => Math.abs(held.outOfTen / SCALE - score / maximum) < NEAR);
}

/** A result on the scale of marks. */
export function markOf(result: GradeResult | undefined, columnMaximum?: number): number | null {
  if (result?.score === undefined) return null;
  return Math.round((100 * SCALE * result.score) / (columnMaximum ?? result.maximum ?? SCALE)) / 100;
}

/** What is to be said of a grade that the LMS has taken, in view of what its gradebook shows; null: nothing. */
export function standingOf(
  held: Held,
  result: GradeResult | undefined,
  columnMaximum?: number,
): GradeReason | null {
  if (isSameResult(held, result, columnMaximum)) return null;
  if (held === null) return 'still_held';
  return result?.score === undefined ? 'not_shown' : 'changed_by_hand';
}
