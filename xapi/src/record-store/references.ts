import type { Model } from 'mongoose';
import type { KeySet, StoredStatement } from './statement.model.ts';
import { isVoiding } from './stored-document.ts';

/** Longer chains of references than this are not followed. */
const LONGEST_CHAIN = 32;

type Referring = Pick<StoredStatement, '_id' | 'ref' | 'verb' | 'platform'>;
type Target = Pick<StoredStatement, '_id' | 'keys' | 'sets' | 'ref' | 'verb' | 'platform'>;

/** @see MongoDB, `bulkWrite` */
interface Change {
  updateOne: { filter: { _id: never }; update: Record<string, unknown> };
}

const REFERRING = { ref: 1, verb: 1, platform: 1 };
const TARGET = { ...REFERRING, keys: 1, sets: 1 };

/** In one command to the store, between which others come to their turn. */
const CHANGES_AT_ONCE = 500;

/** What belongs to one platform is touched by what belongs to the same one, or to none. */
const mayTouch = ({ platform }: Referring, target: Target): boolean =>
  platform === undefined || platform === target.platform;

const ownKeys = ({ keys, sets }: Target): KeySet => ({ keys: sets?.[0]?.keys ?? keys });

/** Finds targets, each once: what is read of them never changes. */
function makeFindTarget(statements: Model<StoredStatement>, known: readonly Target[]) {
  const targets = new Map<string, Target | null>(known.map((target) => [target._id, target]));
  return async (id: string): Promise<Target | null> => {
    const target = targets.get(id) ?? (await statements.findById(id, TARGET).lean<Target>());
    targets.set(id, target);
    return target;
  };
}
type FindTarget = ReturnType<typeof makeFindTarget>;

/** The statements to which one leads by its reference, nearest first. */
async function chainOf(referring: Referring, findTarget: FindTarget): Promise<Target[]> {
  const chain: Target[] = [];
  const seen = new Set([referring._id]);
  for (let { ref } = referring; ref !== undefined && !seen.has(ref) && chain.length < LONGEST_CHAIN;) {
    seen.add(ref);
    const target = await findTarget(ref);
    if (!target || !mayTouch(referring, target)) break;
    chain.push(target);
    ({ ref } = target);
  }
  return chain;
}

/** What brings one up to date; nothing where there is nothing yet that it refers to. */
async function changesOf(referring: Referring, findTarget: FindTarget): Promise<Change[]> {
  const chain = await chainOf(referring, findTarget);
  const [target] = chain;
  if (!target) return [];
  const sets = chain.map(ownKeys);
  const keys = [...new Set(sets.flatMap((set) => set.keys))];
  const found = {
    filter: { _id: referring._id as never },
    update: { $addToSet: { keys: { $each: keys }, sets: { $each: sets } } },
  };
  if (!isVoiding(referring) || isVoiding(target)) return [{ updateOne: found }];
  const voided = { filter: { _id: target._id as never }, update: { $set: { voided: true } } };
  return [{ updateOne: found }, { updateOne: voided }];
}

/**
 * What follows from statements that refer to others: they are found by what their targets are found by, whatever
 * arrives first and through any number of references, and voiding takes effect. Search keys of a statement only ever
 * grow, so that it may be done again, and by two processes at once.
 * @see xAPI 1.0.3 Communication §2.1.3, "Filter Conditions for StatementRefs"; Data §2.3.2
 */
export function makeReferences(statements: Model<StoredStatement>) {
  /** Brings some up to date; answers those of them that changed. */
  async function completeAll(referring: readonly Referring[], findTarget: FindTarget): Promise<string[]> {
    const changed: string[] = [];
    for (let start = 0; start < referring.length; start += CHANGES_AT_ONCE) {
      const changes: Change[] = [];
      for (const each of referring.slice(start, start + CHANGES_AT_ONCE)) {
        const own = await changesOf(each, findTarget);
        if (own.length > 0) changed.push(each._id);
        changes.push(...own);
      }
      if (changes.length > 0) await statements.collection.bulkWrite(changes, { ordered: false });
    }
    return changed;
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
      const findTarget = makeFindTarget(
        statements,
        stored.filter((each): each is Target => 'keys' in each),
      );
      const seen = new Set<string>();
      let level: Referring[] = stored.filter(({ ref }) => ref !== undefined);
      if (identified.length > 0) level = [...level, ...(await referringTo(identified))];
      while (level.length > 0) {
        const fresh = level.filter(({ _id }) => !seen.has(_id));
        for (const { _id } of fresh) seen.add(_id);
        const changed = await completeAll(fresh, findTarget);
        level = changed.length > 0 ? await referringTo(changed) : [];
      }
    },
  };
}

export type References = ReturnType<typeof makeReferences>;
