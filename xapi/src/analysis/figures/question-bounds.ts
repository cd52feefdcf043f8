import {
  SCHOOL_OFFSET_MINUTES,
  SCHOOL_ZONE,
  type AggregateRequest,
  type Dimension,
  type RecordsFilter,
} from '@chuyen-de/contracts';
import { XapiProblem } from '../../http/problem.ts';

const DAY_MS = 86_400_000;
const ZONE_OFFSET_MS = SCHOOL_OFFSET_MINUTES * 60_000;

/** What leads to one person. */
const NEAR_FILTERS = [
  'learner',
  'pseudonym',
  'agent',
  'registration',
] as const satisfies (keyof RecordsFilter)[];
const NEAR_DIMENSIONS: readonly Dimension[] = ['learner', 'registration', 'hour'];

const refusal = (what: string): XapiProblem =>
  new XapiProblem(403, 'figures_only', `${what}: not with a key that reads protected figures alone`);

/** The day of a moment, in days since 1970 in the school's zone. */
export const dayOf = (at: number): number => Math.floor((at + ZONE_OFFSET_MS) / DAY_MS);

/** The first moment of a day. */
export const startOfDay = (day: number): number => day * DAY_MS - ZONE_OFFSET_MS;

const isStartOfDay = (time: string): boolean => startOfDay(dayOf(Date.parse(time))) === Date.parse(time);

/** @throws XapiProblem 403 for a filter by which one person could be singled out */
export function boundFilter(filter: RecordsFilter): void {
  for (const name of NEAR_FILTERS) if (filter[name] !== undefined) throw refusal(`the filter ${name}`);
  for (const name of ['since', 'until'] as const) {
    const time = filter[name];
    if (time !== undefined && !isStartOfDay(time))
      throw refusal(`${name} within a day (whole days of ${SCHOOL_ZONE} are allowed)`);
  }
}

/**
 * What may be asked by those who see protected figures alone: days of the school's zone, so that no window can be
 * moved by an hour.
 * @throws XapiProblem 403
 */
export function boundQuestion({ filter, groupBy, zone }: AggregateRequest): void {
  boundFilter(filter);
  const near = groupBy.find((dimension) => NEAR_DIMENSIONS.includes(dimension));
  if (near) throw refusal(`a row for each ${near}`);
  if (zone !== SCHOOL_ZONE) throw refusal(`days of ${zone}`);
}
