import type { RecordsFilter } from '@chuyen-de/contracts';
import { schoolDay, startOfSchoolDay } from '../../lib/school-time.ts';

/** What the page's address says of the filter: dates as people enter them, as the school counts its days. */
export interface ShownFilter {
  verb: string;
  about: string;
  course: string;
  learner: string;
  /** `2026-11-25` */
  from: string;
  to: string;
}

const NAMES = ['verb', 'about', 'course', 'learner', 'from', 'to'] as const;
/** What is asked for unless the reader says otherwise: a busy store has millions of older statements. */
const DAYS_SHOWN = 30;
const DAY_MS = 86_400_000;

/** The filter in the page's address; without a beginning it is the last days. */
export function readFilter(parameters: URLSearchParams, now: number): ShownFilter {
  const text = (name: string) => parameters.get(name) ?? '';
  return {
    verb: text('verb'),
    about: text('about'),
    course: text('course'),
    learner: text('learner'),
    from: parameters.get('from') ?? schoolDay(now - DAYS_SHOWN * DAY_MS),
    to: text('to'),
  };
}

/** The page's address with other values in the filter; `from` is kept also where it is empty. */
export function writeFilter(parameters: URLSearchParams, change: Partial<ShownFilter>): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete('before');
  for (const name of NAMES) {
    const value = change[name];
    if (value === undefined) continue;
    if (value === '' && name !== 'from') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** The filter as the record store takes it; `to` is the last day that counts. */
export function toRecordsFilter({ verb, about, course, learner, from, to }: ShownFilter): RecordsFilter {
  const since = startOfSchoolDay(from);
  const until = startOfSchoolDay(to) + DAY_MS;
  return {
    ...(verb !== '' && { verb: [verb] }),
    ...(about !== '' && { about }),
    ...(course !== '' && { grouping: course }),
    ...(learner !== '' && { learner }),
    ...(Number.isFinite(since) && { since: new Date(since).toISOString() }),
    ...(Number.isFinite(until) && { until: new Date(until).toISOString() }),
  };
}

/** A saved filter for the page's address. */
export function fromRecordsFilter(filter: RecordsFilter): ShownFilter {
  return {
    verb: filter.verb?.[0] ?? '',
    about: filter.about ?? '',
    course: filter.grouping ?? '',
    learner: filter.learner ?? '',
    from: filter.since === undefined ? '' : schoolDay(Date.parse(filter.since)),
    to: filter.until === undefined ? '' : schoolDay(Date.parse(filter.until) - 1),
  };
}

/** The filter as parameters of a GET. */
export const filterParameters = ({
  verb,
  success,
  trial,
  ...rest
}: RecordsFilter): Record<string, string | undefined> => ({
  ...rest,
  ...(verb && { verb: verb.join(' ') }),
  ...(success !== undefined && { success: String(success) }),
  ...(trial !== undefined && { trial: String(trial) }),
});
