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

/** Others who claim at the same time are quicker now and then; after so many times there is another look. */
const MOST_TRIES = 5;

/**
 * Finds one document whose time has come and claims what is due in it, by one conditional update: whoever moves the
 * time forward holds the work until then, so that any number of workers may run anywhere, and one that dies leaves it
 * to the next. The one that has been due for longest comes first; of times in lists, whatever their index has first,
 * since an index over lists gives no order. Where its collection may be sharded, it is found first and then claimed by
 * its id and its shard key (an option of its schema): a cluster asks one shard alone to write.
 */
export async function claimDue<T>(
  { collection, schema }: Model<T>,
  { list, due, tries }: DueField,
  { now, leaseMs, filter = {} }: Claim,
): Promise<Claimed<T> | undefined> {
  const until = new Date(now.getTime() + leaseMs);
  const [inFilter, inUpdate] = list === undefined ? ['', ''] : [`${list}.`, `${list}.$[item].`];
  const isDue = { ...filter, [`${inFilter}${due}`]: { $lte: now } } as object;
  const update = {
    $set: { [`${inUpdate}${due}`]: until },
    ...(tries !== undefined && { $inc: { [`${inUpdate}${tries}`]: 1 } }),
  } as object;
  const sort = list === undefined && { sort: { [due]: 1 } as const };
  const claim = async (which: object): Promise<Claimed<T> | undefined> => {
    const document = (await collection.findOneAndUpdate({ ...isDue, ...which }, update, {
      returnDocument: 'before',
      ...sort,
      ...(list !== undefined && { arrayFilters: [{ [`item.${due}`]: { $lte: now } }] }),
    })) as T | null;
    return document ? { document, until } : undefined;
  };
  const shardKey = schema.get('shardKey') as Record<string, 1> | null | undefined;
  if (!shardKey) return claim({});
  for (let i = 0; i < MOST_TRIES; i++) {
    const found = await collection.findOne(isDue, { projection: { _id: 1, ...shardKey }, ...sort });
    if (!found) return undefined;
    const claimed = await claim(found);
    if (claimed) return claimed;
  }
  return undefined;
}
