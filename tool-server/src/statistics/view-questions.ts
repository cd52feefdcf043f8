import type {
  CountedAttempts,
  ExamQuestions,
  LanguageMap,
  QuestionFigures,
  QuestionOrder,
} from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { Bank } from '../bank/index.ts';
import { keyed, type Rulings, type Where } from '../exams/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { pageOf } from '../kernel/pages.rules.ts';
import { checkOf } from './item-figures.rules.ts';
import { figuresOfExam, inOrder, presentQuestion } from './question-figures.rules.ts';
import type { ItemStatistic } from './statistic.model.ts';

/** Questions that one answer brings. */
const PAGE_SIZE = 50;

interface Deps {
  statistics: Model<ItemStatistic>;
  bank: Pick<Bank, 'findRevisions'>;
  isComplete: () => Promise<boolean>;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
  /** How questions count that were corrected after they had been asked; absent: none was. */
  rulingsOf?: (where: Where) => Promise<Rulings>;
}

/** Where an exam is sat, and in whose course. */
export interface Placed extends ExamPlace {
  platformId: string;
  contextId?: string;
}

interface Request {
  attempts: CountedAttempts;
  order: QuestionOrder;
  page: number;
}

type Figures = ReturnType<typeof figuresOfExam>;

const noRulings = (): Promise<Rulings> => Promise.resolve(new Map());

const refOf = (question: string) => {
  const at = question.lastIndexOf('@');
  return { code: question.slice(0, at), revision: Number(question.slice(at + 1)) };
};

/** Makes what presents figures with the contents of their questions, and what counts as right about them by now. */
const makePresent =
  ({ bank, rulingsOf = noRulings }: Pick<Deps, 'bank' | 'rulingsOf'>) =>
  async (placed: Placed, questions: Figures['questions']): Promise<QuestionFigures[]> => {
    const refs = questions.map(({ question }) => refOf(question));
    const paper = refs.map(({ code, revision }, slot) => ({ slot, question: code, revision }));
    const [contents, rulings] = await Promise.all([
      bank.findRevisions(refs),
      rulingsOf({ ...placed, paper }),
    ]);
    return questions.flatMap((each, slot) => {
      const content = contents.get(each.question);
      const ruling = rulings.get(slot);
      if (!content) return [];
      const corrected = ruling && {
        kind: ruling.last.kind,
        keyed: keyed(content, ruling),
        also: ruling.also,
      };
      return [presentQuestion(each, content, corrected)];
    });
  };

/** The figures of the questions of an exam at a link. */
export function makeViewQuestions({ statistics, isComplete, titleOf, ...deps }: Deps) {
  const present = makePresent(deps);
  const figuresAt = async ({ examCode, linkId }: Placed, attempts: CountedAttempts): Promise<Figures> => {
    const found = await statistics.collection.find({ linkId, examCode }).toArray();
    return figuresOfExam(found as unknown as ItemStatistic[], attempts);
  };

  return {
    /** A page of them; undefined where there is no such exam. */
    async view(
      placed: Placed,
      { attempts, order, page }: Request,
    ): Promise<Omit<ExamQuestions, 'contextTitle'> | undefined> {
      const title = await titleOf(placed.examCode);
      if (!title) return undefined;
      const { paper, questions } = await figuresAt(placed, attempts);
      const { from, to, ...shown } = pageOf(questions.length, page, PAGE_SIZE);
      const some = inOrder(questions, order).slice(from, to);
      const count = (check: QuestionFigures['check']): number =>
        questions.filter((each) => checkOf(each) === check).length;
      return {
        title,
        attempts,
        isComplete: await isComplete(),
        paper,
        found: questions.length,
        toCheck: { veryLikely: count('very-likely'), likely: count('likely') },
        ...shown,
        questions: await present(placed, some),
      };
    },

    /** All of them, in the order of their codes. */
    async all(placed: Placed, attempts: CountedAttempts): Promise<QuestionFigures[]> {
      const { questions } = await figuresAt(placed, attempts);
      return (await present(placed, questions)).sort((a, b) => (a.code < b.code ? -1 : 1));
    },
  };
}

export type ViewQuestions = ReturnType<typeof makeViewQuestions>;
