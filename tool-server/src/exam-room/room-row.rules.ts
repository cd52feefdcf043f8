import type { RoomRow, RoomState } from '@chuyen-de/contracts';
import type { AttemptSummary, AttemptClock, RoomProgress } from '../exams/index.ts';
import type { Presence } from './presence.model.ts';

/** Nobody is called disconnected who was heard of so recently: a page that is loaded anew takes as long. */
const HEARD_OF_MS = 20_000;
/** What a process has written down holds for so long: it is renewed three times in it. */
const HOLDS_MS = 12_000;

/** What processes know of who is there. */
export interface Attendance {
  here: ReadonlySet<string>;
  /** When the page of those who are not there was last known to be open. */
  lastHere: ReadonlyMap<string, Date>;
}

/** What all processes have written down, as one. */
export function attendanceOf(presences: readonly Presence[], now: Date): Attendance {
  const holds = ({ at }: Presence): boolean => now.getTime() - at.getTime() < HOLDS_MS;
  const here = new Set(presences.filter(holds).flatMap((each) => each.here));
  const lastHere = new Map<string, Date>();
  const note = (attempt: string, at: Date): void => {
    const known = lastHere.get(attempt);
    if (!known || known < at) lastHere.set(attempt, at);
  };
  for (const presence of presences) {
    for (const { attempt, at } of presence.gone) note(attempt, at);
    if (!holds(presence)) for (const attempt of presence.here) note(attempt, presence.at);
  }
  return { here, lastHere };
}

/** Somebody of the class and the newest attempt that counts of theirs. */
export interface RowSource {
  person: RoomRow['person'];
  attempt: AttemptSummary | undefined;
  /** Of an open attempt. */
  progress: RoomProgress | undefined;
  clock: AttemptClock | undefined;
  sitting: RoomRow['sitting'];
  rehearsed: RoomRow['rehearsed'];
}

const iso = (date: Date | undefined): string | null => date?.toISOString() ?? null;

/** When somebody who works was last heard of; undefined while they are there. */
function silentSince(
  id: string,
  { contactAt }: RoomProgress,
  { here, lastHere }: Attendance,
  now: Date,
): Date | undefined {
  if (here.has(id)) return undefined;
  const last = lastHere.get(id);
  const heardOf = last && last > contactAt ? last : contactAt;
  return now.getTime() - heardOf.getTime() < HEARD_OF_MS ? undefined : heardOf;
}

function standingOf(
  { attempt, progress, clock }: RowSource,
  attendance: Attendance,
  now: Date,
): { state: RoomState; since: Date | undefined } {
  if (!attempt) return { state: 'not-started', since: undefined };
  if (attempt.state !== 'open')
    return { state: attempt.closedBy === 'time' ? 'time-up' : 'submitted', since: attempt.closedAt };
  if (clock?.pausedAt) return { state: 'paused', since: clock.pausedAt };
  const silent = progress && silentSince(attempt._id, progress, attendance, now);
  return silent ? { state: 'disconnected', since: silent } : { state: 'working', since: undefined };
}

/** How somebody fares, as the room shows it. */
export function roomRow(source: RowSource, attendance: Attendance, now: Date): RoomRow {
  const { person, attempt, progress, clock, sitting, rehearsed } = source;
  const { state, since } = standingOf(source, attendance, now);
  return {
    person,
    sitting,
    state,
    since: iso(since),
    attempt: attempt?.number ?? null,
    dueAt: iso(attempt?.state === 'open' ? clock?.dueAt : undefined),
    questions: attempt?.questionCount ?? 0,
    answered: progress?.answered ?? attempt?.progress?.answered ?? 0,
    flagged: progress?.flagged ?? 0,
    position: progress?.position ?? null,
    savedAt: iso(progress?.savedAt ?? attempt?.progress?.lastSavedAt),
    addedMinutes: clock?.addedMinutes ?? 0,
    pausedSeconds: Math.round((clock?.pausedMs ?? 0) / 1_000),
    devices: progress?.devices ?? 0,
    rehearsed,
  };
}
