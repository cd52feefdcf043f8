import pLimit from 'p-limit';
import { ProblemError } from './problem.ts';

/**
 * Does what requests ask for one after the other; each that waits holds what it brought.
 *
 * @param most the one under way, and those that wait
 * @throws ProblemError `too_busy` where there are as many already
 */
export function makeBoundedQueue(most: number) {
  const inTurn = pLimit(1);
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (inTurn.activeCount + inTurn.pendingCount >= most)
      throw new ProblemError({ code: 'too_busy' }, { 'Retry-After': '10' });
    return inTurn(work);
  };
}
