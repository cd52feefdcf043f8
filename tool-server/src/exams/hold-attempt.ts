import type { Clock } from '../kernel/clock.ts';
import { isOver, latestDevices } from './answers.rules.ts';
import { notTheirs, type NotTheirs } from './attempt-state.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';
import type { OnTime } from './keep-time.ts';

interface Deps {
  store: AttemptStore;
  onTime: OnTime;
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
      error: NotTheirs | { code: 'attempt_closed'; attemptId: string; closedAt: string };
    };

/** Gives an open attempt to a device: the newest to open it holds it. */
export const makeHoldAttempt =
  ({ store, onTime, clock }: Deps) =>
  ({ attemptId, personId, device }: Holding): Promise<HoldResult> =>
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
      const { device: former, devices } = attempt;
      const known = { [device]: now, [former.id]: former.since, ...devices };
      const change = { device: { id: device, since: now }, devices: latestDevices(known, [device]) };
      return { result: { ok: true, attempt: { ...attempt, ...change } }, set: change };
    });

export type HoldAttempt = ReturnType<typeof makeHoldAttempt>;
