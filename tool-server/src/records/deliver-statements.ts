import { sendStatements, type SendResult } from '@chuyen-de/xapi';
import type { Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Logger } from '../http/index.ts';
import { backOffMs, makeLoop, type Loop } from '../storage/index.ts';
import type { Delivery } from './delivery.model.ts';
import type { LrsTargetDocument } from './lrs-target.model.ts';

/** Longer than a batch takes, its time-out and sending one by one included. */
const LEASE_MS = 120_000;
/** Events in one request; an exam of 30 questions is one event of about 33 statements and 70 kB. */
const BATCH = 10;
const IDLE_MS = 1_000;
/** Targets served at the same time: one that hangs does not keep the others waiting. */
const CONCURRENCY = 4;

interface Deps {
  deliveries: Model<Delivery>;
  targets: Model<LrsTargetDocument>;
  clock: Clock;
  logger: Logger;
  /** How long a target may take to answer. */
  timeoutMs?: number | undefined;
}

type Failure = Extract<SendResult, { ok: false }>;

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

const statementsOf = (batch: Delivery[]): object[] =>
  batch.flatMap((delivery) => JSON.parse(delivery.statements) as object[]);

/** Sends batches of what waits for a target and answers what became of each. */
function makeSendBatch({ deliveries, clock, logger, timeoutMs }: Deps) {
  const send = (target: LrsTargetDocument, batch: Delivery[]): Promise<SendResult> =>
    sendStatements(target, statementsOf(batch), timeoutMs === undefined ? {} : { timeoutMs });

  async function refuse(target: LrsTargetDocument, delivery: Delivery, { status, message }: Failure) {
    const lastReply = { status, message, at: clock.now() };
    await deliveries.updateOne({ _id: delivery._id }, { $set: { state: 'refused', lastReply } });
    logger.warn({ endpoint: target.endpoint, status, delivery: delivery._id }, 'statements were refused');
  }

  /** The failure that stopped it; undefined when nothing of the batch waits any more. */
  return async function sendBatch(
    target: LrsTargetDocument,
    batch: Delivery[],
  ): Promise<Failure | undefined> {
    const sent = await send(target, batch);
    if (sent.ok) {
      await deliveries.deleteMany({ _id: { $in: batch.map(({ _id }) => _id) } });
      return undefined;
    }
    if (sent.error === 'unavailable') return sent;
    const [first, ...others] = batch;
    if (!first) return undefined;
    if (others.length === 0) {
      await refuse(target, first, sent);
      return undefined;
    }
    // One of them is at fault: the others must not share its fate.
    for (const delivery of batch) {
      const failure = await sendBatch(target, [delivery]);
      if (failure) return failure;
    }
    return undefined;
  };
}

const waitingFor = ({ _id }: LrsTargetDocument) => ({ target: _id, state: 'waiting' as const });

/** Claims of targets, by which each is served by one worker at a time. */
function makeClaims({ deliveries, targets, clock, logger }: Deps) {
  return {
    /** A target that is due and for which something waits. */
    async claim(): Promise<LrsTargetDocument | undefined> {
      const now = clock.now();
      for (const target of await targets.find({ due: { $lte: now } }).lean<LrsTargetDocument[]>()) {
        if (!(await deliveries.exists(waitingFor(target)))) continue;
        const { modifiedCount } = await targets.updateOne(
          { _id: target._id, due: target.due },
          { $set: { due: later(now, LEASE_MS) } },
        );
        if (modifiedCount === 1) return target;
      }
      return undefined;
    },

    /** Lets a target go: due at once if it took everything, else after a while. */
    async release(target: LrsTargetDocument, failure: Failure | undefined): Promise<void> {
      const now = clock.now();
      if (!failure) {
        await targets.updateOne(
          { _id: target._id },
          { $set: { due: now, tries: 0 }, $unset: { lastReply: 1 } },
        );
        return;
      }
      const { status, message } = failure;
      const tries = target.tries + 1;
      const due = later(now, backOffMs(tries, Math.random()));
      const lastReply = { status, message, at: now };
      await targets.updateOne({ _id: target._id }, { $set: { due, tries, lastReply } });
      logger.warn({ endpoint: target.endpoint, status, tries, due }, 'statements were not taken and wait');
    },
  };
}

/**
 * Sends waiting statements to their targets, in order, for as long as it takes. A target that does not
 * answer is tried once per back-off, however much waits for it.
 */
export function makeDeliveryWorker(deps: Deps): Loop {
  const sendBatch = makeSendBatch(deps);
  const claims = makeClaims(deps);

  async function step(): Promise<boolean> {
    const target = await claims.claim();
    if (!target) return false;
    const batch = await deps.deliveries
      .find(waitingFor(target))
      .sort({ createdAt: 1 })
      .limit(BATCH)
      .lean<Delivery[]>();
    await claims.release(target, await sendBatch(target, batch));
    return true;
  }

  return makeLoop({
    step,
    concurrency: CONCURRENCY,
    idleMs: IDLE_MS,
    onError: (err) => deps.logger.warn({ err }, 'statements could not be delivered'),
  });
}
