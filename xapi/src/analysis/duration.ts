import { LONGEST } from '../validation/bounded.ts';

const DURATION =
  /^P(?:(\d+(?:[.,]\d+)?)Y)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
/** Seconds of a year, month, week, day, hour, minute, second; a year is 365 days, a month 30. */
const SECONDS = [31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1];

/** An ISO 8601 duration in seconds; undefined when it is none. */
export function durationSeconds(text: unknown): number | undefined {
  const parts = typeof text === 'string' && text.length <= LONGEST.duration ? DURATION.exec(text) : null;
  if (!parts) return undefined;
  return parts
    .slice(1)
    .reduce((sum, part, i) => sum + (part ? Number(part.replace(',', '.')) * (SECONDS[i] ?? 0) : 0), 0);
}
