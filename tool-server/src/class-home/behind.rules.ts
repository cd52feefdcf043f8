import type { BehindReason } from '@chuyen-de/contracts';

/** Whoever began and has not finished is asked after once nothing was heard of them for so long. */
const IDLE_DAYS = 14;
const DAY_MS = 86_400_000;

/** How somebody stands with what their class has to do. */
export interface Standing {
  topics: readonly { code: string; completed: boolean; dueAt: Date | undefined }[];
  exams: readonly {
    linkId: string;
    /** For them. */
    closesAt: Date | undefined;
    state: 'not-started' | 'open' | 'done';
    /** Of the score that counts; undefined: there is none yet. */
    passed: boolean | undefined;
  }[];
  /** When anything was heard of them last; undefined: they have not begun. */
  lastAt: Date | undefined;
}

const isOver = (end: Date | undefined, now: Date): boolean => end !== undefined && end <= now;

/** Whether nothing is left to do: every topic completed, every exam passed. */
export const isDone = ({ topics, exams }: Standing): boolean =>
  topics.every(({ completed }) => completed) && exams.every(({ passed }) => passed === true);

/**
 * Why somebody is behind; nothing: they are not.
 * @param mostHaveBegun of the class
 */
export function reasonsOf(
  standing: Standing,
  { now, mostHaveBegun }: { now: Date; mostHaveBegun: boolean },
): BehindReason[] {
  const { topics, exams, lastAt } = standing;
  const overdue = topics.filter(({ completed, dueAt }) => !completed && isOver(dueAt, now));
  const missed = exams.filter(({ state, closesAt }) => state === 'not-started' && isOver(closesAt, now));
  const failed = exams.filter(({ state, passed }) => state === 'done' && passed === false);
  const isIdle = lastAt !== undefined && now.getTime() - lastAt.getTime() > IDLE_DAYS * DAY_MS;
  return [
    ...(overdue.length > 0
      ? [{ kind: 'topics-overdue' as const, topics: overdue.map(({ code }) => code) }]
      : []),
    ...(missed.length > 0
      ? [{ kind: 'exams-missed' as const, exams: missed.map(({ linkId }) => linkId) }]
      : []),
    ...(failed.length > 0
      ? [{ kind: 'exams-not-passed' as const, exams: failed.map(({ linkId }) => linkId) }]
      : []),
    ...(lastAt === undefined && mostHaveBegun ? [{ kind: 'not-begun' as const }] : []),
    ...(isIdle && !isDone(standing) ? [{ kind: 'idle' as const, since: lastAt.toISOString() }] : []),
  ];
}
