import type { LanguageMap } from '@chuyen-de/contracts';
import type { Bank } from '../bank/index.ts';
import type { Rulings, Where } from '../exams/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { makeAnswerCounts, type AnswerCountDeps } from './answer-counts.ts';
import { statisticsRoutes } from './statistics.routes.ts';
import { statisticId, statisticIds } from './tally.rules.ts';
import { makeViewQuestions } from './view-questions.ts';

interface Deps extends AnswerCountDeps {
  bank: Pick<Bank, 'findRevisions'>;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
  /** How questions count that were corrected after they had been asked; absent: none was. */
  rulingsOf?: (where: Where) => Promise<Rulings>;
}

/** The figures of questions: how hard they are, and how well they tell people apart. */
export function makeStatistics(deps: Deps) {
  const { statistics, isComplete, ...counts } = makeAnswerCounts(deps);
  const viewQuestions = makeViewQuestions({ ...deps, statistics, isComplete });
  return {
    ...counts,
    /** Whether all that there is has been counted. */
    isComplete,
    /** The links and exams at which a revision of a question was asked, of attempts that were counted. */
    places: {
      has: async (question: string, place: ExamPlace): Promise<boolean> =>
        (await statistics.exists({ _id: statisticId(question, place) })) !== null,
      /** So many of them in their order, from one of them on. */
      from: (question: string, start: ExamPlace | undefined, most: number): Promise<ExamPlace[]> => {
        const { first, last } = statisticIds(question);
        return statistics
          .find(
            { _id: { $gte: start ? statisticId(question, start) : first, $lt: last } },
            { _id: 0, linkId: 1, examCode: 1 },
          )
          .sort({ _id: 1 })
          .limit(most)
          .lean()
          .exec();
      },
    },
    figuresOf: (...of: Parameters<typeof viewQuestions.all>) => viewQuestions.all(...of),
    router: statisticsRoutes(viewQuestions),
  };
}

export type Statistics = ReturnType<typeof makeStatistics>;
