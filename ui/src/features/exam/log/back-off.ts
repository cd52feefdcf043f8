import { mayPass } from '@chuyen-de/contracts/http-replies';
import { NetworkError, ProblemError } from '../../../lib/http.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Whether asking again later may help. */
export const isPassing = (cause: unknown): boolean =>
  cause instanceof ProblemError ? mayPass(cause.status) : cause instanceof NetworkError;

/**
 * How long to wait after so many failures in a row: twice as long each time, spread so that devices that lost
 * the network together do not return together, and no shorter than the server asked for.
 */
export function backOffMs(failures: number, cause: unknown, random: () => number = Math.random): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures) * (0.5 + random() / 2);
  return Math.max(wait, cause instanceof ProblemError ? (cause.retryAfterMs ?? 0) : 0);
}
