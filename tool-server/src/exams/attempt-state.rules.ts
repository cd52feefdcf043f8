import type { AnswerMarking, Attempt, EndedAttempt, MarkedAttempt } from './attempt.model.ts';

/** Ended attempts are closed; and marked from when each place of the paper has its result. */
export const isEnded = (attempt: Attempt): attempt is EndedAttempt =>
  attempt.state === 'closed' || attempt.state === 'marked';

/** Nothing can follow: no answer to it, nor use of what it tells elsewhere. What rules can mark is marked. */
export const isSettled = (attempt: Attempt): attempt is EndedAttempt =>
  isEnded(attempt) && attempt.settledAt !== undefined;

/** Only now is there a score to be told to anybody. */
export const isMarked = (attempt: Attempt): attempt is MarkedAttempt => attempt.state === 'marked';

/** How people have marked the answer at a place, oldest first. */
export const markingsOf = (
  { markings = {} }: Pick<Attempt, 'markings'>,
  slot: number,
): readonly AnswerMarking[] => markings[slot] ?? [];

export type NotTheirs = { code: 'attempt_not_found' } | { code: 'attempt_removed' };

/** Why somebody can do nothing with an attempt, if they cannot. */
export const notTheirs = (attempt: Attempt | null, personId: string): NotTheirs | undefined => {
  if (attempt?.personId !== personId) return { code: 'attempt_not_found' };
  return attempt.state === 'removed' ? { code: 'attempt_removed' } : undefined;
};
