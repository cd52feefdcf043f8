import { SCHOOL_OFFSET_MINUTES } from '@chuyen-de/contracts/school-zone';

const OFFSET_MS = SCHOOL_OFFSET_MINUTES * 60_000;

/** The calendar day of a moment at the school: `2026-11-25`. */
export const schoolDay = (time: number): string => new Date(time + OFFSET_MS).toISOString().slice(0, 10);

/** Whether the reader's own clock shows another time: then the zone has to be said. */
export const isElsewhere = (time = Date.now()): boolean =>
  new Date(time).getTimezoneOffset() !== -SCHOOL_OFFSET_MINUTES;

/** A moment as a field for date and time holds it, by the school's clock: `2026-11-25T08:30`. */
export const schoolMinute = (time: string): string =>
  new Date(Date.parse(time) + OFFSET_MS).toISOString().slice(0, 16);

/** The moment that a field for date and time says, by the school's clock. */
export const fromSchoolMinute = (minute: string): string =>
  new Date(Date.parse(`${minute}:00Z`) - OFFSET_MS).toISOString();
