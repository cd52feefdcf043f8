import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { makeLoop, type Loop } from '../storage/index.ts';
import { isOver } from './answers.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import { isEnded, isSettled, notTheirs, type NotTheirs } from './attempt-state.rules.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import type { CloseAttempt, SettleAttempt } from './close-attempt.ts';

const BATCH = 100;
const IDLE_MS = 1_000;

interface Deps {
  store: AttemptStore;
  closeAttempt: CloseAttempt;
  settleAttempt: SettleAttempt;
  clock: Clock;
}

type Ended =
  | { ok: true; attempt: EndedAttempt }
  | { ok: false; error: NotTheirs | { code: 'attempt_still_open'; dueAt: string } };

/** The attempt with a change applied that ends or settles it. */
function ended(attempt: Attempt, change: Omit<Decision<never>, 'result'>): Decision<Ended> {
  const after = { ...attempt, ...change.set };
  if (!isEnded(after)) throw new Error('a closing change closes');
  return { result: { ok: true, attempt: after }, ...change };
}

/** The attempt once it has ended: closed or settled here if it is time and nobody has noticed yet. */
export const makeFindEnded =
  ({ store, closeAttempt, settleAttempt, clock }: Deps) =>
  (attemptId: string, personId?: string): Promise<Ended> =>
    store.decide(attemptId, async (attempt): Promise<Decision<Ended>> => {
      if (!attempt) return { result: { ok: false, error: { code: 'attempt_not_found' } } };
      const refusal = notTheirs(attempt, personId ?? attempt.personId);
      if (refusal) return { result: { ok: false, error: refusal } };
      const now = clock.now();
      if (isSettled(attempt)) return { result: { ok: true, attempt } };
      if (isEnded(attempt)) {
        if (attempt.settleDue && attempt.settleDue > now) return { result: { ok: true, attempt } };
        return ended(attempt, await settleAttempt(attempt, now));
      }
      const dueAt = attempt.dueAt.toISOString();
      if (!isOver(attempt, now))
        return { result: { ok: false, error: { code: 'attempt_still_open', dueAt } } };
      return ended(attempt, await closeAttempt(attempt, { closedBy: 'time', answersFinal: false, now }));
    });

export type FindEnded = ReturnType<typeof makeFindEnded>;

interface SweeperDeps {
  attempts: Model<Attempt>;
  findEnded: FindEnded;
  clock: Clock;
  logger: Logger;
}

/**
 * Ends attempts whose time is up, and settles those that have waited for answers of an outage. Each change is
 * conditional, so that sweepers may run in every process.
 */
export function makeSweeper({ attempts, findEnded, clock, logger }: SweeperDeps): Loop {
  const some = (filter: object, by: keyof Attempt): Promise<Pick<Attempt, '_id'>[]> =>
    attempts
      .find(filter)
      .sort({ [by]: 1 })
      .limit(BATCH)
      .select({ _id: 1 })
      .lean<Pick<Attempt, '_id'>[]>();

  async function step(): Promise<boolean> {
    const now = clock.now();
    const overdue = await some({ state: 'open', dueAt: { $lte: now } }, 'dueAt');
    const waiting = await some({ settleDue: { $lte: now } }, 'settleDue');
    for (const { _id } of [...overdue, ...waiting]) {
      // One attempt that cannot be scored must not keep the others open.
      await findEnded(_id).catch((err: unknown) => {
        logger.error({ err, attempt: _id }, 'an attempt could not be ended or settled');
      });
    }
    return overdue.length === BATCH || waiting.length === BATCH;
  }

  return makeLoop({
    step,
    concurrency: 1,
    idleMs: IDLE_MS,
    onError: (err) => logger.warn({ err }, 'overdue attempts could not be ended'),
  });
}
