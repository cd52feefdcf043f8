import { randomUUID } from 'node:crypto';
import type { Model, UpdateQuery } from 'mongoose';

interface Clock {
  now(): Date;
}

/** Who alone may work on a document, and until when. */
export interface LeaseHolder {
  by: string;
  until: Date;
}

/** Field `lease` of a document that one process at a time works on. */
export const leaseField = { type: { by: String, until: Date }, _id: false };

/** The right to work on a document. It ends by itself when its holder dies; work under it has to bear being repeated. */
export interface Lease<T> {
  /** The document as it was when the lease was taken. */
  document: T;
  /** Goes on for another while, with a change if need be; false once somebody else has the document. */
  renew: (change?: UpdateQuery<T>) => Promise<boolean>;
  /** Lets the document go, with a last change; false once somebody else has it. */
  release: (change?: UpdateQuery<T>) => Promise<boolean>;
}

/** The end of a lease that begins now. */
const leasedUntil = (clock: Clock, leaseMs: number): Date => new Date(clock.now().getTime() + leaseMs);

/** Takes leases on documents of a collection, in their field `lease`, by one conditional update each. */
export function makeLeases<T extends { _id: unknown; lease?: LeaseHolder | undefined }>({
  model,
  clock,
  leaseMs,
}: {
  model: Model<T>;
  clock: Clock;
  /** Longer than anything that happens between two renewals takes. */
  leaseMs: number;
}) {
  /** The document of the filter; undefined where there is none or somebody else holds it. */
  return async (filter: object): Promise<Lease<T> | undefined> => {
    const by = randomUUID();
    const free = [{ lease: null }, { 'lease.until': { $lte: clock.now() } }];
    const document = (await model
      .findOneAndUpdate(
        { $and: [filter, { $or: free }] } as object,
        { $set: { lease: { by, until: leasedUntil(clock, leaseMs) } } },
        { returnDocument: 'after' },
      )
      .lean()) as T | null;
    if (!document) return undefined;
    const mine = { _id: document._id, 'lease.by': by };
    const change = async (update: UpdateQuery<T>): Promise<boolean> =>
      (await model.updateOne(mine as object, update)).matchedCount === 1;
    return {
      document,
      renew: (more = {}) =>
        change({ ...more, $set: { ...more.$set, 'lease.until': leasedUntil(clock, leaseMs) } }),
      release: (last = {}) => change({ ...last, $unset: { ...last.$unset, lease: 1 } }),
    };
  };
}
