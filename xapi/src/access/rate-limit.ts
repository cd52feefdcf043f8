import { XapiProblem } from '../http/problem.ts';
import type { Access } from './access.ts';

/** Buckets kept at the most; the fullest of them say nothing and can go. */
const MOST_BUCKETS = 10_000;
/** After a rest, a credential may catch up this many seconds at once. */
const BURST_SECONDS = 5;

interface Rate {
  /** Requests a second that a credential may keep up. */
  perSecond: number;
  /** Requests that it may make at once after a rest. */
  burst?: number;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Counts how often each key asks: a bucket of tokens for each, of which each request takes one, in the memory of the
 * process that counts. Answers in how many seconds there is a token again; 0: this request had one.
 */
export function makeTurns({
  perSecond,
  burst = perSecond * BURST_SECONDS,
  now = () => performance.now(),
}: Rate) {
  const buckets = new Map<string, Bucket>();

  const fill = ({ tokens, at }: Bucket, time: number): number =>
    Math.min(burst, tokens + ((time - at) / 1000) * perSecond);

  function tidy(time: number): void {
    for (const [key, bucket] of buckets) if (fill(bucket, time) >= burst) buckets.delete(key);
  }

  return (key: string): number => {
    const time = now();
    if (buckets.size >= MOST_BUCKETS) tidy(time);
    const tokens = fill(buckets.get(key) ?? { tokens: burst, at: time }, time);
    if (tokens < 1) return Math.ceil((1 - tokens) / perSecond);
    buckets.set(key, { tokens: tokens - 1, at: time });
    return 0;
  };
}

/** Takes a turn for a key; answers the seconds until there is one, 0 where there was. */
export type TakeTurn = (key: string) => number | Promise<number>;

/**
 * Limits how often a credential may ask.
 * @param takeTurn where several processes serve, what counts for all of them
 */
export function makeRateLimit(perSecond: number, takeTurn: TakeTurn = makeTurns({ perSecond })) {
  /** @throws XapiProblem 429 with the seconds until there is a token again */
  return async ({ key }: Access): Promise<void> => {
    const wait = await takeTurn(key);
    if (wait === 0) return;
    throw new XapiProblem(429, 'too_many_requests', `at most ${perSecond} requests a second are allowed`, {
      headers: { 'Retry-After': String(wait) },
    });
  };
}
