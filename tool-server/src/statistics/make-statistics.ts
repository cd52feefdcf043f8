import type { LanguageMap } from '@chuyen-de/contracts';
import type { Bank } from '../bank/index.ts';
import { makeAnswerCounts, type AnswerCountDeps } from './answer-counts.ts';
import { statisticsRoutes } from './statistics.routes.ts';
import { makeViewQuestions } from './view-questions.ts';

interface Deps extends AnswerCountDeps {
  bank: Pick<Bank, 'findRevisions'>;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
}

/** The figures of questions: how hard they are, and how well they tell people apart. */
export function makeStatistics(deps: Deps) {
  const { statistics, isComplete, ...counts } = makeAnswerCounts(deps);
  return {
    ...counts,
    router: statisticsRoutes(makeViewQuestions({ ...deps, statistics, isComplete })),
  };
}
