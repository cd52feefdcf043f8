import type { Connection } from 'mongoose';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { markingClaimModel } from './claim.model.ts';
import { makeClaims } from './claims.ts';
import { makeFindAnswer } from './find-answer.ts';
import { makeMarkOne } from './mark-answer.ts';
import { markingRoutes } from './marking.routes.ts';
import {
  makeGetAnswer,
  makeMarkedAnswers,
  makeNextToMark,
  makeOverview,
  type QueueDeps,
} from './view-queue.ts';

interface Deps extends Pick<QueueDeps, 'bank' | 'namesById' | 'titleOf'> {
  connection: Connection;
  clock: Clock;
  exams: Pick<Exams, 'findAttempt' | 'markAnswer' | 'markingQueue'>;
}

/** Marking by people: the queue of answers that wait, and what becomes of those that were marked. */
export function makeMarking(deps: Deps) {
  const claimed = markingClaimModel(deps.connection);
  const parts = {
    ...deps,
    claims: makeClaims({ ...deps, claims: claimed }),
    findAnswer: makeFindAnswer(deps),
  };
  return {
    models: [claimed],
    router: markingRoutes({
      overview: makeOverview(parts),
      nextToMark: makeNextToMark(parts),
      markedAnswers: makeMarkedAnswers(parts),
      getAnswer: makeGetAnswer(parts),
      markOne: makeMarkOne(parts),
    }),
  };
}
