import type { Model } from 'mongoose';
import { makeLeases, type Lease as DocumentLease } from '../storage/lease.ts';
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

/** Leases of targets. */
export function makeClaim({ targets, clock, logger, backOffMs, leaseMs }: Deps) {
  const lease = makeLeases({ model: targets, clock, leaseMs });
  const after = (ms: number): Date => new Date(clock.now().getTime() + ms);

  /** Notes that it was sent to `tries` times in vain, and for how long it is left alone. */
  async function putOff(held: DocumentLease<DeliveryTarget>, tries: number, failure: SendFailure) {
    const { status, message, retryAfterMs = 0 } = failure;
    const wait = Math.max(backOffMs(tries), retryAfterMs);
    const lastReply = { status, message, at: clock.now() };
    await held.release({ $set: { due: after(wait), tries, lastReply }, $inc: { failed: 1 } });
    logger.warn({ target: held.document._id, status, tries }, 'statements were not taken and wait');
  }

  /** Claims a target as it was read; undefined when somebody else was quicker. */
  return async (read: DeliveryTarget): Promise<Lease | undefined> => {
    const { _id, due, cursor = { $exists: false } } = read;
    const held = await lease({ _id, due, cursor, state: 'running' });
    if (!held) return undefined;
    let { tries } = held.document;
    return {
      target: held.document,

      advance({ cursor: reached, sent }) {
        tries = 0;
        return held.renew({ $set: { ...(reached !== undefined && { cursor: reached }) }, $inc: { sent } });
      },

      async release(failure) {
        if (failure) await putOff(held, tries + 1, failure);
        else await held.release({ $set: { due: clock.now(), tries: 0 }, $unset: { lastReply: 1 } });
      },
    };
  };
}
