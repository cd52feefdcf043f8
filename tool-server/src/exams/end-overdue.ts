import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { cutText } from '../kernel/text.rules.ts';
import { backOffMs, makeLoop, type Loop } from '../storage/index.ts';
import { isOver } from './answers.rules.ts';
import type { AttemptStore, Decision } from './attempt-store.ts';
import { isEnded, isSettled, notTheirs, type NotTheirs } from './attempt-state.rules.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import type { OnTime } from './keep-time.ts';
import type { CloseAttempt, SettleAttempt } from './close-attempt.ts';

const BATCH = 100;
const IDLE_MS = 1_000;
const MOST_OF_A_REASON = 300;

interface Deps {
  store: AttemptStore;
  closeAttempt: CloseAttempt;
  settleAttempt: SettleAttempt;
  onTime: OnTime;
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
  ({ store, closeAttempt, settleAttempt, onTime, clock }: Deps) =>
  (attemptId: string, personId?: string): Promise<Ended> =>
    store.decide(attemptId, async (read): Promise<Decision<Ended>> => {
      const attempt = await onTime(read);
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

type Found = Pick<Attempt, '_id' | 'aside'>;

/** Leaves an attempt alone for a while that cannot be ended or settled, with the reason, so that others are not kept. */
async function setAside({ _id, aside }: Found, reason: unknown, { attempts, clock }: SweeperDeps) {
  const tries = (aside?.tries ?? 0) + 1;
  const until = new Date(clock.now().getTime() + backOffMs(tries, Math.random()));
  await attempts.updateOne(
    { _id },
    { $set: { aside: { reason: cutText(String(reason), MOST_OF_A_REASON), tries, until } } },
  );
}

/**
 * Ends attempts whose time is up, and settles those that have waited for answers of an outage. Each change is
 * conditional, so that sweepers may run in every process.
 */
function makeSweeper(deps: SweeperDeps): Loop {
  const { attempts, findEnded, clock, logger } = deps;
  const some = (filter: object, by: keyof Attempt, now: Date): Promise<Found[]> =>
    attempts
      .find({ ...filter, 'aside.until': { $not: { $gt: now } } })
      .sort({ [by]: 1 })
      .limit(BATCH)
      .select({ _id: 1, aside: 1 })
      .lean<Found[]>();

  async function end(found: Found): Promise<void> {
    try {
      await findEnded(found._id);
    } catch (err) {
      logger.error({ err, attempt: found._id }, 'an attempt could not be ended or settled, and is set aside');
      await setAside(found, err, deps);
      return;
    }
    if (found.aside) await attempts.updateOne({ _id: found._id }, { $unset: { aside: 1 } });
  }

  async function step(): Promise<boolean> {
    const now = clock.now();
    const overdue = await some({ state: 'open', dueAt: { $lte: now }, pausedAt: null }, 'dueAt', now);
    const waiting = await some({ settleDue: { $lte: now } }, 'settleDue', now);
    for (const found of [...overdue, ...waiting]) await end(found);
    return overdue.length === BATCH || waiting.length === BATCH;
  }

  return makeLoop({
    step,
    concurrency: 1,
    idleMs: IDLE_MS,
    onError: (err) => logger.warn({ err }, 'overdue attempts could not be ended'),
  });
}

/** The sweeper, and what it could not do. */
export const makeSweeping = (deps: SweeperDeps) => ({
  sweeper: makeSweeper(deps),
  /** How many attempts could not be ended or settled, and are tried again later. */
  countAside: (): Promise<number> =>
    deps.attempts.countDocuments({ 'aside.until': { $gt: deps.clock.now() } }),
});
