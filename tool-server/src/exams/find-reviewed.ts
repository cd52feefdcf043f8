import type { AttemptResult } from '@chuyen-de/contracts';
import type { EndedAttempt } from './attempt.model.ts';
import type { FindEnded } from './end-overdue.ts';

export interface ReviewedDeps {
  findEnded: FindEnded;
  resultOf: (attempt: EndedAttempt) => Promise<AttemptResult>;
}

/** Makes what finds where somebody was asked, as long as the review shows them the questions. */
export const makeFindReviewed =
  ({ findEnded, resultOf }: ReviewedDeps) =>
  async (attemptId: string, personId: string) => {
    const ended = await findEnded(attemptId, personId);
    if (!ended.ok) return ended;
    const { paper, platformId, contextId } = ended.attempt;
    const { review } = await resultOf(ended.attempt);
    return review
      ? { ok: true as const, paper, platformId, contextId }
      : { ok: false as const, error: { code: 'question_not_shown' as const } };
  };
