import type { Attempt, ClosedAttempt, SettledAttempt } from './attempt.model.ts';

export const isClosed = (attempt: Attempt): attempt is ClosedAttempt => attempt.state === 'closed';

/** An attempt goes from open to closed to settled; only then is there a score to be told to anybody. */
export const isSettled = (attempt: Attempt): attempt is SettledAttempt =>
  isClosed(attempt) && attempt.score !== undefined;

export type NotTheirs = { code: 'attempt_not_found' } | { code: 'attempt_removed' };

/** Why somebody can do nothing with an attempt, if they cannot. */
export const notTheirs = (attempt: Attempt | null, personId: string): NotTheirs | undefined => {
  if (attempt?.personId !== personId) return { code: 'attempt_not_found' };
  return attempt.state === 'removed' ? { code: 'attempt_removed' } : undefined;
};
