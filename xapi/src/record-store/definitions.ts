import type { Model } from 'mongoose';
import type { JsonObject } from '../validation/structure.ts';
import type { StoredActivity } from './activity.model.ts';
import { definitionsIn, mergeDefinitions } from './activity.rules.ts';
import { isDuplicateKey } from './duplicate-key.ts';

/** Definitions that were merged last, by activity: most statements tell what was told before. */
const MOST_REMEMBERED = 20_000;

type Known = ReadonlyMap<string, StoredActivity>;

function makeWrite({ collection }: Model<StoredActivity>) {
  async function replace({ _id, revision }: StoredActivity, definition: string): Promise<boolean> {
    const { matchedCount } = await collection.updateOne(
      { _id: _id as never, revision },
      { $set: { definition }, $inc: { revision: 1 } },
    );
    return matchedCount === 1;
  }

  async function add(id: string, definition: string): Promise<boolean> {
    try {
      await collection.insertOne({ _id: id, definition, revision: 1 } as never);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Writes a merged definition over the one that was read; false when somebody else was faster. */
  return (id: string, definition: string, known: StoredActivity | undefined): Promise<boolean> =>
    known ? replace(known, definition) : add(id, definition);
}

/** The canonical definitions of activities, to which each statement may add. @see xAPI 1.0.3 Data §2.4.4.1 */
export function makeDefinitions(activities: Model<StoredActivity>) {
  const noted = new Map<string, string>();
  const write = makeWrite(activities);

  async function find(ids: readonly string[]): Promise<Known> {
    const found = await activities.find({ _id: { $in: ids } }).lean<StoredActivity[]>();
    return new Map(found.map((activity) => [activity._id, activity]));
  }

  async function merge(told: ReadonlyMap<string, JsonObject>): Promise<void> {
    let ids = [...told.keys()];
    while (ids.length > 0) {
      const known = await find(ids);
      const outcomes = await Promise.all(
        ids.map(async (id) => {
          const stored = known.get(id);
          const before = stored ? (JSON.parse(stored.definition) as JsonObject) : {};
          const merged = JSON.stringify(mergeDefinitions(before, told.get(id) ?? {}));
          return merged === stored?.definition || (await write(id, merged, stored));
        }),
      );
      ids = ids.filter((_, i) => !outcomes[i]);
    }
  }

  return {
    /** Adds what statements say of activities to what is known. */
    async note(statements: readonly JsonObject[]): Promise<void> {
      const told = new Map<string, JsonObject>();
      for (const { id, definition } of statements.flatMap(definitionsIn))
        told.set(id, told.has(id) ? mergeDefinitions(told.get(id) ?? {}, definition) : definition);
      const texts = new Map([...told].map(([id, definition]) => [id, JSON.stringify(definition)]));
      for (const [id, text] of texts) if (noted.get(id) === text) told.delete(id);
      if (told.size === 0) return;
      await merge(told);
      if (noted.size >= MOST_REMEMBERED) noted.clear();
      for (const id of told.keys()) noted.set(id, texts.get(id) ?? '');
    },

    /** Canonical definitions, of those activities that have one. */
    async find(ids: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
      const known = await find(ids);
      return new Map([...known].map(([id, { definition }]) => [id, JSON.parse(definition) as JsonObject]));
    },
  };
}

export type Definitions = ReturnType<typeof makeDefinitions>;
