/**
 * Whether a date is one of the calendar, as precise as it is said: `2015`, `2015-06` or `2015-06-19`; 31 February is none.
 */
export function isCalendarDate(date: string): boolean {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(date)) return false;
  const time = Date.parse(date);
  // Days behind the end of a month are counted on into the next one.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** A date as it is stored, of one as people write it: `19/06/2015`, `6.2015` or `2015`; undefined where it is none. */
export function calendarDateOf(written: string): string | undefined {
  const found = /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$/.exec(written);
  if (!found) return undefined;
  const [, day, month, year] = found;
  const parts = [year, month, day].filter((part) => part !== undefined);
  const date = parts.map((part) => part.padStart(2, '0')).join('-');
  return isCalendarDate(date) ? date : undefined;
}
