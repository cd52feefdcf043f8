import { makeTurns } from '../kernel/turns.ts';
import type { Context } from './context.model.ts';
import { readRoster, type ReadRosterResult, type RosterDeps, type RosterUnavailable } from './read-roster.ts';
import { makeRosterRests } from './roster-rests.ts';

/** Rosters of one LMS that are read at once: a page of eight megabytes takes many times that while it is read. */
const AT_ONCE = 2;
/** So long after the last look at a class nobody waits for its roster any more. */
const WISH_MS = 30_000;

/** Of an LMS that was not asked, as nobody waits any more. */
export const NOT_ASKED: RosterUnavailable = { code: 'roster_unavailable', lmsStatus: 0 };

/** A reading that runs or waits for its turn. */
export interface Reading {
  done: Promise<ReadRosterResult>;
  /** How many callers wait for its end, and when the latest of them came. */
  waiting: number;
  askedAt: number;
  /** When a page last wished for it. */
  wishedAt: number;
}

const NOBODY = { waiting: 0, askedAt: -Infinity, wishedAt: -Infinity };
const NOTHING: ReadRosterResult = { ok: false, error: NOT_ASKED };

/** Readings of rosters, one of a course at a time and few of an LMS, and what is known of LMSs that gave none. */
export function makeRosterReadings(deps: RosterDeps) {
  const now = (): number => deps.clock.now().getTime();
  const underWay = new Map<string, Reading>();
  const courses = makeRosterRests(now);
  const platforms = makeRosterRests(now);
  // Each reading holds a whole class in memory: other courses of an LMS wait for their turn.
  const turnsOf = makeTurns(AT_ONCE);

  const isWanted = ({ waiting, wishedAt }: Reading): boolean => waiting > 0 || now() - wishedAt < WISH_MS;

  /** What has been found out about an LMS since a reading of it was last asked for; a wish takes older news too. */
  function silenceOf(platformId: string, { waiting, askedAt }: Reading): RosterUnavailable | undefined {
    const silence = platforms.of(platformId);
    const holds = waiting > 0 ? silence && silence.at >= askedAt : platforms.isResting(platformId);
    return holds ? silence?.error : undefined;
  }

  function note({ _id, platformId }: Context, result: ReadRosterResult): void {
    if (result.ok) {
      courses.end(_id.toHexString());
      platforms.end(platformId);
    } else if (result.error.code === 'roster_unavailable') {
      courses.begin(_id.toHexString(), result.error);
      if (result.error.silent) platforms.begin(platformId, result.error);
    }
  }

  async function read(context: Context, membershipsUrl: string, reading: Reading): Promise<ReadRosterResult> {
    const silence = silenceOf(context.platformId, reading);
    if (silence || !isWanted(reading)) {
      underWay.delete(context._id.toHexString());
      return silence ? { ok: false, error: silence } : NOTHING;
    }
    const result = await readRoster(context, membershipsUrl, deps);
    note(context, result);
    return result;
  }

  return {
    of: (course: string): Reading | undefined => underWay.get(course),

    isResting: ({ _id, platformId }: Context): boolean =>
      courses.isResting(_id.toHexString()) || platforms.isResting(platformId),

    begin(context: Context, membershipsUrl: string): Reading {
      const course = context._id.toHexString();
      const reading = { ...NOBODY, done: Promise.resolve(NOTHING) };
      const waited = turnsOf(context.platformId)(() => read(context, membershipsUrl, reading));
      reading.done = waited.finally(() => {
        if (underWay.get(course) === reading) underWay.delete(course);
      });
      // Who waits for it learns of a fault of the store; who only wished for it meets that fault elsewhere.
      reading.done.catch(() => undefined);
      underWay.set(course, reading);
      return reading;
    },
  };
}
