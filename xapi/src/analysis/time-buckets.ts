import { byQuarter, offsetFinder } from './local-time.ts';

const DAY_MS = 86_400_000;

const TIME_UNITS = ['hour', 'day', 'week', 'month'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export const isTimeUnit = (name: string): name is TimeUnit => TIME_UNITS.includes(name as TimeUnit);

/** Whether the runtime knows a time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const NAMES: Record<TimeUnit, (local: number) => string> = {
  hour: (local) => `${new Date(local).toISOString().slice(0, 13)}:00`,
  day: (local) => new Date(local).toISOString().slice(0, 10),
  /** By its Monday. */
  week: (local) => {
    const day = Math.floor(local / DAY_MS);
    return new Date((day - ((((day + 3) % 7) + 7) % 7)) * DAY_MS).toISOString().slice(0, 10);
  },
  month: (local) => new Date(local).toISOString().slice(0, 7),
};

/**
 * Names the hour, day, week or month of a moment as the clocks of a zone show it. The hour that clocks show twice in
 * autumn is one.
 */
export function makeTimeBuckets(zone: string, unit: TimeUnit): (at: number) => string {
  const offsetAt = offsetFinder(zone);
  return byQuarter((start) => NAMES[unit](start + offsetAt(start)));
}
