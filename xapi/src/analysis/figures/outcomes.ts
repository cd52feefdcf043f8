import type { AggregateRequest } from '@chuyen-de/contracts';
import { VERBS } from '../../statements/vocabulary.ts';

/** Verbs that tell how something went rather than what was done. */
export const OUTCOME_VERBS: ReadonlySet<string> = new Set([VERBS.passed.id, VERBS.failed.id]);

export type Question = Pick<AggregateRequest, 'filter' | 'groupBy'>;

/** Whether a question tells outcomes apart, by its form alone: what is found must not decide it. */
export function tellsOutcomesApart({ filter, groupBy }: Question): boolean {
  return filter.success !== undefined || groupBy.includes('success') || groupBy.includes('response');
}

/** Whether a question tells passing from failing, where these are verbs. */
export function tellsVerbsApart({ filter, groupBy }: Question): boolean {
  const asked = filter.verb?.filter((verb) => OUTCOME_VERBS.has(verb)) ?? [];
  return groupBy.includes('verb') || asked.length === 1;
}
