import type { Clock } from '../kernel/clock.ts';
import type { AttemptStore } from './attempt-store.ts';
import type { ExamDefinitions } from './exam-definitions.ts';
import { makeReviewTerms } from './exam-start.ts';
import { holdsKeyBack } from './review.rules.ts';
import type { TimeDeeds } from './time-deeds.ts';

interface Deps {
  store: Pick<AttemptStore, 'papersOf'>;
  definitions: ExamDefinitions;
  timeDeeds: Pick<TimeDeeds, 'knownOf'>;
  clock: Clock;
}

/**
 * Finds the codes of the questions that exams have asked a person and whose key they do not show that person now: an
 * answer may still count, a person has yet to mark one, or the review holds the key back.
 */
export const makeQuestionsHeldBack = (deps: Deps) => {
  const reviewTerms = makeReviewTerms(deps);
  return async (personId: string): Promise<ReadonlySet<string>> => {
    const attempts = await deps.store.papersOf(personId);
    const now = deps.clock.now();
    const questions = await Promise.all(
      attempts.map(async (attempt) => {
        const { closesAt } = await reviewTerms(attempt);
        return holdsKeyBack(attempt, closesAt, now) ? attempt.paper.map(({ question }) => question) : [];
      }),
    );
    return new Set(questions.flat());
  };
};
