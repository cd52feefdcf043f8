import { APPEAL_DAYS } from '@chuyen-de/contracts';
import type { Attempt } from '../exams/index.ts';
import type { Appeal } from './appeal.model.ts';

const DAY_MS = 86_400_000;

/** About one question of an attempt, or about it as a whole: more would be no new ground. */
const MOST_OF_ONE = 3;

/**
 * Until when its learner may appeal: seven days from when they could know how it was marked, and again from when a
 * correction has changed that. Undefined: it is not marked, or counts nowhere.
 */
export function appealUntil(attempt: Attempt): Date | undefined {
  const { state, trial, closedAt, settledAt, results, corrected } = attempt;
  if (state !== 'marked' || trial || !closedAt || !settledAt || !results) return undefined;
  const known = [closedAt, settledAt, ...(corrected ? [corrected.at] : [])];
  const marked = Object.values(results).map(({ markedAt }) => markedAt);
  const from = Math.max(...[...known, ...marked].map((date) => date.getTime()));
  return new Date(from + APPEAL_DAYS * DAY_MS);
}

export type AppealRefusal =
  | { code: 'attempt_not_found' | 'appeals_used_up' | 'appeal_under_way' }
  | { code: 'attempt_still_open'; dueAt: string }
  | { code: 'unknown_slot'; slot: number }
  | { code: 'appeal_too_late'; until: string };

/** Why a learner cannot appeal now, if they cannot. @param made their appeals of the attempt */
export function refusalOfAppeal(
  attempt: Attempt,
  made: readonly Pick<Appeal, 'slot' | 'state'>[],
  { slot, now }: { slot: number | null; now: Date },
): AppealRefusal | undefined {
  const until = appealUntil(attempt);
  if (!until) return { code: 'attempt_still_open', dueAt: attempt.dueAt.toISOString() };
  if (slot !== null && !attempt.paper.some((place) => place.slot === slot))
    return { code: 'unknown_slot', slot };
  if (now > until) return { code: 'appeal_too_late', until: until.toISOString() };
  const same = made.filter((appeal) => appeal.slot === slot);
  if (same.some(({ state }) => state === 'waiting')) return { code: 'appeal_under_way' };
  return same.length >= MOST_OF_ONE ? { code: 'appeals_used_up' } : undefined;
}
