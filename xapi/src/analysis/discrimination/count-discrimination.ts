import type { DiscriminationAnswer, DiscriminationRequest, RecordsFilter } from '@chuyen-de/contracts';
import { VERBS } from '../../statements/vocabulary.ts';
import type { Fact, FactField } from '../facts/fact.ts';
import {
  scanFor,
  scanLike,
  thresholdFor,
  withinLimits,
  type Asked,
  type CountDeps,
} from '../figures/count-up.ts';
import { makeRefine } from '../refine/refine.ts';
import { makeAnswerTable } from './answer-table.ts';
import { discriminationOf } from './discrimination.rules.ts';
import { upperLowerOf } from './upper-lower.rules.ts';
import { leastFor, protectedDiscrimination } from './protected-discrimination.rules.ts';

const FIELDS = [
  'actor',
  'activity',
  'type',
  'registration',
  'parents',
  'groupings',
  'others',
  'scaled',
] as const satisfies FactField[];

/** What selects questions: it must not cut the rest out of their attempts. */
const isSought =
  ({ activity, about }: RecordsFilter) =>
  (fact: Fact): boolean =>
    (activity === undefined || fact.activity === activity) &&
    (about === undefined ||
      fact.activity === about ||
      [...(fact.parents ?? []), ...(fact.others ?? [])].includes(about));

/** What is left of a filter for whole attempts; what is about outcomes makes no sense here. */
const wholeAttempts = (filter: RecordsFilter): RecordsFilter => {
  const { activity: _, about: __, success: ___, type: ____, ...rest } = filter;
  return { ...rest, verb: [VERBS.answered.id] };
};

const withoutDays = ({ since: _, until: __, ...rest }: RecordsFilter): RecordsFilter => rest;

/** Computes how well questions tell those who know much from those who know little. @throws XapiProblem 422, 503 */
export function makeCountDiscrimination(deps: CountDeps) {
  const { smallCell, draw, timeLimitMs, findLevels } = deps;

  async function count(
    { filter, attempts }: DiscriminationRequest,
    asked: Asked,
  ): Promise<DiscriminationAnswer> {
    const threshold = thresholdFor(asked.access, smallCell);
    const isProtected = threshold > 0;
    const scan = scanFor(deps, asked, isProtected);
    const refine = await makeRefine(
      { attempts: isProtected ? 'first' : attempts, groupBy: [] },
      { scan: scanLike(filter, scan), findLevels: (ids) => findLevels(ids, asked.access) },
    );
    const isWanted = isSought(filter);
    const table = makeAnswerTable();
    const whole = wholeAttempts(isProtected ? withoutDays(filter) : filter);
    for await (const facts of scan(whole, FIELDS))
      for (const fact of await refine(facts)) table.add(fact, isWanted(fact));
    const rows = [...table.byQuestion()].flatMap(([activity, answers]) => {
      if (isProtected) {
        const told = protectedDiscrimination(activity, answers, { threshold, draw });
        return told ? [{ activity, ...told, upperLower: null }] : [];
      }
      const value = discriminationOf(answers);
      const upperLower = upperLowerOf(answers) ?? null;
      return value === undefined ? [] : [{ activity, n: answers.length, value, upperLower }];
    });
    return { rows, least: isProtected ? leastFor(threshold) : 0 };
  }

  return (request: DiscriminationRequest, asked: Asked): Promise<DiscriminationAnswer> =>
    withinLimits(asked.signal, timeLimitMs, (signal) => count(request, { ...asked, signal }));
}
