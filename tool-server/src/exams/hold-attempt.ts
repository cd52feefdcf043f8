import type { Clock } from '../clock.ts';
import { isOver } from './answers.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';

interface Deps {
  store: AttemptStore;
  clock: Clock;
}

interface Holding {
  attemptId: string;
  personId: string;
  device: string;
}

export type HoldResult =
  | { ok: true; attempt: Attempt }
  | {
      ok: false;
      error: { code: 'attempt_not_found' } | { code: 'attempt_closed'; attemptId: string; closedAt: string };
    };

/** Gives an open attempt to a device: the newest to open it holds it. */
export const makeHoldAttempt =
  ({ store, clock }: Deps) =>
  ({ attemptId, personId, device }: Holding): Promise<HoldResult> =>
    store.decide(attemptId, (attempt): Decision<HoldResult> => {
      if (attempt?.personId !== personId)
        return { result: { ok: false, error: { code: 'attempt_not_found' } } };
      const now = clock.now();
      if (isOver(attempt, now)) {
        const closedAt = (attempt.closedAt ?? attempt.dueAt).toISOString();
        return { result: { ok: false, error: { code: 'attempt_closed', attemptId, closedAt } } };
      }
      if (attempt.device.id === device) return { result: { ok: true, attempt } };
      const holder = { id: device, since: now };
      return { result: { ok: true, attempt: { ...attempt, device: holder } }, set: { device: holder } };
    });

export type HoldAttempt = ReturnType<typeof makeHoldAttempt>;
