import type { Score } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { QuestionRevision } from '../bank/index.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import { isSettled } from './attempt-state.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { makePaperQuestions } from './close-attempt.ts';
import { answeredCount, countingScore } from './scoring.rules.ts';

interface Deps {
  attempts: Model<Attempt>;
  store: AttemptStore;
  questionsOf: ReturnType<typeof makePaperQuestions>;
}

/** An attempt as the class view lists it. */
export interface AttemptOverview {
  id: string;
  personId: string;
  examCode: string;
  grading: Attempt['exam']['grading'];
  passMark: number;
  number: number;
  state: Attempt['state'];
  startedAt: Date;
  dueAt: Date;
  closedAt: Date | undefined;
  lastSavedAt: Date | undefined;
  answered: number;
  questionCount: number;
  score: Score | undefined;
  replayedLate: number;
  /** How long after the end the last of them came. */
  lateSeconds: number;
}

/** An attempt with the questions that it drew, by slot: what statements are built of. */
interface AttemptWithQuestions {
  attempt: Attempt;
  questions: ReadonlyMap<number, QuestionRevision>;
}

function lateSecondsOf({ answers, dueAt }: Attempt): number {
  const arrivals = Object.values(answers).flatMap(({ late, savedAt }) => (late ? [savedAt.getTime()] : []));
  return arrivals.length === 0 ? 0 : Math.ceil((Math.max(...arrivals) - dueAt.getTime()) / 1_000);
}

function overview(attempt: Attempt): AttemptOverview {
  const saves = Object.values(attempt.answers).map(({ savedAt }) => savedAt.getTime());
  return {
    id: attempt._id,
    personId: attempt.personId,
    examCode: attempt.examCode,
    grading: attempt.exam.grading,
    passMark: attempt.exam.passMark,
    number: attempt.number,
    state: attempt.state,
    startedAt: attempt.startedAt,
    dueAt: attempt.dueAt,
    closedAt: attempt.closedAt,
    lastSavedAt: saves.length > 0 ? new Date(Math.max(...saves)) : undefined,
    answered: answeredCount(attempt.paper, attempt.answers),
    questionCount: attempt.paper.length,
    score: attempt.score,
    replayedLate: attempt.replayedLate,
    lateSeconds: lateSecondsOf(attempt),
  };
}

/** What the gradebook and the records read of attempts. */
export const makeAttemptFinders = ({ attempts, store, questionsOf }: Deps) => ({
  /** All attempts made through a link that count, by person and number. */
  async attemptsOfLink(linkId: string): Promise<AttemptOverview[]> {
    const found = await attempts
      .find({ linkId, state: { $ne: 'removed' }, trial: { $ne: true } })
      .select({ owed: 0, topicsScore: 0 })
      .sort({ personId: 1, number: 1 })
      .lean<Attempt[]>();
    return found.map(overview);
  },

  async findAttempt(id: string): Promise<AttemptWithQuestions | undefined> {
    const attempt = await store.find(id);
    return attempt ? { attempt, questions: await questionsOf(attempt) } : undefined;
  },

  /** How an attempt was removed; undefined where it was not. */
  removalOf: async (id: string): Promise<Attempt['removed']> =>
    (await attempts.findById(id, { removed: 1 }).lean<Pick<Attempt, 'removed'>>())?.removed,

  /** The score that counts among a person's settled attempts, by the terms of the newest. */
  async countingScoreOf(taker: Taker): Promise<Score | undefined> {
    const settled = (await store.ofTaker(taker)).filter(isSettled).filter(({ trial }) => !trial);
    const grading = settled.at(-1)?.exam.grading ?? 'highest';
    return countingScore(
      settled.map(({ score, exam }) => ({ score, passMark: exam.passMark })),
      grading,
    );
  },
});
