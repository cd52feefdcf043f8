import type { Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Logger } from '../http/index.ts';
import { makeLoop, type Loop } from '../storage/index.ts';
import { isOver } from './answers.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import { isClosed, type Attempt, type ClosedAttempt } from './attempt.model.ts';
import type { CloseAttempt } from './close-attempt.ts';

const BATCH = 100;
const IDLE_MS = 1_000;

interface Deps {
  store: AttemptStore;
  closeAttempt: CloseAttempt;
  clock: Clock;
}

type Ended =
  | { ok: true; attempt: ClosedAttempt }
  | { ok: false; error: { code: 'attempt_not_found' } | { code: 'attempt_still_open'; dueAt: string } };

/** The attempt once it has ended: closed here if its time is up and nobody has noticed yet. */
export const makeFindEnded =
  ({ store, closeAttempt, clock }: Deps) =>
  (attemptId: string, personId?: string): Promise<Ended> =>
    store.decide(attemptId, async (attempt): Promise<Decision<Ended>> => {
      if (!attempt || (personId !== undefined && attempt.personId !== personId))
        return { result: { ok: false, error: { code: 'attempt_not_found' } } };
      if (isClosed(attempt)) return { result: { ok: true, attempt } };
      const now = clock.now();
      const dueAt = attempt.dueAt.toISOString();
      if (!isOver(attempt, now))
        return { result: { ok: false, error: { code: 'attempt_still_open', dueAt } } };
      const end = { answers: attempt.answers, closedBy: 'time', settled: false, now } as const;
      const change = await closeAttempt(attempt, end);
      const after = { ...attempt, ...change.set };
      if (!isClosed(after)) throw new Error('a closing change closes');
      return { result: { ok: true, attempt: after }, ...change };
    });

export type FindEnded = ReturnType<typeof makeFindEnded>;

interface SweeperDeps {
  attempts: Model<Attempt>;
  findEnded: FindEnded;
  clock: Clock;
  logger: Logger;
}

/** Ends attempts whose time is up. Each ending is conditional, so that sweepers may run in every process. */
export function makeSweeper({ attempts, findEnded, clock, logger }: SweeperDeps): Loop {
  async function step(): Promise<boolean> {
    const overdue = await attempts
      .find({ state: 'open', dueAt: { $lte: clock.now() } })
      .sort({ dueAt: 1 })
      .limit(BATCH)
      .select({ _id: 1 })
      .lean<Pick<Attempt, '_id'>[]>();
    for (const { _id } of overdue) {
      // One attempt that cannot be scored must not keep the others open.
      await findEnded(_id).catch((err: unknown) => {
        logger.error({ err, attempt: _id }, 'an overdue attempt could not be ended');
      });
    }
    return overdue.length === BATCH;
  }

  return makeLoop({
    step,
    concurrency: 1,
    idleMs: IDLE_MS,
    onError: (err) => logger.warn({ err }, 'overdue attempts could not be ended'),
  });
}
