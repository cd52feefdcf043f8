import { isReady, type RoomRow, type RoomView, type SittingNamed } from '@chuyen-de/contracts';
import type { ClassMember, Classes } from '../classes/index.ts';
import {
  ANYBODY,
  clockOf,
  pausedSince,
  type AttemptSummary,
  type Exams,
  type RoomProgress,
} from '../exams/index.ts';
import { numberOf } from '../gradebook/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import { makeWatchedMemory } from '../storage/index.ts';
import type { Presence } from './presence.model.ts';
import type { PresenceBook } from './presence.ts';
import type { Rehearsals } from './rehearsals.ts';
import { attendanceOf, roomRow } from './room-row.rules.ts';

/** After so long a room is read whole again: nothing of it is wrong for longer, whatever went unnoticed. */
const LIFE_MS = 60_000;
const MOST_PEOPLE = 40_000;
/** Clocks of processes differ by less. */
const CLOCKS_APART_MS = 10_000;

type Context = NonNullable<Awaited<ReturnType<Classes['findContext']>>>;
type Deeds = Awaited<ReturnType<Exams['timeDeeds']['of']>>;

interface Deps {
  exams: Pick<Exams, 'timeDeeds' | 'readRoomProgress' | 'sittings'> & {
    summaries: Pick<Exams['summaries'], 'followLink'>;
  };
  classes: Pick<Classes, 'findPeople' | 'learnersOf'>;
  presence: Pick<PresenceBook, 'read'>;
  rehearsals: Pick<Rehearsals, 'since'>;
  clock: Clock;
}

/** A row, and at which version of the room it last changed. */
interface Versioned {
  row: RoomRow;
  text: string;
  version: number;
}

/** A room as it was looked at last; `version` rises whenever something is different. */
export interface RoomLook {
  version: number;
  rows: ReadonlyMap<string, Versioned>;
  /** Who is not there any more, and since which version. */
  gone: ReadonlyMap<string, number>;
  pausedAt: Date | undefined;
  sittings: RoomView['sittings'];
  deeds: number;
}

interface Held {
  readWholeAt: number;
  follow: ReturnType<Deps['exams']['summaries']['followLink']>;
  newest: Map<string, AttemptSummary>;
  progress: Map<string, RoomProgress>;
  /** When attempts were last saved, as far as their progress was read since. */
  seen: Map<string, number>;
  /** How the device of each did that was tried last, and from when on others are asked for. */
  rehearsed: Map<string, NonNullable<RoomRow['rehearsed']>>;
  rehearsedSince: Date;
  roster: readonly ClassMember[];
  /** People with attempts whom the roster does not list as learners; undefined: they teach, or are gone. */
  others: Map<string, ClassMember | undefined>;
  look: RoomLook & { rows: Map<string, Versioned>; gone: Map<string, number> };
}

const NOBODY: readonly ClassMember[] = [];

const begin = (place: ExamPlace, { exams, clock }: Deps): Held => ({
  readWholeAt: clock.now().getTime(),
  follow: exams.summaries.followLink(place.linkId),
  ...{ newest: new Map(), progress: new Map(), seen: new Map(), roster: NOBODY, others: new Map() },
  ...{ rehearsed: new Map(), rehearsedSince: new Date(0) },
  look: { version: 1, rows: new Map(), gone: new Map(), pausedAt: undefined, sittings: [], deeds: 0 },
});

/** Brings the newest attempt of everybody up to date. */
async function followAttempts(held: Held, { examCode }: ExamPlace): Promise<void> {
  const { isWhole, attempts } = await held.follow();
  if (isWhole) held.newest = new Map();
  for (const [personId, theirs] of attempts) {
    const newest = theirs.filter((each) => each.examCode === examCode).at(-1);
    if (newest) held.newest.set(personId, newest);
    else held.newest.delete(personId);
  }
}

/** Reads how far those have come who began, or were saved, since the look before. */
async function followProgress(held: Held, presences: readonly Presence[], { exams }: Deps): Promise<void> {
  const open = new Set(
    [...held.newest.values()].filter(({ state }) => state === 'open').map(({ _id }) => _id),
  );
  for (const id of held.progress.keys()) if (!open.has(id)) held.progress.delete(id);
  const wanted = new Set([...open].filter((id) => !held.progress.has(id)));
  for (const { attempt, at } of presences.flatMap(({ saved }) => saved)) {
    if ((held.seen.get(attempt) ?? 0) >= at.getTime()) continue;
    held.seen.set(attempt, at.getTime());
    if (open.has(attempt)) wanted.add(attempt);
  }
  for (const [id, progress] of await exams.readRoomProgress([...wanted])) held.progress.set(id, progress);
}

/** Reads who has tried their device since the look before; other processes' clocks may be a little behind. */
async function followRehearsals(held: Held, place: ExamPlace, { rehearsals, clock }: Deps): Promise<void> {
  const now = clock.now();
  for (const { personId, at, ...rehearsal } of await rehearsals.since(place, held.rehearsedSince))
    held.rehearsed.set(personId, { at: at.toISOString(), ready: isReady(rehearsal) });
  held.rehearsedSince = new Date(now.getTime() - CLOCKS_APART_MS);
}

/** Looks up those who have attempts and are in no roster, once. */
async function findOthers(held: Held, context: Context | undefined, { classes }: Deps): Promise<void> {
  const listed = new Set(held.roster.map(({ id }) => id));
  const missing = [...held.newest.keys()].filter((id) => !listed.has(id) && !held.others.has(id));
  if (missing.length === 0) return;
  const found = new Map((await classes.findPeople(missing, context)).map((person) => [person.id, person]));
  for (const id of missing) held.others.set(id, found.get(id));
}

const peopleOf = ({ roster, others, newest }: Held): ClassMember[] => [
  ...roster,
  ...[...others].flatMap(([id, other]) => (other && newest.has(id) ? [other] : [])),
];

/** Sittings, and who is in which. */
interface Seating {
  sittings: readonly SittingNamed[];
  seats: ReadonlyMap<string, string>;
}

async function readSeating(place: ExamPlace, { exams }: Deps): Promise<Seating> {
  const found = await exams.sittings.knownOf(place);
  if (found.length === 0) return { sittings: [], seats: new Map() };
  return {
    sittings: found.map(({ _id, name }) => ({ id: _id, name })),
    seats: await exams.sittings.seats.of(place),
  };
}

/** The sitting that a row shows: of an open attempt its own, whatever became of it since. */
function sittingOf(
  personId: string,
  attempt: AttemptSummary | undefined,
  { sittings, seats }: Seating,
): SittingNamed | null {
  const seat = sittings.find(({ id }) => id === seats.get(personId));
  return (attempt?.state === 'open' ? attempt.sitting : undefined) ?? seat ?? attempt?.sitting ?? null;
}

/** What is said of the room beside its rows; whether it is something else than before. */
function enterHead({ look }: Held, deeds: Deeds, { sittings }: Seating): boolean {
  const pausedAt = pausedSince(deeds, ANYBODY);
  const head = {
    pausedAt,
    sittings: sittings.map((sitting) => ({
      ...sitting,
      pausedAt: pausedSince(deeds, { ...ANYBODY, sitting })?.toISOString() ?? null,
    })),
    deeds: new Set(deeds.map(({ deed }) => deed)).size,
  };
  const before = JSON.stringify([look.pausedAt, look.sittings, look.deeds]);
  Object.assign(look, head);
  return JSON.stringify([head.pausedAt, head.sittings, head.deeds]) !== before;
}

/** What was read of a room for a look at it. */
interface Read {
  presences: readonly Presence[];
  deeds: Deeds;
  seating: Seating;
}

/** Makes the rows of everybody; those that differ from before are of a new version. */
function enterRows(held: Held, { presences, deeds, seating }: Read, now: Date): void {
  const { look } = held;
  const attendance = attendanceOf(presences, now);
  const version = look.version + 1;
  let isChanged = false;
  const there = new Set<string>();
  for (const { id, name } of peopleOf(held)) {
    there.add(id);
    const attempt = held.newest.get(id);
    const progress = attempt && held.progress.get(attempt._id);
    const clock = progress && clockOf(progress, deeds);
    const person = { id, name: name ?? null, number: numberOf(id) };
    const rehearsed = held.rehearsed.get(id) ?? null;
    const sitting = sittingOf(id, attempt, seating);
    const row = roomRow({ person, attempt, progress, clock, sitting, rehearsed }, attendance, now);
    const text = JSON.stringify(row);
    if (look.rows.get(id)?.text === text) continue;
    isChanged = true;
    look.rows.set(id, { row, text, version });
    look.gone.delete(id);
  }
  for (const id of look.rows.keys()) {
    if (there.has(id)) continue;
    isChanged = true;
    look.rows.delete(id);
    look.gone.set(id, version);
  }
  if (enterHead(held, deeds, seating) || isChanged) look.version = version;
}

/** Brings what is held of a room up to date. */
async function refresh(
  held: Held,
  place: ExamPlace,
  context: Context | undefined,
  deps: Deps,
): Promise<void> {
  const now = deps.clock.now();
  if (now.getTime() - held.readWholeAt >= LIFE_MS) {
    const { look: _, ...fresh } = begin(place, deps);
    Object.assign(held, fresh);
  }
  const roster = context ? await deps.classes.learnersOf(context) : NOBODY;
  if (roster !== held.roster) Object.assign(held, { roster, others: new Map() });
  const [presences, deeds, seating] = await Promise.all([
    deps.presence.read(place),
    deps.exams.timeDeeds.of(place),
    readSeating(place, deps),
    followAttempts(held, place),
    followRehearsals(held, place, deps),
  ]);
  await followProgress(held, presences, deps);
  await findOthers(held, context, deps);
  enterRows(held, { presences, deeds, seating }, now);
}

/**
 * Exam rooms that somebody looks at, held in memory: a look reads who began or ended since the one before, in whatever
 * process, and how far those have come who were saved. Looks at one time read together.
 */
export function makeRoomMemory(deps: Deps) {
  const watch = makeWatchedMemory<ExamPlace, Held, Context | undefined>({
    keyOf: placeKey,
    begin: (place) => begin(place, deps),
    refresh: (held, place, context) => refresh(held, place, context, deps),
    sizeOf: ({ look }) => look.rows.size,
    most: MOST_PEOPLE,
    life: { ttl: LIFE_MS, updateAgeOnGet: true },
  });

  /** The room as it is now. */
  return async (place: ExamPlace, context: Context | undefined): Promise<RoomLook> =>
    (await watch(place, context)).look;
}
