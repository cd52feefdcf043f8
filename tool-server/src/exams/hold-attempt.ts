import type { Clock } from '../kernel/clock.ts';
import { isOver, latestDevices } from './answers.rules.ts';
import { notTheirs, type NotTheirs } from './attempt-state.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { CheckPlace, PlaceRefusal } from './check-place.ts';
import type { Attempt } from './attempt.model.ts';
import type { OnTime } from './keep-time.ts';

interface Deps {
  store: AttemptStore;
  onTime: OnTime;
  checkPlace: CheckPlace;
  clock: Clock;
}

interface Holding {
  attemptId: string;
  personId: string;
  device: string;
  /** From where they ask. */
  address: string;
}

export type HoldResult =
  | { ok: true; attempt: Attempt }
  | {
      ok: false;
      error: NotTheirs | PlaceRefusal | { code: 'attempt_closed'; attemptId: string; closedAt: string };
    };

/**
 * Gives an open attempt to a device: the newest to open it holds it. The one that holds it already goes on from wherever
 * it is: its network may have failed, and what it has still to send comes with it.
 */
export const makeHoldAttempt =
  ({ store, onTime, checkPlace, clock }: Deps) =>
  ({ attemptId, personId, device, address }: Holding): Promise<HoldResult> =>
    store.decide(attemptId, async (read): Promise<Decision<HoldResult>> => {
      const attempt = await onTime(read);
      const refusal = notTheirs(attempt, personId);
      if (!attempt || refusal)
        return { result: { ok: false, error: refusal ?? { code: 'attempt_not_found' } } };
      const now = clock.now();
      if (isOver(attempt, now)) {
        const closedAt = (attempt.closedAt ?? attempt.dueAt).toISOString();
        return { result: { ok: false, error: { code: 'attempt_closed', attemptId, closedAt } } };
      }
      if (attempt.device.id === device) return { result: { ok: true, attempt } };
      const { examCode, linkId, trial } = attempt;
      const elsewhere = await checkPlace({ examCode, linkId, personId, trial, address });
      if (elsewhere) return { result: { ok: false, error: elsewhere } };
      const { device: former, devices } = attempt;
      const known = { [device]: now, [former.id]: former.since, ...devices };
      const change = { device: { id: device, since: now }, devices: latestDevices(known, [device]) };
      return { result: { ok: true, attempt: { ...attempt, ...change } }, set: change };
    });

export type HoldAttempt = ReturnType<typeof makeHoldAttempt>;
