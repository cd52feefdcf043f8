import type { Model } from 'mongoose';

/** Where documents say when their time comes. */
interface DueField {
  /** The list whose members each have a time; without it the document has one. */
  list?: string;
  due: string;
  /** Counts how often it was claimed. */
  tries?: string;
}

interface Claim {
  now: Date;
  /** Longer than the work takes: after that somebody else may claim it. */
  leaseMs: number;
  /** Of which documents. */
  filter?: object;
}

/** A document as it was before it was claimed, and until when it is ours. */
interface Claimed<T> {
  document: T;
  until: Date;
}

/**
 * Finds one document whose time has come and claims what is due in it, in one conditional update: whoever moves the
 * time forward holds the work until then, so that any number of workers may run anywhere, and one that dies leaves it
 * to the next. The one that has been due for longest comes first; of times in lists, whatever their index has first,
 * since an index over lists gives no order.
 */
export async function claimDue<T>(
  { collection }: Model<T>,
  { list, due, tries }: DueField,
  { now, leaseMs, filter = {} }: Claim,
): Promise<Claimed<T> | undefined> {
  const until = new Date(now.getTime() + leaseMs);
  const [inFilter, inUpdate] = list === undefined ? ['', ''] : [`${list}.`, `${list}.$[item].`];
  const document = (await collection.findOneAndUpdate(
    { ...filter, [`${inFilter}${due}`]: { $lte: now } },
    {
      $set: { [`${inUpdate}${due}`]: until },
      ...(tries !== undefined && { $inc: { [`${inUpdate}${tries}`]: 1 } }),
    },
    {
      returnDocument: 'before',
      ...(list === undefined
        ? { sort: { [due]: 1 } }
        : { arrayFilters: [{ [`item.${due}`]: { $lte: now } }] }),
    },
  )) as T | null;
  return document ? { document, until } : undefined;
}
