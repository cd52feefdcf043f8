import { randomUUID } from 'node:crypto';
import type { Accommodation, RoomDeed } from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import type { OpenAttempt } from './keep-time.ts';
import type { TimeDeed } from './time-deed.model.ts';
import type { TimeDeeds } from './time-deeds.ts';
import { ANYBODY, clockOf, faultOf, pausedSince, type AccommodationFault } from './time.rules.ts';

interface Deps {
  timeDeeds: TimeDeeds;
  findOpen: (place: ExamPlace, people?: readonly string[]) => Promise<OpenAttempt[]>;
  clock: Clock;
}

interface Change extends ExamPlace {
  by: string;
  deed: RoomDeed;
}

/**
 * What is done to an exam at a link, for each whom it concerns: all of it is read whenever somebody begins, or has more
 * time. A class of five thousand may have something each.
 */
const MOST_DEEDS = 10_000;

type Refusal =
  | { code: 'too_many_deeds' }
  | { code: 'paused_already' }
  | { code: 'nothing_paused' }
  | { code: 'nobody_at_work' };
type ChangeResult = { ok: true; id: string; reached: number } | { ok: false; error: Refusal };

/** Whether a deed would change nothing, and why. */
function refusalOf(
  { kind, people }: RoomDeed,
  deeds: readonly TimeDeed[],
  working: readonly OpenAttempt[],
): Refusal | undefined {
  const isPaused = (personId: string): boolean => pausedSince(deeds, personId) !== undefined;
  if (kind === 'add-time') return working.length === 0 ? { code: 'nobody_at_work' } : undefined;
  // Everybody: those, too, who were paused or let go on alone.
  const concerned = people ?? [ANYBODY, ...new Set(deeds.flatMap(({ personId }) => personId ?? []))];
  if (kind === 'pause') return concerned.every(isPaused) ? { code: 'paused_already' } : undefined;
  return concerned.some(isPaused) ? undefined : { code: 'nothing_paused' };
}

const isFull = (deeds: readonly TimeDeed[], more = 1): { code: 'too_many_deeds' } | undefined =>
  deeds.length + more > MOST_DEEDS ? { code: 'too_many_deeds' } : undefined;

/** Later than all that was done before, so that their order is never in doubt. */
const nextMoment = (now: Date, deeds: readonly TimeDeed[]): Date =>
  new Date(Math.max(now.getTime(), (deeds.at(-1)?.at.getTime() ?? 0) + 1));

/** Pauses an exam, lets it go on or adds time, for everybody at a link or for some. */
export const makeChangeTime =
  ({ timeDeeds, findOpen, clock }: Deps) =>
  async ({ by, deed, ...place }: Change): Promise<ChangeResult> => {
    const { id, people, kind, reason } = deed;
    const [open, deeds] = await Promise.all([findOpen(place, people), timeDeeds.of(place)]);
    const now = clock.now();
    const isOn = (attempt: OpenAttempt): boolean => {
      const { dueAt, pausedAt } = clockOf(attempt, deeds);
      return pausedAt !== undefined || now < dueAt;
    };
    const working = open.filter(isOn);
    const reached = working.length;
    // It was done, and whoever asked has not heard of it.
    if (deeds.some((each) => each.deed === id)) return { ok: true, id, reached };
    // Whoever is paused has to be let go on in any case.
    const full = kind === 'resume' ? undefined : isFull(deeds, people?.length);
    const error = full ?? refusalOf(deed, deeds, working);
    if (error) return { ok: false, error };
    const minutes = kind === 'add-time' ? deed.minutes : undefined;
    const at = nextMoment(now, deeds);
    const written = { ...place, kind, at, by, reason, ...(minutes !== undefined && { minutes }) };
    await timeDeeds.write(id, people, written);
    return { ok: true, id, reached };
  };

interface Giving extends ExamPlace {
  personId: string;
  by: string;
  accommodation: Accommodation;
  reason: string;
}

type GiveResult =
  | { ok: true; accommodation: Accommodation }
  | { ok: false; error: AccommodationFault | { code: 'too_many_deeds' } };

/** Gives a person an accommodation in place of the former one. */
export const makeGiveAccommodation =
  ({ timeDeeds, clock }: Omit<Deps, 'findOpen'>) =>
  async ({ personId, by, accommodation, reason, ...place }: Giving): Promise<GiveResult> => {
    const now = clock.now();
    const deeds = await timeDeeds.of(place);
    const error = faultOf(accommodation, now) ?? isFull(deeds);
    if (error) return { ok: false, error };
    const at = nextMoment(now, deeds);
    const deed = { ...place, kind: 'accommodation' as const, at, by, reason, accommodation };
    await timeDeeds.write(randomUUID(), [personId], deed);
    return { ok: true, accommodation };
  };
