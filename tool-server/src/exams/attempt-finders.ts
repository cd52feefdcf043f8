import type { Score } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { QuestionRevision } from '../bank/index.ts';
import { makeAttemptsAt } from './attempts-at.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import { isMarked } from './attempt-state.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { makePaperQuestions } from './close-attempt.ts';
import { makeFindReviewed, type ReviewedDeps } from './find-reviewed.ts';
import { countingScore } from './scoring.rules.ts';
import { TIMED, type TimedAttempt } from './time.rules.ts';

interface Deps extends ReviewedDeps {
  attempts: Model<Attempt>;
  store: AttemptStore;
  questionsOf: ReturnType<typeof makePaperQuestions>;
}

type WatchedAttempt = TimedAttempt & Pick<Attempt, '_id' | 'linkId' | 'examCode' | 'dueAt'>;

/** An attempt with the questions that it drew, by slot: what statements are built of. */
interface AttemptWithQuestions {
  attempt: Attempt;
  questions: ReadonlyMap<number, QuestionRevision>;
}

/** What the gradebook and the records read of attempts. */
export const makeAttemptFinders = ({ attempts, store, questionsOf, ...views }: Deps) => ({
  findReviewed: makeFindReviewed(views),

  async findAttempt(id: string): Promise<AttemptWithQuestions | undefined> {
    const attempt = await store.find(id);
    return attempt ? { attempt, questions: await questionsOf(attempt) } : undefined;
  },

  /** An attempt of somebody's, as far as its time follows from it. */
  async findWatched(id: string, personId: string): Promise<WatchedAttempt | undefined> {
    const found = await attempts.collection.findOne(
      { _id: id as never, personId },
      { projection: { ...TIMED, linkId: 1, examCode: 1, dueAt: 1 } },
    );
    return (found as unknown as WatchedAttempt | null) ?? undefined;
  },

  ...makeAttemptsAt({ attempts }),

  /** An attempt as it is stored. */
  findStored: (id: string): Promise<Attempt | null> => store.find(id),

  /** Those of some attempts that were removed, or corrected after they had been told of, as they are stored now. */
  async retoldOf(ids: readonly string[]): Promise<Attempt[]> {
    const changed = { $or: [{ removed: { $ne: null } }, { corrected: { $ne: null } }] };
    return (await attempts.collection
      .find({ _id: { $in: [...ids] as never[] }, ...changed } as object)
      .toArray()) as unknown[] as Attempt[];
  },

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
