/**
 * The zone in which pages tell time, whatever the clock of the reader: records of a school are read alike by all.
 * Vietnam has one zone and no summer time.
 */
export const SCHOOL_ZONE = 'Asia/Ho_Chi_Minh';
const OFFSET = '+07:00';
const OFFSET_MINUTES = 7 * 60;

/** The calendar day of a moment at the school: `2026-11-25`. */
export const schoolDay = (time: number): string =>
  new Date(time + OFFSET_MINUTES * 60_000).toISOString().slice(0, 10);

/** The moment at which a calendar day begins at the school. */
export const startOfSchoolDay = (day: string): number => Date.parse(`${day}T00:00:00${OFFSET}`);

/** Whether the reader's own clock shows another time: then the zone has to be said. */
export const isElsewhere = (time = Date.now()): boolean =>
  new Date(time).getTimezoneOffset() !== -OFFSET_MINUTES;
