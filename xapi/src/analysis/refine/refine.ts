import type { AggregateRequest } from '@chuyen-de/contracts';
import { ACTIVITY_TYPES } from '../../statements/vocabulary.ts';
import type { Fact, FactField } from '../facts/fact.ts';
import { findFirstAttempts, findReadBefore, type ScanFacts } from './find-attempts.ts';
import type { RefinedFact } from './refined-fact.ts';

/** Cognitive levels of questions, of those that have one. */
export type FindLevels = (questions: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export type Refining = Pick<AggregateRequest, 'attempts' | 'readBefore' | 'groupBy'>;

/** Whether a question asks for cohorts: these are of first attempts, since one reads between attempts as well. */
export const asksForReading = ({ readBefore, groupBy }: Refining): boolean =>
  readBefore !== undefined || groupBy.includes('readBefore');

const attemptsOf = (refining: Refining): AggregateRequest['attempts'] =>
  asksForReading(refining) ? 'first' : refining.attempts;

/** What refining reads beside what is counted. */
export const refiningFields = (refining: Refining): FactField[] => [
  ...(attemptsOf(refining) === 'first' ? (['registration', 'others'] as const) : []),
  ...(refining.groupBy.includes('level') ? (['type', 'activity'] as const) : []),
];

interface Sources {
  scan: ScanFacts;
  findLevels: FindLevels;
  /**
   * Whether what comes later may change nothing: other attempts than the first are then kept, and each statement tells
   * whether it is of the first.
   */
  asItCame?: boolean;
}

type Refine = (facts: Fact[]) => Promise<RefinedFact[]>;

function makeAddLevels(findLevels: FindLevels): Refine {
  const known = new Map<string, string | undefined>();
  return async (facts) => {
    const questions = facts.filter(({ type }) => type === ACTIVITY_TYPES.interaction);
    const unknown = new Set(questions.map(({ activity = '' }) => activity).filter((id) => !known.has(id)));
    if (unknown.size > 0) {
      const levels = await findLevels([...unknown]);
      for (const id of unknown) known.set(id, levels.get(id));
    }
    return facts.map((fact) => ({ ...fact, level: known.get(fact.activity ?? '') }));
  };
}

/** Makes of facts those that a question counts, with what it needs beside them. */
export async function makeRefine(
  refining: Refining,
  { scan, findLevels, asItCame = false }: Sources,
): Promise<Refine> {
  const steps: Refine[] = [];
  if (asksForReading(refining)) {
    const readBefore = await findReadBefore(scan, asItCame);
    steps.push((facts) =>
      Promise.resolve(
        facts
          .map((fact) => ({ ...fact, readBefore: readBefore(fact) }))
          .filter((fact) => fact.readBefore !== undefined),
      ),
    );
  } else if (asItCame) {
    const isFirst = await findFirstAttempts(scan);
    steps.push((facts) => Promise.resolve(facts.map((fact) => ({ ...fact, isFirst: isFirst(fact) }))));
  } else if (refining.attempts === 'first') {
    const isFirst = await findFirstAttempts(scan);
    steps.push((facts) => Promise.resolve(facts.filter(isFirst)));
  }
  if (refining.groupBy.includes('level')) steps.push(makeAddLevels(findLevels));
  return async (facts) => {
    let refined: RefinedFact[] = facts;
    for (const step of steps) refined = await step(refined);
    return refined;
  };
}
