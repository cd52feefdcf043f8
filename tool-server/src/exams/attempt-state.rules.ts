import type { Attempt, ClosedAttempt, SettledAttempt } from './attempt.model.ts';

export const isClosed = (attempt: Attempt): attempt is ClosedAttempt => attempt.state === 'closed';

/** An attempt goes from open to closed to settled; only then is there a score to be told to anybody. */
export const isSettled = (attempt: Attempt): attempt is SettledAttempt =>
  isClosed(attempt) && attempt.score !== undefined;
