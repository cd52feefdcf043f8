import type {
  AnswerToMark,
  LanguageMap,
  MarkedAnswers,
  MarkingOverview,
  NextToMark,
} from '@chuyen-de/contracts';
import type { Bank } from '../bank/index.ts';
import type { NamesById } from '../classes/index.ts';
import { markingsOf, type Attempt, type Exams } from '../exams/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { pageOf } from '../kernel/pages.rules.ts';
import type { Claims } from './claims.ts';
import type { FindAnswer } from './find-answer.ts';
import { presentAnswer } from './present-answer.ts';

/** More than mark one exam at once. */
const LOOKED_AT = 100;
const PAGE_SIZE = 50;

export interface QueueDeps {
  exams: Pick<Exams, 'markingQueue'>;
  bank: Pick<Bank, 'findByCode'> & Pick<Bank, 'findRevisions'>;
  findAnswer: FindAnswer;
  claims: Claims;
  namesById: NamesById;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
}

/** What there is to mark at a link, by question, and what has been marked. */
export const makeOverview =
  ({ exams, bank, titleOf }: QueueDeps) =>
  async ({ linkId, examCode }: ExamPlace): Promise<MarkingOverview> => {
    const counts = await exams.markingQueue.counts(linkId);
    // Of no bank: as each question was last.
    const latest = await bank.findByCode(
      [],
      [...counts.keys()].map((question) => ({ topic: '', question })),
    );
    const revisions = await bank.findRevisions([...latest.values()]);
    const stemOf = new Map([...revisions.values()].map(({ code, stem }) => [code, stem]));
    return {
      title: (await titleOf(examCode)) ?? { vi: examCode },
      questions: [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, { waiting, marked }]) => ({
          code,
          stem: stemOf.get(code) ?? { vi: code },
          waiting,
          marked,
        })),
    };
  };

/** The next answer for somebody who marks: one that waits, and that nobody else has before them. */
export const makeNextToMark =
  ({ exams, findAnswer, claims, namesById }: QueueDeps) =>
  async (where: ExamPlace, question: string, by: string, after: string): Promise<NextToMark> => {
    const { linkId } = where;
    const queue = exams.markingQueue;
    const waitingAfter = async (from: string) =>
      claims.first(await queue.waiting({ linkId, question }, from, LOOKED_AT), question, by);
    // Behind the last one the first follows again.
    const id = (await waitingAfter(after)) ?? (after === '' ? undefined : await waitingAfter(''));
    const [found, waiting] = await Promise.all([
      id === undefined ? undefined : findAnswer(where, question, id),
      queue.countWaiting({ linkId, question }),
    ]);
    return { answer: found ? await presentAnswer(found, namesById) : null, waiting };
  };

type Listed = Pick<Attempt, '_id' | 'paper' | 'markings' | 'results'>;

const slotOf = ({ paper }: Listed, question: string): number =>
  paper.find((place) => place.question === question)?.slot ?? 0;

/** A page of the answers to a question that a person has marked. */
export const makeMarkedAnswers =
  ({ exams, namesById }: Pick<QueueDeps, 'exams' | 'namesById'>) =>
  async ({ linkId }: ExamPlace, question: string, page: number): Promise<MarkedAnswers> => {
    const { found, count } = await exams.markingQueue.marked({ linkId, question }, page, PAGE_SIZE);
    const latest = found.flatMap((attempt) => markingsOf(attempt, slotOf(attempt, question)).slice(-1));
    const names = await namesById(latest.map(({ by }) => by));
    const answers = found.flatMap((attempt) => {
      const markings = markingsOf(attempt, slotOf(attempt, question));
      const last = markings.at(-1);
      const maximum = attempt.paper.find((place) => place.question === question)?.points ?? 1;
      if (!last) return [];
      return [
        {
          attempt: attempt._id,
          points: last.points,
          maximum,
          by: names.get(last.by) ?? null,
          at: last.at.toISOString(),
          times: markings.length,
        },
      ];
    });
    return { answers, count, page, pages: pageOf(count, page, PAGE_SIZE).pages };
  };

/** An answer by its attempt, marked or not. */
export const makeGetAnswer =
  ({ findAnswer, namesById }: Pick<QueueDeps, 'findAnswer' | 'namesById'>) =>
  async (where: ExamPlace, question: string, attemptId: string): Promise<AnswerToMark | undefined> => {
    const found = await findAnswer(where, question, attemptId);
    return found && presentAnswer(found, namesById);
  };
