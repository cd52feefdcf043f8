import type { Connection } from 'mongoose';
import type { Catalogue } from '../catalogue/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Learning } from '../learning/index.ts';
import type { OwedQueue } from '../storage/index.ts';
import { makeAnswerQuestion } from './answer-question.ts';
import { makeNoteCheck } from './note-check.ts';
import { practiceRoundModel } from './practice-round.model.ts';
import { makePracticeViews } from './practice-views.ts';
import { practiceRoutes } from './practice.routes.ts';
import { makeStartCheck } from './start-check.ts';
import { makeStartRound } from './start-round.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  catalogue: Catalogue;
  exams: Pick<Exams, 'drawPaper' | 'questionsHeldBack' | 'correctedQuestionsOf'>;
  /** Counts a self-check for its topic. */
  recordCheck: Learning['recordCheck'];
  /** Takes the statements that rounds owe. */
  owedQueue: OwedQueue;
}

/** Practice: questions of a topic without grade or clock, each told as soon as it is answered. */
export function makePractice(deps: Deps) {
  const rounds = practiceRoundModel(deps.connection);
  const views = makePracticeViews({ ...deps, rounds });
  return {
    models: [rounds],
    findRound: views.findRound,
    /** The collection whose documents owe statements. */
    rounds,
    router: practiceRoutes({
      ...deps,
      startRound: makeStartRound({ ...deps, rounds }),
      startCheck: makeStartCheck({ ...deps, rounds }),
      noteCheck: makeNoteCheck(deps),
      answerQuestion: makeAnswerQuestion({ ...deps, rounds }),
      views,
    }),
  };
}

export type Practice = ReturnType<typeof makePractice>;
