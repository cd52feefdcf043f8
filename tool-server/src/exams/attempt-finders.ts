import type { Score } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { QuestionRevision } from '../bank/index.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import { isMarked } from './attempt-state.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { makePaperQuestions } from './close-attempt.ts';
import { countingScore } from './scoring.rules.ts';

interface Deps {
  attempts: Model<Attempt>;
  store: AttemptStore;
  questionsOf: ReturnType<typeof makePaperQuestions>;
}

/** An attempt with the questions that it drew, by slot: what statements are built of. */
interface AttemptWithQuestions {
  attempt: Attempt;
  questions: ReadonlyMap<number, QuestionRevision>;
}

/** What the gradebook and the records read of attempts. */
export const makeAttemptFinders = ({ attempts, store, questionsOf }: Deps) => ({
  async findAttempt(id: string): Promise<AttemptWithQuestions | undefined> {
    const attempt = await store.find(id);
    return attempt ? { attempt, questions: await questionsOf(attempt) } : undefined;
  },

  /** How an attempt was removed; undefined where it was not. */
  removalOf: async (id: string): Promise<Attempt['removed']> =>
    (await attempts.findById(id, { removed: 1 }).lean<Pick<Attempt, 'removed'>>())?.removed,

  /** The score that counts among a person's marked attempts, by the terms of the newest. */
  async countingScoreOf(taker: Taker): Promise<Score | undefined> {
    const marked = (await store.ofTaker(taker)).filter(isMarked).filter(({ trial }) => !trial);
    const grading = marked.at(-1)?.exam.grading ?? 'highest';
    return countingScore(
      marked.map(({ score, exam }) => ({ score, passMark: exam.passMark })),
      grading,
    );
  },
});
