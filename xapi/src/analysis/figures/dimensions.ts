import type { AggregateRequest, Dimension } from '@chuyen-de/contracts';
import type { Fact, FactField } from '../facts/fact.ts';
import { isTimeUnit, makeTimeBuckets } from '../time-buckets.ts';

export type KeyValue = string | boolean | null;

const DIMENSION_FIELDS = {
  verb: 'verb',
  activity: 'activity',
  type: 'type',
  parent: 'parents',
  grouping: 'groupings',
  registration: 'registration',
  platform: 'platform',
  success: 'success',
  response: 'response',
  learner: 'actor',
  hour: 'at',
  day: 'at',
  week: 'at',
  month: 'at',
} as const satisfies Record<Dimension, FactField>;

/** Which parts of facts a request reads. */
export const fieldsOf = ({
  groupBy,
  measures,
}: Pick<AggregateRequest, 'groupBy' | 'measures'>): FactField[] => [
  ...new Set<FactField>(['actor', ...groupBy.map((dimension) => DIMENSION_FIELDS[dimension]), ...measures]),
];

export type ValuesOf = (fact: Fact) => readonly KeyValue[];

const NOTHING: readonly KeyValue[] = [null];

/** What a statement has of a dimension: each of them counts. */
export function valuesOf(dimension: Dimension, zone: string): ValuesOf {
  if (isTimeUnit(dimension)) {
    const bucketOf = makeTimeBuckets(zone, dimension);
    return ({ at }) => (at === undefined ? NOTHING : [bucketOf(at)]);
  }
  const field = DIMENSION_FIELDS[dimension];
  if (field === 'parents' || field === 'groupings')
    return (fact) => {
      const values = fact[field];
      return values && values.length > 0 ? values : NOTHING;
    };
  return (fact) => [fact[field] ?? null];
}
