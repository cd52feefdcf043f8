import type { AggregateRequest, Dimension } from '@chuyen-de/contracts';
import { ACTIVITY_TYPES } from '../../statements/vocabulary.ts';
import type { FactField } from '../facts/fact.ts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { isTimeUnit, makeTimeBuckets } from '../time-buckets.ts';

export type KeyValue = string | boolean | null;

/** Topics of a statement: those that a question names, a topic itself, or that of which a section is part. */
function topicsOf({ others, type, activity, parents }: RefinedFact): readonly string[] {
  if (others && others.length > 0) return others;
  if (type === ACTIVITY_TYPES.lesson) return activity === undefined ? [] : [activity];
  return type === ACTIVITY_TYPES.document ? (parents ?? []) : [];
}

/** Which parts of facts a dimension is read from. */
const DIMENSION_FIELDS = {
  verb: ['verb'],
  activity: ['activity'],
  type: ['type'],
  parent: ['parents'],
  grouping: ['groupings'],
  registration: ['registration'],
  platform: ['platform'],
  topic: ['others', 'type', 'activity', 'parents'],
  level: ['type', 'activity'],
  readBefore: ['registration', 'others'],
  success: ['success'],
  response: ['response'],
  learner: ['actor'],
  hour: ['at'],
  day: ['at'],
  week: ['at'],
  month: ['at'],
} as const satisfies Record<Dimension, readonly FactField[]>;

/** Which parts of facts a request reads. */
export const fieldsOf = ({
  groupBy,
  measures,
}: Pick<AggregateRequest, 'groupBy' | 'measures'>): FactField[] => [
  ...new Set<FactField>([
    'actor',
    ...groupBy.flatMap((dimension) => DIMENSION_FIELDS[dimension]),
    ...measures,
  ]),
];

export type ValuesOf = (fact: RefinedFact) => readonly KeyValue[];

const NOTHING: readonly KeyValue[] = [null];

const orNothing = (values: readonly string[] | undefined): readonly KeyValue[] =>
  values && values.length > 0 ? values : NOTHING;

/** What a statement has of a dimension: each of them counts. */
export function valuesOf(dimension: Dimension, zone: string): ValuesOf {
  if (isTimeUnit(dimension)) {
    const bucketOf = makeTimeBuckets(zone, dimension);
    return ({ at }) => (at === undefined ? NOTHING : [bucketOf(at)]);
  }
  switch (dimension) {
    case 'parent':
      return ({ parents }) => orNothing(parents);
    case 'grouping':
      return ({ groupings }) => orNothing(groupings);
    case 'topic':
      return (fact) => orNothing(topicsOf(fact));
    case 'learner':
      return ({ actor }) => [actor ?? null];
    default:
      return (fact) => [fact[dimension] ?? null];
  }
}
