import type { Model } from 'mongoose';
import type { KeySet, StoredStatement } from './statement.model.ts';
import { isVoiding } from './stored-document.ts';

/** Longer chains of references than this are not followed. */
const LONGEST_CHAIN = 32;

type Referring = Pick<StoredStatement, '_id' | 'ref' | 'verb' | 'platform'>;
type Target = Pick<StoredStatement, '_id' | 'keys' | 'sets' | 'ref' | 'verb' | 'platform'>;

const REFERRING = { ref: 1, verb: 1, platform: 1 };
const TARGET = { ...REFERRING, keys: 1, sets: 1 };

/** What belongs to one platform is touched by what belongs to the same one, or to none. */
const mayTouch = ({ platform }: Referring, target: Target): boolean =>
  platform === undefined || platform === target.platform;

const ownKeys = ({ keys, sets }: Target): KeySet => ({ keys: sets?.[0]?.keys ?? keys });

/**
 * What follows from statements that refer to others: they are found by what their targets are found by, whatever
 * arrives first and through any number of references, and voiding takes effect. Search keys of a statement only ever
 * grow, so that it may be done again, and by two processes at once.
 * @see xAPI 1.0.3 Communication §2.1.3, "Filter Conditions for StatementRefs"; Data §2.3.2
 */
export function makeReferences(statements: Model<StoredStatement>) {
  /** The statements to which one leads by its reference, nearest first. */
  async function chainOf(referring: Referring): Promise<Target[]> {
    const chain: Target[] = [];
    const seen = new Set([referring._id]);
    for (let { ref } = referring; ref !== undefined && !seen.has(ref) && chain.length < LONGEST_CHAIN;) {
      seen.add(ref);
      const target = await statements.findById(ref, TARGET).lean<Target>();
      if (!target || !mayTouch(referring, target)) break;
      chain.push(target);
      ({ ref } = target);
    }
    return chain;
  }

  /** Brings one up to date; false when there is nothing yet that it refers to. */
  async function complete(referring: Referring): Promise<boolean> {
    const chain = await chainOf(referring);
    const [target] = chain;
    if (!target) return false;
    const sets = chain.map(ownKeys);
    const keys = [...new Set(sets.flatMap((set) => set.keys))];
    await statements.collection.updateOne(
      { _id: referring._id as never },
      { $addToSet: { keys: { $each: keys }, sets: { $each: sets } } },
    );
    if (isVoiding(referring) && !isVoiding(target))
      await statements.updateOne({ _id: target._id }, { $set: { voided: true } });
    return true;
  }

  // Each statement that is stored asks this: by the driver itself, which costs a third.
  const referringTo = async (ids: readonly string[]): Promise<Referring[]> =>
    (await statements.collection
      .find({ ref: { $in: [...ids] } }, { projection: REFERRING })
      .toArray()) as unknown as Referring[];

  return {
    /**
     * Does what follows from statements that were just stored.
     * @param identified those of them to which others may have referred before
     */
    async settle(stored: readonly Referring[], identified: readonly string[]): Promise<void> {
      const seen = new Set<string>();
      let level = stored.filter(({ ref }) => ref !== undefined);
      if (identified.length > 0) level = [...level, ...(await referringTo(identified))];
      while (level.length > 0) {
        const fresh = level.filter(({ _id }) => !seen.has(_id));
        for (const { _id } of fresh) seen.add(_id);
        const changed: string[] = [];
        for (const referring of fresh) if (await complete(referring)) changed.push(referring._id);
        level = changed.length > 0 ? await referringTo(changed) : [];
      }
    },
  };
}

export type References = ReturnType<typeof makeReferences>;
