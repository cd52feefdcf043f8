import type { Attempt } from '../exams/index.ts';
import type { Activities } from './activities.ts';

/** What statements about an attempt say of it: which of its learner's it is and, once it has ended, by whom it did. */
export const attemptExtensions = (
  { number, closedBy }: Pick<Attempt, 'number' | 'closedBy'>,
  { extensions }: Pick<Activities, 'extensions'>,
): Record<string, unknown> => ({
  [extensions.attemptNumber]: number,
  ...(closedBy !== undefined && { [extensions.endedBy]: closedBy }),
});
