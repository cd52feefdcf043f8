import { sendStatements } from '@chuyen-de/xapi';
import type { Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Logger } from '../http/index.ts';
import { backOffMs, makeLoop, type Loop } from '../storage/index.ts';
import type { Delivery } from './delivery.model.ts';
import type { LrsTargetDocument } from './lrs-target.model.ts';

/** Longer than a delivery takes, its time-out included. */
const LEASE_MS = 60_000;

interface Deps {
  deliveries: Model<Delivery>;
  targets: Model<LrsTargetDocument>;
  clock: Clock;
  logger: Logger;
}

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

async function settle(delivery: Delivery, { deliveries, targets, clock, logger }: Deps): Promise<void> {
  const target = await targets.findById(delivery.target).lean();
  if (!target) {
    await deliveries.deleteOne({ _id: delivery._id });
    return;
  }
  const sent = await sendStatements(target, JSON.parse(delivery.statements) as object[]);
  if (sent.ok) {
    await deliveries.deleteOne({ _id: delivery._id });
    return;
  }
  const now = clock.now();
  const lastReply = { status: sent.status, message: sent.message, at: now };
  const refused = sent.error === 'refused';
  logger.warn(
    { endpoint: target.endpoint, status: sent.status, tries: delivery.tries, refused },
    'statements were not taken',
  );
  await deliveries.updateOne(
    { _id: delivery._id },
    {
      $set: {
        lastReply,
        ...(refused ? { state: 'refused' } : { due: later(now, backOffMs(delivery.tries, Math.random())) }),
      },
    },
  );
}

/** Sends waiting statements to their targets, oldest first, for as long as it takes. */
export function makeDeliveryWorker(deps: Deps): Loop {
  async function step(): Promise<boolean> {
    const now = deps.clock.now();
    const delivery = await deps.deliveries
      .findOneAndUpdate(
        { state: 'waiting', due: { $lte: now } },
        { $set: { due: later(now, LEASE_MS) }, $inc: { tries: 1 } },
        { sort: { due: 1 }, returnDocument: 'after' },
      )
      .lean<Delivery>();
    if (!delivery) return false;
    await settle(delivery, deps);
    return true;
  }
  return makeLoop({
    step,
    concurrency: 1,
    idleMs: 1_000,
    onError: (err) => deps.logger.warn({ err }, 'statements could not be delivered'),
  });
}
