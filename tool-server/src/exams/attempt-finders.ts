import type { Score } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { QuestionRevision } from '../bank/index.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import { isMarked } from './attempt-state.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { makePaperQuestions } from './close-attempt.ts';
import { countingScore } from './scoring.rules.ts';
import type { TimedAttempt } from './time.rules.ts';

interface Deps {
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
export const makeAttemptFinders = ({ attempts, store, questionsOf }: Deps) => ({
  async findAttempt(id: string): Promise<AttemptWithQuestions | undefined> {
    const attempt = await store.find(id);
    return attempt ? { attempt, questions: await questionsOf(attempt) } : undefined;
  },

  /** An attempt of somebody's, as far as its time follows from it. */
  async findWatched(id: string, personId: string): Promise<WatchedAttempt | undefined> {
    const found = await attempts.collection.findOne(
      { _id: id as never, personId },
      { projection: { personId: 1, linkId: 1, examCode: 1, startedAt: 1, 'exam.minutes': 1, dueAt: 1 } },
    );
    return (found as unknown as WatchedAttempt | null) ?? undefined;
  },

  /** How each of some attempts was removed, by their ids; of those that were. */
  async removalsOf(ids: readonly string[]): Promise<ReadonlyMap<string, NonNullable<Attempt['removed']>>> {
    const found = (await attempts.collection
      .find({ _id: { $in: [...ids] as never[] } }, { projection: { removed: 1 } })
      .toArray()) as unknown[] as Pick<Attempt, '_id' | 'removed'>[];
    return new Map(found.flatMap(({ _id, removed }) => (removed ? [[_id, removed] as const] : [])));
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
