import type { GradeReason } from '@chuyen-de/contracts';
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
/**
 * Calls under way in all. They wait for LMSs and cost little else; two hundred that fall silent in the same ten
 * seconds leave some free.
 */
export const STRANDS = 320;
/** From here on there is one call of each LMS, and nothing is read back: the rest is for those that have none yet. */
const SCARCE_FROM = Math.floor((STRANDS * 2) / 3);
/** Calls of one LMS under way: however slow it is, it holds no more of the worker. */
const MOST_AT_ONCE = 2;
/** How long an LMS that did not answer in time is left alone, twice as long each time, and at the most. */
const FIRST_SILENCE_MS = 5_000;
const MOST_SILENCE_MS = 5 * 60_000;
/** Silent LMSs that are tried at the same time: a part of the worker, however many are silent. */
const MOST_PROBES = 64;
/** What is read comes after what is to be posted. */
const READING_REST_MS = 5_000;

interface Pace {
  gapMs: number;
  /** From when the next post may go. */
  openAt: number;
  /** The last moment that was set aside for a grade. */
  lastSlot: number;
  slowedAt: number;
  underWay: number;
  /** How often in a row no answer came in time, and until when nothing is sent for it. */
  silences: number;
  silentUntil: number;
  /** When the LMS last put posts off, or somebody last overruled it. */
  closedAt: number;
}

const aPace = (): Pace => ({
  ...{ gapMs: 0, openAt: 0, lastSlot: 0, slowedAt: -Infinity },
  ...{ underWay: 0, silences: 0, silentUntil: 0, closedAt: -Infinity },
});

/** Whether a call may go now; else when to come again, and why if the LMS is the reason. */
export type Turn = { ok: true; end: () => void } | { ok: false; due: Date; reason?: GradeReason };

interface Call {
  /** Readings go only where nothing else is under way. */
  isReading?: boolean;
  /** When somebody asked for this to be sent at once: it goes although the LMS had put us off before. */
  askedAt?: Date | undefined;
}

function slow(pace: Pace, [least, most]: [number, number], now: number): void {
  // Posts that were under way together found out the same thing.
  if (pace.gapMs > 0 && now - pace.slowedAt < pace.gapMs) return;
  pace.gapMs = Math.min(Math.max(most, pace.gapMs), Math.max(least, pace.gapMs * 2));
  pace.slowedAt = now;
}

function fallSilent(pace: Pace, now: number): void {
  if (now < pace.silentUntil) return;
  pace.silences += 1;
  pace.silentUntil = now + Math.min(MOST_SILENCE_MS, FIRST_SILENCE_MS * 2 ** (pace.silences - 1));
  pace.closedAt = now;
}

/** All that waits for an LMS would wait on for what it said before: a word of today counts once. */
function overrule(pace: Pace, askedAt: number, now: number): void {
  if (askedAt <= pace.closedAt) return;
  pace.closedAt = askedAt;
  pace.silentUntil = Math.min(pace.silentUntil, now);
  pace.openAt = Math.min(pace.openAt, now);
  pace.lastSlot = Math.min(pace.lastSlot, now);
}

/** Takes in what an LMS answered. */
function takeIn(pace: Pace, reply: ServiceReply, now: number): void {
  if (reply.silent === true) {
    fallSilent(pace, now);
    return;
  }
  if (reply.status > 0) Object.assign(pace, { silences: 0, silentUntil: 0 });
  if (reply.throttled === true) slow(pace, [FIRST_GAP_MS, MOST_GAP_MS], now);
  else if (reply.status === 401 || reply.status === 403) slow(pace, [FIRST_GAP_MS, DOUBTFUL_GAP_MS], now);
  else if (isTaken(reply)) pace.gapMs = pace.gapMs < LEAST_GAP_MS ? 0 : pace.gapMs * RECOVERY;
  const rest = Math.max((reply.retryAfterSeconds ?? 0) * 1_000, reply.throttled === true ? pace.gapMs : 0);
  if (rest === 0) return;
  pace.openAt = Math.max(pace.openAt, now + rest);
  pace.closedAt = now;
}

/** Sets a moment aside in which a post may go: those who wait go one after the other. */
function setAside(pace: Pace, now: number): Date {
  pace.lastSlot = Math.max(pace.lastSlot + pace.gapMs, pace.openAt, now);
  return new Date(pace.lastSlot);
}

const isProbe = (pace: Pace): boolean => pace.silences > 0 && pace.underWay > 0;
const probing = (paces: Map<string, Pace>): number => [...paces.values()].filter(isProbe).length;

/**
 * How fast each LMS takes scores, as this process finds out: one that answers "too often" slows all that goes
 * there, and is asked for more again little by little; one that does not answer in time is left alone, then
 * tried by one call. No LMS gets a second call while few are left for those that have none. Processes find out each
 * for itself.
 */
export function makePaces(clock: Clock) {
  const paces = new Map<string, Pace>();
  const now = (): number => clock.now().getTime();
  const paceOf = (platformId: string): Pace => {
    const pace = paces.get(platformId) ?? aPace();
    paces.set(platformId, pace);
    return pace;
  };

  let underWay = 0;
  const isScarce = (): boolean => underWay >= SCARCE_FROM;

  function isFull(pace: Pace, probes?: number): boolean {
    if (now() < Math.max(pace.silentUntil, pace.openAt)) return false;
    if (pace.silences === 0) return pace.underWay >= (isScarce() ? 1 : MOST_AT_ONCE);
    return pace.underWay > 0 || (probes ?? probing(paces)) >= MOST_PROBES;
  }
  const begun = (pace: Pace): (() => void) => {
    pace.openAt = now() + pace.gapMs;
    pace.underWay += 1;
    underWay += 1;
    return () => {
      pace.underWay -= 1;
      underWay -= 1;
    };
  };

  return {
    /** Asks for a call's turn; whoever has it says when it has ended. */
    begin(platformId: string, { isReading = false, askedAt }: Call = {}): Turn {
      const pace = paceOf(platformId);
      if (askedAt) overrule(pace, askedAt.getTime(), now());
      if (now() < pace.silentUntil)
        return { ok: false, due: new Date(pace.silentUntil), reason: 'lms_unreachable' };
      if (now() < pace.openAt) return { ok: false, due: setAside(pace, now()), reason: 'lms_busy' };
      const isBusy = isFull(pace) || (isReading && (pace.underWay > 0 || isScarce()));
      if (isBusy) return { ok: false, due: new Date(now() + (isReading ? READING_REST_MS : 0)) };
      return { ok: true, end: begun(pace) };
    },

    setAside: (platformId: string): Date => setAside(paceOf(platformId), now()),

    isFull: (platformId: string): boolean => isFull(paceOf(platformId)),

    /** The LMSs that take no call at the moment because enough are under way there. */
    full(): string[] {
      const probes = probing(paces);
      return [...paces].filter(([, pace]) => isFull(pace, probes)).map(([platformId]) => platformId);
    },

    /** Until when an LMS is left alone since it did not answer; undefined: it is not. */
    silentUntil(platformId: string): Date | undefined {
      const { silentUntil } = paceOf(platformId);
      return now() < silentUntil ? new Date(silentUntil) : undefined;
    },

    heard: (platformId: string, reply: ServiceReply): void => {
      takeIn(paceOf(platformId), reply, now());
    },
  };
}

export type Paces = ReturnType<typeof makePaces>;
