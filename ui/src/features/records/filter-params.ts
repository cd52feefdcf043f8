import type { RecordsFilter, SavedQuery } from '@chuyen-de/contracts';
import { endOfSchoolDay, startOfSchoolDay } from '@chuyen-de/contracts/school-zone';
import { schoolDay } from '../../lib/school-time.ts';

/** What the page's address says of the filter: dates as people enter them, as the school counts its days. */
export interface ShownFilter {
  verb: string;
  about: string;
  course: string;
  learner: string;
  pseudonym: string;
  /** `true`: trials alone; empty: none of them. */
  trial: string;
  /** `2026-11-25` */
  from: string;
  to: string;
  /** The last so many days; undefined where `from` was chosen. */
  days: number | undefined;
}

const NAMES = ['verb', 'about', 'course', 'learner', 'pseudonym', 'trial', 'from', 'to'] as const;
/** What else of the address is kept with a saved query: what is looked at, and how. */
const OF_VIEWS = ['view', 'unit', 'attempts', 'by', 'courses'] as const;
/** What is asked for unless the reader says otherwise: a busy store has millions of older statements. */
const DAYS_SHOWN = 30;
const MOST_DAYS = 3_660;
const DAY_MS = 86_400_000;

function daysIn(parameters: URLSearchParams): number | undefined {
  if (parameters.has('from')) return undefined;
  const days = Number(parameters.get('days'));
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : DAYS_SHOWN;
}

/** The filter in the page's address; without a beginning it is the last days. */
export function readFilter(parameters: URLSearchParams, now: number): ShownFilter {
  const text = (name: string) => parameters.get(name) ?? '';
  const days = daysIn(parameters);
  return {
    verb: text('verb'),
    about: text('about'),
    course: text('course'),
    learner: text('learner'),
    pseudonym: text('pseudonym'),
    trial: text('trial') === 'true' ? 'true' : '',
    from: days === undefined ? text('from') : schoolDay(now - days * DAY_MS),
    to: text('to'),
    days,
  };
}

/** The page's address with other values in the filter; `from` is kept also where it is empty. */
export function writeFilter(parameters: URLSearchParams, change: Partial<ShownFilter>): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete('before');
  if (change.days !== undefined) {
    next.delete('from');
    next.set('days', `${change.days}`);
  } else if (change.from !== undefined) next.delete('days');
  for (const name of NAMES) {
    const value = change[name];
    if (value === undefined || (name === 'from' && change.days !== undefined)) continue;
    if (value === '' && name !== 'from') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** The filter as the record store takes it; `to` is the last day that counts. */
export function toRecordsFilter({
  verb,
  about,
  course,
  learner,
  pseudonym,
  trial,
  from,
  to,
}: ShownFilter): RecordsFilter {
  const since = startOfSchoolDay(from);
  const until = endOfSchoolDay(to);
  return {
    ...(verb !== '' && { verb: [verb] }),
    ...(about !== '' && { about }),
    ...(course !== '' && { grouping: course }),
    ...(learner !== '' && { learner }),
    ...(pseudonym !== '' && { pseudonym }),
    ...(trial !== '' && { trial: true }),
    ...(Number.isFinite(since) && { since: new Date(since).toISOString() }),
    ...(Number.isFinite(until) && { until: new Date(until).toISOString() }),
  };
}

/** What to keep of the page: its filter, of which days that move on are told as such, and what is looked at. */
export function toSavedQuery(
  shown: ShownFilter,
  parameters: URLSearchParams,
): Pick<SavedQuery, 'filter' | 'lastDays' | 'view'> {
  const { since, ...rest } = toRecordsFilter(shown);
  const view = OF_VIEWS.flatMap((name) => {
    const value = parameters.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    filter: shown.days === undefined && since !== undefined ? { ...rest, since } : rest,
    ...(shown.days !== undefined && { lastDays: shown.days }),
    view: Object.fromEntries(view),
  };
}

/** The page's address for a saved query. */
export function fromSavedQuery({
  filter,
  lastDays,
  view = {},
}: Pick<SavedQuery, 'filter' | 'lastDays' | 'view'>): URLSearchParams {
  const shown: Partial<ShownFilter> = {
    verb: filter.verb?.[0] ?? '',
    about: filter.about ?? '',
    course: filter.grouping ?? '',
    learner: filter.learner ?? '',
    pseudonym: filter.pseudonym ?? '',
    trial: filter.trial ? 'true' : '',
    from: filter.since === undefined ? '' : schoolDay(Date.parse(filter.since)),
    to: filter.until === undefined ? '' : schoolDay(Date.parse(filter.until) - 1),
    ...(lastDays !== undefined && { days: lastDays }),
  };
  const named = OF_VIEWS.flatMap((name): [string, string][] => {
    const value = view[name];
    return value === undefined ? [] : [[name, value]];
  });
  return writeFilter(new URLSearchParams(named), shown);
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
