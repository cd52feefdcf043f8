import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { DeliveryTarget } from './delivery-target.model.ts';
import type { SendFailure } from './make-sender.ts';

interface Deps {
  targets: Model<DeliveryTarget>;
  clock: { now(): Date };
  logger: { warn(facts: object, message: string): void };
  /** How long to wait after so many failed tries, in milliseconds. */
  backOffMs: (tries: number) => number;
  /** Longer than anything that happens between two renewals takes. */
  leaseMs: number;
}

/** The right to serve a target, for one worker at a time. */
export interface Lease {
  target: DeliveryTarget;
  /** Notes how far the target has come and renews the lease; false when another has it by now. */
  advance(progress: { cursor?: string; sent: number }): Promise<boolean>;
  /** Lets the target go: due at once if it took everything, else after a while. */
  release(failure: SendFailure | undefined): Promise<void>;
}

/** A target may not send us away for longer, whatever its clock says. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** Leases of targets. */
export function makeClaim({ targets, clock, logger, backOffMs, leaseMs }: Deps) {
  const after = (ms: number): Date => new Date(clock.now().getTime() + ms);
  const mine = (target: DeliveryTarget, by: string) => ({ _id: target._id, 'lease.by': by });

  /** Notes that it was sent to `tries` times in vain, and for how long it is left alone. */
  async function putOff(target: DeliveryTarget, by: string, tries: number, failure: SendFailure) {
    const { status, message, retryAfterMs = 0 } = failure;
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(backOffMs(tries), retryAfterMs));
    const lastReply = { status, message, at: clock.now() };
    await targets.updateOne(mine(target, by), {
      $set: { due: after(wait), tries, lastReply },
      $unset: { lease: 1 },
      $inc: { failed: 1 },
    });
    logger.warn({ target: target._id, status, tries }, 'statements were not taken and wait');
  }

  async function take(target: DeliveryTarget, by: string): Promise<boolean> {
    const asItWas = { _id: target._id, due: target.due, cursor: target.cursor ?? { $exists: false } };
    const free = [{ lease: { $exists: false } }, { 'lease.until': { $lte: clock.now() } }];
    const { modifiedCount } = await targets.updateOne(
      { ...asItWas, state: 'running', $or: free },
      { $set: { lease: { by, until: after(leaseMs) } } },
    );
    return modifiedCount === 1;
  }

  /** Claims a target as it was read; undefined when somebody else was quicker. */
  return async (target: DeliveryTarget): Promise<Lease | undefined> => {
    const by = randomUUID();
    if (!(await take(target, by))) return undefined;
    let { tries } = target;
    return {
      target,

      async advance({ cursor, sent }) {
        tries = 0;
        const { matchedCount } = await targets.updateOne(mine(target, by), {
          $set: { 'lease.until': after(leaseMs), ...(cursor !== undefined && { cursor }) },
          $inc: { sent },
        });
        return matchedCount === 1;
      },

      async release(failure) {
        if (failure) await putOff(target, by, tries + 1, failure);
        else
          await targets.updateOne(mine(target, by), {
            $set: { due: clock.now(), tries: 0 },
            $unset: { lease: 1, lastReply: 1 },
          });
      },
    };
  };
}
