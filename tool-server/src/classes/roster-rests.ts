import { LRUCache } from 'lru-cache';
import type { RosterUnavailable } from './read-roster.ts';

/** How long nobody asks again, unless somebody wants it now, after no roster came; twice as long each time. */
const FIRST_REST_MS = 30_000;
const MOST_REST_MS = 10 * 60_000;
/** Courses, or LMSs, whose last failure is remembered. */
const MOST_RESTS = 5_000;

/** What came in place of a roster, and until when nobody asks for another on their own. */
interface Rest {
  error: RosterUnavailable;
  at: number;
  until: number;
  failures: number;
}

/** Remembers, of courses or of LMSs, that they gave no roster. */
export function makeRosterRests(now: () => number) {
  const rests = new LRUCache<string, Rest>({ max: MOST_RESTS });
  return {
    /** What came last, however long ago. */
    of: (key: string): Rest | undefined => rests.get(key),
    isResting: (key: string): boolean => (rests.get(key)?.until ?? -Infinity) > now(),
    end: (key: string): void => void rests.delete(key),

    begin(key: string, error: RosterUnavailable): void {
      const before = rests.get(key);
      const at = now();
      if (before && before.until > at) {
        // Those who asked together have found out the same thing.
        rests.set(key, { ...before, error, at });
        return;
      }
      const failures = (before?.failures ?? 0) + 1;
      const until = at + Math.min(MOST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1));
      rests.set(key, { error, at, until, failures });
    },
  };
}
