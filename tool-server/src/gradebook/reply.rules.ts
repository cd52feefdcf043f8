/** What a platform's answer to a posted score means for the ledger. */
export type Verdict = 'accepted' | 'older' | 'later' | 'refused';

/** Answers that some platforms give for passing reasons: refused only when they persist. */
const MAY_PASS = [401, 403];
const PERSISTENCE = 5;

/**
 * Judges the answer to a posted score. `older`: the platform holds one with the same or a later timestamp;
 * `later`: another try may succeed; `refused`: never as it is.
 * @param status HTTP status, 0 when no answer came
 * @param tries how often it was tried, this one included
 * @see LTI AGS 2.0 §3.4; throttled 403 and stale tokens as Canvas and Moodle answer them
 */
export function judge(status: number, tries: number): Verdict {
  if (status >= 200 && status < 300) return 'accepted';
  if (status === 409) return 'older';
  if (status === 0 || status === 408 || status === 429 || status >= 500) return 'later';
  if (MAY_PASS.includes(status) && tries < PERSISTENCE) return 'later';
  return 'refused';
}

const SECOND = 1_000;

/**
 * The timestamp to send: the event's own time, moved to the next second where the platform already accepted
 * one in the same second (Moodle compares whole seconds and answers 409 unless it is later).
 */
export function timestampToSend(at: Date, acceptedAt: Date | undefined): Date {
  if (!acceptedAt) return at;
  const earliest = (Math.floor(acceptedAt.getTime() / SECOND) + 1) * SECOND;
  return new Date(Math.max(at.getTime(), earliest));
}

/** The scale of marks: of what is sent, and of a result that names no maximum. */
const SCALE = 10;
/** LMSs keep five decimals at the most, and show two. */
const NEAR = 0.001;

/** Whether a result in the platform's gradebook is the grade that we hold, scales apart; null: there is none. */
export function isSameResult(
  held: { outOfTen: number } | null,
  result: { score?: number; maximum?: number } | undefined,
): boolean {
  const score = result?.score;
  // Moodle leaves a score of 0 out.
  if (score === undefined) return held === null || (held.outOfTen === 0 && result !== undefined);
  return held !== null && Math.abs(held.outOfTen / SCALE - score / (result?.maximum ?? SCALE)) < NEAR;
}
