/**
 * A point in time, in the extended format of ISO 8601 with date, time and seconds; a zone, where there is one, is `Z` or an offset
 * other than minus nought (RFC 3339 gives `-00:00` the meaning that the place is unknown; ISO 8601 forbids it).
 */
const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?$/;
const MINUS_NOUGHT = /-00(?::?00)?$/;

const daysOf = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;

/** @see xAPI 1.0.3 Data §4.5; xAPI 2.0 §4.2.7 "Timestamps" */
export const isTimestamp = (value: unknown): value is string => {
  if (typeof value !== 'string') return false;
  const parts = TIMESTAMP.exec(value);
  if (parts === null) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOf(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 60 &&
    !MINUS_NOUGHT.test(value.slice(10))
  );
};

/** Designators in their order, each at most once, at least one; a fraction on the last alone; weeks alone. */
const DURATION =
  /^P(?!$)(?:\d+(?:[.,]\d+)?W|(?=\d|T\d)(?:\d+(?:[.,]\d+(?=Y$))?Y)?(?:\d+(?:[.,]\d+(?=M$))?M)?(?:\d+(?:[.,]\d+(?=D$))?D)?(?:T(?=\d)(?:\d+(?:[.,]\d+(?=H$))?H)?(?:\d+(?:[.,]\d+(?=M$))?M)?(?:\d+(?:[.,]\d+)?S)?)?)$/;

/** @see ISO 8601:2004 §4.4.3.2; xAPI 1.0.3 Data §4.6; xAPI 2.0 §4.2.7 "Durations" */
export const isDuration = (value: unknown): value is string =>
  typeof value === 'string' && DURATION.test(value);
