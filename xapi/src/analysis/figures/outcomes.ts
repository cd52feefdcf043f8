import type { AggregateRequest } from '@chuyen-de/contracts';
import { VERBS } from '../../statements/vocabulary.ts';
import type { Fact } from '../facts/fact.ts';

/** Verbs that tell how something went rather than what was done. */
export const OUTCOME_VERBS: ReadonlySet<string> = new Set([VERBS.passed.id, VERBS.failed.id]);

/** How something went. */
export type Outcome = Pick<Fact, 'verb' | 'success' | 'response'>;

/** What was done, whatever came of it. */
export const deedOf = ({ verb }: Pick<Fact, 'verb'>): string | undefined =>
  OUTCOME_VERBS.has(verb ?? '') ? 'passed or failed' : verb;

/** Names of options, one or several, as against what somebody wrote: only these may be told as they are. */
const OPTIONS = /^(true|false|\w{1,2}(\[,\]\w{1,2})*)$/;

/** An outcome as protected figures know it. */
export const tellable = ({ verb, success, response }: Outcome): Outcome => ({
  verb,
  success,
  response: response !== undefined && OPTIONS.test(response) ? response : undefined,
});

/**
 * The outcome that one might have had instead; undefined where nothing went well or badly. Figures have it too, even
 * if nobody did: that it is missing would tell that everybody had the other.
 */
export function contraryOf({ verb = '', success }: Outcome): Outcome | undefined {
  const contrary = success === undefined ? undefined : !success;
  if (OUTCOME_VERBS.has(verb))
    return {
      verb: verb === VERBS.passed.id ? VERBS.failed.id : VERBS.passed.id,
      success: contrary,
      response: undefined,
    };
  return contrary === undefined ? undefined : { verb, success: contrary, response: undefined };
}

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
