import { XapiProblem } from '../http/problem.ts';
import type { Access } from './access.ts';

/** Buckets kept at the most; the fullest of them say nothing and can go. */
const MOST_BUCKETS = 10_000;

interface RateLimit {
  /** Requests a second that a credential may keep up. */
  perSecond: number;
  /** Requests that it may make at once after a rest. */
  burst: number;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Refuses whom asks too often: a bucket of tokens for each credential, of which each request takes one, in this
 * process's memory.
 */
export function makeRateLimit({ perSecond, burst, now = () => performance.now() }: RateLimit) {
  const buckets = new Map<string, Bucket>();

  const fill = ({ tokens, at }: Bucket, time: number): number =>
    Math.min(burst, tokens + ((time - at) / 1000) * perSecond);

  function tidy(time: number): void {
    for (const [key, bucket] of buckets) if (fill(bucket, time) >= burst) buckets.delete(key);
  }

  /** @throws XapiProblem 429 with the seconds until there is a token again */
  return ({ key }: Access): void => {
    const time = now();
    if (buckets.size >= MOST_BUCKETS) tidy(time);
    const tokens = fill(buckets.get(key) ?? { tokens: burst, at: time }, time);
    if (tokens >= 1) {
      buckets.set(key, { tokens: tokens - 1, at: time });
      return;
    }
    const wait = Math.ceil((1 - tokens) / perSecond);
    throw new XapiProblem(429, 'too_many_requests', `at most ${perSecond} requests a second are allowed`, {
      headers: { 'Retry-After': String(wait) },
    });
  };
}
