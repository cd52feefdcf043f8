import type { RecordsFilter } from '@chuyen-de/contracts';

/** What the page's address says of the filter: dates as people enter them, in the product's time zone. */
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
/** Vietnam has one time zone and no summer time. */
const OFFSET = '+07:00';
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

export const ZONE = 'Asia/Ho_Chi_Minh';

/** The calendar day of a moment in Vietnam. */
const dayOf = (time: number): string => new Date(time + OFFSET_MS).toISOString().slice(0, 10);

/** A moment as the clocks of Vietnam show it: `10:32, 25/11/2026`. */
export function momentOf(time: string): string {
  const [day = '', clock = ''] = new Date(Date.parse(time) + OFFSET_MS).toISOString().split('T');
  return `${clock.slice(0, 5)}, ${day.split('-').reverse().join('/')}`;
}

const startOf = (day: string): number => Date.parse(`${day}T00:00:00${OFFSET}`);

/** The filter in the page's address; without a beginning it is the last days. */
export function readFilter(parameters: URLSearchParams, now: number): ShownFilter {
  const text = (name: string) => parameters.get(name) ?? '';
  return {
    verb: text('verb'),
    about: text('about'),
    course: text('course'),
    learner: text('learner'),
    from: parameters.get('from') ?? dayOf(now - DAYS_SHOWN * DAY_MS),
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
  const since = startOf(from);
  const until = startOf(to) + DAY_MS;
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
    from: filter.since === undefined ? '' : dayOf(Date.parse(filter.since)),
    to: filter.until === undefined ? '' : dayOf(Date.parse(filter.until) - 1),
  };
}

/** The filter as parameters of a GET. */
export const filterParameters = ({
  verb,
  success,
  ...rest
}: RecordsFilter): Record<string, string | undefined> => ({
  ...rest,
  ...(verb && { verb: verb.join(' ') }),
  ...(success !== undefined && { success: String(success) }),
});
