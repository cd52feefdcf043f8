/**
 * Whether a date is one of the calendar, as precise as it is said: `2015`, `2015-06` or `2015-06-19`; 31 February is none.
 */
export function isCalendarDate(date: string): boolean {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(date)) return false;
  const time = Date.parse(date);
  // Days behind the end of a month are counted on into the next one.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
