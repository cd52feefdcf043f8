/** Nobody can send us away for longer: a clock may be wrong, and no rate is counted over longer than an hour. */
export const MOST_RETRY_AFTER_SECONDS = 3_600;

/** All forms of an HTTP date have it; without it engines read a date out of nearly anything, as `-1` or `1.5`. */
const TIME_OF_DAY = /\d\d:\d\d:\d\d/;

const PASSING = new Set([0, 408, 425, 429]);

/**
 * Whether another try of the same may succeed, by the status of an answer alone: nothing came back (0), the time was
 * wrong (408, 425), it was asked too often (429), or something is broken over there (5xx).
 */
export const mayPass = (status: number): boolean => PASSING.has(status) || status >= 500;

/**
 * For how many seconds a Retry-After header, given as a number or as a date, asks to be left alone; an hour at the
 * most. @see RFC 9110, 10.2.3
 */
export function retryAfterSeconds(header: string | null | undefined, now: Date): number | undefined {
  if (header === undefined || header === null) return undefined;
  const at = TIME_OF_DAY.test(header) ? Date.parse(header) : Number.NaN;
  const seconds = /^\d{1,12}$/.test(header) ? Number(header) : (at - now.getTime()) / 1_000;
  if (!Number.isFinite(seconds)) return undefined;
  return Math.min(MOST_RETRY_AFTER_SECONDS, Math.max(0, Math.ceil(seconds)));
}
