import { randomUUID } from 'node:crypto';
import type { Accommodation, RoomDeed, SittingChange, SittingNamed } from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import type { Sittings } from '../sittings/index.ts';
import type { OpenAttempt, Whom } from './keep-time.ts';
import type { TimeDeed } from './time-deed.model.ts';
import type { TimeDeeds } from './time-deeds.ts';
import {
  ANYBODY,
  clockOf,
  faultOf,
  pausedSince,
  type AccommodationFault,
  type Concerned,
} from './time.rules.ts';

interface Deps {
  timeDeeds: TimeDeeds;
  findOpen: (place: ExamPlace, whom?: Whom) => Promise<OpenAttempt[]>;
  sittings: Pick<Sittings, 'of' | 'seats'>;
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
  | { code: 'nobody_at_work' }
  | { code: 'sitting_not_found' };
type ChangeResult = { ok: true; id: string; reached: number } | { ok: false; error: Refusal };

/** Those whom earlier deeds named one by one: they may be paused, or let go on, alone. */
const namedIn = (deeds: readonly TimeDeed[]): string[] => [
  ...new Set(deeds.flatMap(({ personId }) => personId ?? [])),
];
const sittingsIn = (deeds: readonly TimeDeed[]): string[] => [
  ...new Set(deeds.flatMap(({ kind, sitting }) => (sitting && kind !== 'sitting' ? sitting.id : []))),
];

/** Whom a deed concerns, as far as somebody of them may be paused where others are not. */
function concernedBy(
  { people, sitting }: RoomDeed,
  deeds: readonly TimeDeed[],
  sittingOf: (personId: string) => { id: string } | undefined,
): Concerned[] {
  const asTheySit = (personId: string): Concerned => ({ personId, sitting: sittingOf(personId) });
  if (people) return people.map(asTheySit);
  if (sitting === undefined)
    return [
      ANYBODY,
      ...sittingsIn(deeds).map((id) => ({ ...ANYBODY, sitting: { id } })),
      ...namedIn(deeds).map(asTheySit),
    ];
  const named = namedIn(deeds).map(asTheySit);
  return [{ ...ANYBODY, sitting: { id: sitting } }, ...named.filter((each) => each.sitting?.id === sitting)];
}

/** Whether a deed would change nothing, and why. */
function refusalOf(
  { kind }: RoomDeed,
  { concerned, deeds }: { concerned: readonly Concerned[]; deeds: readonly TimeDeed[] },
  working: readonly OpenAttempt[],
): Refusal | undefined {
  const isPaused = (whom: Concerned): boolean => pausedSince(deeds, whom) !== undefined;
  if (kind === 'add-time') return working.length === 0 ? { code: 'nobody_at_work' } : undefined;
  if (kind === 'pause') return concerned.every(isPaused) ? { code: 'paused_already' } : undefined;
  return concerned.some(isPaused) ? undefined : { code: 'nothing_paused' };
}

const isFull = (deeds: readonly TimeDeed[], more = 1): { code: 'too_many_deeds' } | undefined =>
  deeds.length + more > MOST_DEEDS ? { code: 'too_many_deeds' } : undefined;

/** Later than all that was done before, so that their order is never in doubt. */
const nextMoment = (now: Date, deeds: readonly TimeDeed[]): Date =>
  new Date(Math.max(now.getTime(), (deeds.at(-1)?.at.getTime() ?? 0) + 1));

/** Where people sit: in the sitting of their open attempt, else in the one that they are in. */
async function readSitting(
  sittings: Deps['sittings'],
  place: ExamPlace,
  open: readonly OpenAttempt[],
): Promise<(personId: string) => { id: string } | undefined> {
  const seats = await sittings.seats.of(place);
  const atWork = new Map(open.map(({ personId, sitting }) => [personId, sitting]));
  return (personId) => {
    const seat = seats.get(personId);
    return atWork.get(personId) ?? (seat === undefined ? undefined : { id: seat });
  };
}

/** Pauses an exam, lets it go on or adds time, for everybody at a link, for a sitting or for some people. */
export const makeChangeTime =
  ({ timeDeeds, findOpen, sittings, clock }: Deps) =>
  async ({ by, deed, ...place }: Change): Promise<ChangeResult> => {
    const { id, people, kind, reason } = deed;
    const [open, deeds, all] = await Promise.all([
      findOpen(place, { people, sittingId: deed.sitting }),
      timeDeeds.of(place),
      sittings.of(place),
    ]);
    const sitting = all.find(({ _id }) => _id === deed.sitting);
    if (deed.sitting !== undefined && !sitting) return { ok: false, error: { code: 'sitting_not_found' } };
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
    const sittingOf = all.length === 0 ? () => undefined : await readSitting(sittings, place, open);
    const concerned = concernedBy(deed, deeds, sittingOf);
    const error = full ?? refusalOf(deed, { concerned, deeds }, working);
    if (error) return { ok: false, error };
    const minutes = kind === 'add-time' ? deed.minutes : undefined;
    const at = nextMoment(now, deeds);
    const written = {
      ...{ ...place, kind, at, by, reason },
      ...(sitting && { sitting: { id: sitting._id, name: sitting.name } }),
      ...(minutes !== undefined && { minutes }),
    };
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
  ({ timeDeeds, clock }: Pick<Deps, 'timeDeeds' | 'clock'>) =>
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

interface Noting extends ExamPlace {
  by: string;
  sitting: SittingNamed;
  change: SittingChange;
}

/** Writes down what was done to a sitting, where all is that was done about the exam. */
export const makeNoteSitting =
  ({ timeDeeds, clock }: Pick<Deps, 'timeDeeds' | 'clock'>) =>
  async (noted: Noting): Promise<void> => {
    const { linkId, examCode } = noted;
    const at = nextMoment(clock.now(), await timeDeeds.of({ linkId, examCode }));
    await timeDeeds.write(randomUUID(), undefined, { ...noted, kind: 'sitting', at });
  };
