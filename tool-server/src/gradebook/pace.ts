import type { Clock } from '../kernel/clock.ts';
import { isTaken, type ServiceReply } from '../lti/index.ts';

/** Between two posts to an LMS that has just been asked too often, and at the most. */
const FIRST_GAP_MS = 250;
const MOST_GAP_MS = 10_000;
/** The same where the LMS says only that it refuses: it may mean that one course alone. */
const DOUBTFUL_GAP_MS = 1_000;
/** Each score that is taken shortens the gap; below this there is none. */
const RECOVERY = 0.8;
const LEAST_GAP_MS = 20;

interface Pace {
  gapMs: number;
  /** From when the next post may go. */
  openAt: number;
  /** The last moment that was set aside for a grade. */
  lastSlot: number;
  slowedAt: number;
}

/**
 * How fast each LMS takes scores, as this process finds out: one that answers "too often" slows all that goes
 * there, and is asked for more again little by little. Processes find out each for itself.
 */
export function makePaces(clock: Clock) {
  const paces = new Map<string, Pace>();
  const paceOf = (platformId: string): Pace => {
    const pace = paces.get(platformId) ?? { gapMs: 0, openAt: 0, lastSlot: 0, slowedAt: -Infinity };
    paces.set(platformId, pace);
    return pace;
  };

  function slow(pace: Pace, least: number, most: number): void {
    const now = clock.now().getTime();
    // Posts that were under way together found out the same thing.
    if (pace.gapMs > 0 && now - pace.slowedAt < pace.gapMs) return;
    pace.gapMs = Math.min(Math.max(most, pace.gapMs), Math.max(least, pace.gapMs * 2));
    pace.slowedAt = now;
  }

  /** Sets a moment aside in which a post may go: those who wait go one after the other. */
  function setAside(platformId: string): Date {
    const pace = paceOf(platformId);
    pace.lastSlot = Math.max(pace.lastSlot + pace.gapMs, pace.openAt, clock.now().getTime());
    return new Date(pace.lastSlot);
  }

  return {
    /** Undefined: it may go now. Else the moment that was set aside for it. */
    wait(platformId: string): Date | undefined {
      const pace = paceOf(platformId);
      const now = clock.now().getTime();
      if (now < pace.openAt) return setAside(platformId);
      pace.openAt = now + pace.gapMs;
      return undefined;
    },

    setAside,

    /** Takes in what an LMS answered. */
    heard(platformId: string, reply: ServiceReply): void {
      const pace = paceOf(platformId);
      if (reply.throttled === true) slow(pace, FIRST_GAP_MS, MOST_GAP_MS);
      else if (reply.status === 401 || reply.status === 403) slow(pace, FIRST_GAP_MS, DOUBTFUL_GAP_MS);
      else if (isTaken(reply)) pace.gapMs = pace.gapMs < LEAST_GAP_MS ? 0 : pace.gapMs * RECOVERY;
      const rest = Math.max(
        (reply.retryAfterSeconds ?? 0) * 1_000,
        reply.throttled === true ? pace.gapMs : 0,
      );
      if (rest > 0) pace.openAt = Math.max(pace.openAt, clock.now().getTime() + rest);
    },
  };
}

export type Paces = ReturnType<typeof makePaces>;
