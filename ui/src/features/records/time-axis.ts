import type { AggregateRow, RecordsFilter } from '@chuyen-de/contracts';
import { SCHOOL_OFFSET_MINUTES } from '@chuyen-de/contracts/school-zone';

export const UNITS = ['hour', 'day', 'week', 'month'] as const;
export type Unit = (typeof UNITS)[number];

/** A unit of time in which something was told, or nothing. */
export interface Moment {
  /** As the record store names it: `2026-11-25T10:00`, `2026-11-25`, the Monday of a week, `2026-11`. */
  name: string;
  /** Undefined: nothing was told. */
  row: AggregateRow | undefined;
}

/** Columns that a drawing has room for. */
export const MOST_MOMENTS = 400;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NAME_LENGTH: Record<Unit, number> = { hour: 16, day: 10, week: 10, month: 7 };

/** Where a unit begins that has a time in it; both by the school's clock, as if it were UTC. */
function beginning(time: number, unit: Unit): number {
  const day = Math.floor(time / DAY_MS);
  if (unit === 'hour') return Math.floor(time / HOUR_MS) * HOUR_MS;
  if (unit === 'week') return (day - ((((day + 3) % 7) + 7) % 7)) * DAY_MS;
  if (unit === 'day') return day * DAY_MS;
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

const nameOf = (time: number, unit: Unit): string => new Date(time).toISOString().slice(0, NAME_LENGTH[unit]);

/** The names of all units from one moment to another, the newest that there is room for. */
function namesBetween(first: number, last: number, unit: Unit): string[] {
  const names: string[] = [];
  for (
    let time = beginning(last, unit);
    time >= beginning(first, unit) && names.length < MOST_MOMENTS;
    time = beginning(time - 1, unit)
  )
    names.unshift(nameOf(time, unit));
  return names;
}

const timeOf = (name: string): number =>
  Date.parse(name.length === 7 ? `${name}-01` : name.length > 10 ? `${name}:00Z` : name);

/**
 * Every unit of time that was asked for, from the first that was told where no beginning was: those in which nothing
 * was told stand in their place too.
 * @param now nothing is missing after this; what is told of later times is there all the same
 */
export function timeAxis(
  rows: readonly AggregateRow[],
  unit: Unit,
  { since, until }: Pick<RecordsFilter, 'since' | 'until'>,
  now: number,
): Moment[] {
  const told = new Map(rows.map((row) => [String(row.key[unit] ?? ''), row]));
  told.delete('');
  const names = [...told.keys()].sort();
  const clockAt = (at: number) => at + SCHOOL_OFFSET_MINUTES * 60_000;
  const last = clockAt(until === undefined ? now : Math.min(now, Date.parse(until) - 1));
  const first = since === undefined ? timeOf(names[0] ?? '') : clockAt(Date.parse(since));
  const axis = Number.isNaN(first) ? [] : namesBetween(first, last, unit);
  const later = names.filter((name) => name > (axis.at(-1) ?? ''));
  return [...axis, ...later].slice(-MOST_MOMENTS).map((name) => ({ name, row: told.get(name) }));
}
