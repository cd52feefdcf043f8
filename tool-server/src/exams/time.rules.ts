import type { Accommodation, AccommodationField, ExamFile } from '@chuyen-de/contracts';
import type { Attempt } from './attempt.model.ts';
import type { TimeDeed } from './time-deed.model.ts';

type TimedDeed = Pick<TimeDeed, 'kind' | 'at' | 'personId' | 'sitting' | 'minutes' | 'accommodation'>;

/** What an attempt's time follows from, beside the deeds: nothing of it ever changes. */
export type TimedAttempt = Pick<Attempt, 'personId' | 'startedAt' | 'sitting'> & {
  exam: Pick<Attempt['exam'], 'minutes' | 'closesAt'>;
};

/** What is read of an attempt for its time: with less, it would seem to have more of it than it has. */
export const TIMED = {
  personId: 1,
  startedAt: 1,
  sitting: 1,
  'exam.minutes': 1,
  'exam.closesAt': 1,
} as const;

/** Between which times an exam may be begun; by the second one it has ended. */
export type Window = Pick<ExamFile, 'opensAt' | 'closesAt'>;

/** Somebody whom deeds may concern: the sitting is that of the attempt, else the one that they are in. */
export interface Concerned {
  personId: string;
  sitting?: { id: string } | undefined;
}

const inOrder = (...times: (string | undefined)[]): string[] =>
  times.filter((time) => time !== undefined).sort((a, b) => Date.parse(a) - Date.parse(b));
const earliestOf = (...times: (string | undefined)[]): string | undefined => inOrder(...times)[0];
const latestOf = (...times: (string | undefined)[]): string | undefined => inOrder(...times).at(-1);

/** The window of an exam in one of its sittings: within both. */
const windowIn = (exam: Window, sitting: Window | undefined): Window => ({
  opensAt: latestOf(exam.opensAt, sitting?.opensAt),
  closesAt: earliestOf(exam.closesAt, sitting?.closesAt),
});

/** The window of an exam for a person: each end as they were given it, else as their sitting and the exam have it. */
export const windowFor = (exam: Window, accommodation: Window | undefined, sitting?: Window): Window => {
  const { opensAt, closesAt } = windowIn(exam, sitting);
  return {
    opensAt: accommodation?.opensAt ?? opensAt,
    closesAt: accommodation?.closesAt ?? closesAt,
  };
};

/** The time of an attempt. */
export interface AttemptClock {
  /** While it is paused: as if it went on at once. */
  dueAt: Date;
  /** Since when its clock stands. */
  pausedAt: Date | undefined;
  /** What was added to it. */
  addedMinutes: number;
  /** For how long it was paused before it went on. */
  pausedMs: number;
}

const MINUTE_MS = 60_000;

/** Minutes that a person has, accommodation included. */
export const minutesFor = (minutes: number, accommodation: Accommodation | undefined): number =>
  (accommodation?.minutes ?? minutes) * (accommodation?.timeMultiplier ?? 1);

/** Attempts that a person may make; null: no limit. */
export const attemptsAllowed = (
  { attempts }: Pick<ExamFile, 'attempts'>,
  accommodation: Accommodation | undefined,
): number | null => (attempts === undefined ? null : attempts + (accommodation?.extraAttempts ?? 0));

/** Nobody is called so: what concerns them concerns everybody. */
export const ANYBODY: Concerned = { personId: '' };

/** A deed names a person, a sitting, or neither: then it concerns everybody. */
const concerns = ({ personId, sitting }: TimedDeed, whom: Concerned): boolean =>
  personId === undefined
    ? sitting === undefined || sitting.id === whom.sitting?.id
    : personId === whom.personId;

/** The accommodation that somebody has, after all deeds or at a time. @param deeds in their order */
export const accommodationAt = (
  deeds: readonly TimedDeed[],
  personId: string,
  at?: Date,
): Accommodation | undefined =>
  deeds.findLast(
    (deed) => deed.kind === 'accommodation' && deed.personId === personId && (!at || deed.at <= at),
  )?.accommodation;

/** Since when somebody is paused, after all deeds or at a time; undefined where they are not. @param deeds in their order */
export function pausedSince(deeds: readonly TimedDeed[], whom: Concerned, at?: Date): Date | undefined {
  let since: Date | undefined;
  for (const deed of deeds) {
    if ((at && deed.at > at) || !concerns(deed, whom)) continue;
    if (deed.kind === 'pause') since ??= deed.at;
    if (deed.kind === 'resume') since = undefined;
  }
  return since;
}

/** The pause that somebody was told of last. @param deeds in their order */
export const lastPauseOf = <D extends TimedDeed>(deeds: readonly D[], whom: Concerned): D | undefined =>
  deeds.findLast((deed) => deed.kind === 'pause' && concerns(deed, whom));

/** When an attempt is due by rule and accommodation alone. */
function dueByRule(
  { startedAt, exam, sitting }: TimedAttempt,
  accommodation: Accommodation | undefined,
): number {
  const due = startedAt.getTime() + Math.round(minutesFor(exam.minutes, accommodation) * MINUTE_MS);
  const { closesAt } = windowFor(exam, accommodation, sitting);
  const closes = closesAt === undefined ? Infinity : Date.parse(closesAt);
  return Math.min(due, Math.max(closes, startedAt.getTime()));
}

/**
 * The time of an attempt: rule and accommodation, with what was added to it, and with the pauses, during which its
 * clock stands. The last word about somebody holds, whether it named them, their sitting or everybody. An accommodation that comes
 * while they work takes no time from them that they were shown. What comes when the time is up changes nothing.
 * @param deeds of the exam at its link, by time
 */
export function clockOf(attempt: TimedAttempt, deeds: readonly TimedDeed[]): AttemptClock {
  const { personId, startedAt } = attempt;
  let byRule = dueByRule(attempt, accommodationAt(deeds, personId, startedAt));
  let pausedAt = pausedSince(deeds, attempt, startedAt) && startedAt;
  let [addedMinutes, pausedMs] = [0, 0];
  const due = (): number => byRule + addedMinutes * MINUTE_MS + pausedMs;
  for (const deed of deeds) {
    if (deed.at <= startedAt || !concerns(deed, attempt)) continue;
    if (!pausedAt && deed.at.getTime() >= due()) break;
    if (deed.kind === 'pause') pausedAt ??= deed.at;
    if (deed.kind === 'resume' && pausedAt) {
      pausedMs += deed.at.getTime() - pausedAt.getTime();
      pausedAt = undefined;
    }
    if (deed.kind === 'add-time') addedMinutes += deed.minutes ?? 0;
    if (deed.kind === 'accommodation') byRule = Math.max(byRule, dueByRule(attempt, deed.accommodation));
  }
  return { dueAt: new Date(due()), pausedAt, addedMinutes, pausedMs };
}

/** The time of an attempt as it follows now; what earlier releases have given stays given. */
export function timeOf(
  attempt: TimedAttempt & Pick<Attempt, 'dueAt'>,
  deeds: readonly TimedDeed[],
): Pick<Attempt, 'dueAt' | 'pausedAt'> {
  const { dueAt, pausedAt } = clockOf(attempt, deeds);
  return { dueAt: dueAt > attempt.dueAt ? dueAt : attempt.dueAt, pausedAt };
}

export type AccommodationFault =
  | { code: 'accommodation_contradicts'; fields: AccommodationField[] }
  | { code: 'accommodation_past'; fields: AccommodationField[] };

/** Why an accommodation can be given to nobody: two of its parts contradict each other, or its time is over. */
export function faultOf(given: Accommodation, now: Date): AccommodationFault | undefined {
  const { minutes, timeMultiplier, opensAt, closesAt } = given;
  const contradicts = (...fields: AccommodationField[]) =>
    ({ code: 'accommodation_contradicts', fields }) as const;
  if (minutes !== undefined && timeMultiplier !== 1) return contradicts('minutes', 'timeMultiplier');
  if (closesAt === undefined) return undefined;
  const closes = Date.parse(closesAt);
  if (closes <= now.getTime()) return { code: 'accommodation_past', fields: ['closesAt'] };
  if (opensAt === undefined) return undefined;
  const span = closes - Date.parse(opensAt);
  if (span <= 0) return contradicts('opensAt', 'closesAt');
  if (minutes !== undefined && span < minutes * MINUTE_MS) return contradicts('minutes', 'closesAt');
  return undefined;
}
