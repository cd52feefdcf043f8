import type { Model } from 'mongoose';
import { makeBreaks, mapWithBreaks } from '../kernel/breaks.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import type { JsonObject } from '../validation/structure.ts';
import type { StoredActivity } from './activity.model.ts';
import { definitionsIn, mergeDefinitions } from './activity.rules.ts';
import { definitionId, type DefinedActivity } from './definition-id.ts';

/** Definitions that were merged last, by tenant and activity: most statements tell what was told before. */
const MOST_REMEMBERED = 20_000;
/** After that they are merged again: another process may have been told something else since. */
const REMEMBERED_MS = 60_000;
/** Definitions that are brought in at a time. */
const MERGED_TOGETHER = 200;

/** A statement, and the tenant to which it belongs. */
export interface Telling {
  statement: JsonObject;
  /** Absent: of no platform. */
  platform?: string | undefined;
}

export interface ToldDefinition extends DefinedActivity {
  definition: JsonObject;
}

type Combine = (known: JsonObject, told: JsonObject) => JsonObject;
type Known = ReadonlyMap<string, StoredActivity>;

/** What statements say of activities, one after the other; by names, since a digest for each would cost more. */
async function gatherDefinitions(
  tellings: readonly Telling[],
  combine: Combine,
): Promise<Map<string, ToldDefinition>> {
  const breaks = makeBreaks();
  const told = new Map<string, ToldDefinition>();
  for (const { statement, platform = '' } of tellings) {
    if (breaks.isDue()) await breaks.take();
    for (const { id: activity, definition } of definitionsIn(statement)) {
      const name = `${platform}\n${activity}`;
      const before = told.get(name);
      const merged = before ? combine(before.definition, definition) : definition;
      told.set(name, { platform, activity, definition: merged });
    }
  }
  return told;
}

function makeWrite({ collection }: Model<StoredActivity>) {
  async function replace({ _id, revision }: StoredActivity, definition: string): Promise<boolean> {
    const { matchedCount } = await collection.updateOne(
      { _id: _id as never, revision },
      { $set: { definition }, $inc: { revision: 1 } },
    );
    return matchedCount === 1;
  }

  async function add(
    _id: string,
    { platform, activity }: DefinedActivity,
    definition: string,
  ): Promise<boolean> {
    try {
      await collection.insertOne({ _id, platform, activity, definition, revision: 1 } as never);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Writes a merged definition over the one that was read; false when somebody else was faster. */
  return (id: string, told: DefinedActivity, definition: string, known: StoredActivity | undefined) =>
    known ? replace(known, definition) : add(id, told, definition);
}

/** Brings what is told into what is known, each definition in as many tries as it takes. */
function makeMerge(activities: Model<StoredActivity>) {
  const write = makeWrite(activities);

  async function mergeSome(told: readonly ToldDefinition[], combine: Combine): Promise<void> {
    let left = told.map((telling) => [definitionId(telling), telling] as const);
    while (left.length > 0) {
      const found = await activities.find({ _id: { $in: left.map(([id]) => id) } }).lean<StoredActivity[]>();
      const known: Known = new Map(found.map((activity) => [activity._id, activity]));
      const outcomes = await Promise.all(
        left.map(async ([id, telling]) => {
          const stored = known.get(id);
          const before = stored ? (JSON.parse(stored.definition) as JsonObject) : {};
          const merged = JSON.stringify(combine(before, telling.definition));
          return merged === stored?.definition || (await write(id, telling, merged, stored));
        }),
      );
      left = left.filter((_, i) => !outcomes[i]);
    }
  }

  return async (told: ReadonlyMap<string, ToldDefinition>, combine: Combine): Promise<void> => {
    const all = [...told.values()];
    for (let from = 0; from < all.length; from += MERGED_TOGETHER)
      await mergeSome(all.slice(from, from + MERGED_TOGETHER), combine);
  };
}

/** What was told of late, in words. */
function makeNoted(clock: { now(): Date }) {
  const now = (): number => clock.now().getTime();
  const noted = new Map<string, { text: string; at: number }>();
  return {
    has(name: string, text: string): boolean {
      const known = noted.get(name);
      return known?.text === text && Math.abs(now() - known.at) < REMEMBERED_MS;
    },
    add(name: string, text: string): void {
      if (noted.size >= MOST_REMEMBERED) noted.clear();
      noted.set(name, { text, at: now() });
    },
  };
}

const textOf = ([name, { definition }]: readonly [string, ToldDefinition]) =>
  [name, JSON.stringify(definition)] as const;
const parsed = ({ definition }: StoredActivity): JsonObject => JSON.parse(definition) as JsonObject;

/**
 * The canonical definitions of activities, to which each statement may add. Every tenant has its own: what the
 * statements of one platform say changes nothing for another, and shows nothing to it.
 * @see xAPI 1.0.3 Data §2.4.4.1
 */
export function makeDefinitions(activities: Model<StoredActivity>, clock: { now(): Date }) {
  const noted = makeNoted(clock);
  const merge = makeMerge(activities);

  async function find(wanted: readonly DefinedActivity[]): Promise<ReadonlyMap<string, JsonObject>> {
    const ids = [...new Set(wanted.map(definitionId))];
    const found = await activities.find({ _id: { $in: ids } }).lean<StoredActivity[]>();
    return new Map(found.map((activity) => [activity._id, parsed(activity)]));
  }

  /** Of several tenants' definitions the one of the first tenant, that of no platform before all. */
  const findFirst = async (activity: string): Promise<JsonObject | undefined> => {
    const found = await activities.findOne({ activity }).sort({ platform: 1 }).lean<StoredActivity>();
    return found ? parsed(found) : undefined;
  };

  return {
    /** Adds what statements say of activities to what is known. */
    async note(tellings: readonly Telling[]): Promise<void> {
      const told = await gatherDefinitions(tellings, mergeDefinitions);
      const texts = new Map(await mapWithBreaks([...told], textOf));
      for (const [name, text] of texts) if (noted.has(name, text)) told.delete(name);
      if (told.size === 0) return;
      await merge(told, mergeDefinitions);
      for (const name of told.keys()) noted.add(name, texts.get(name) ?? '');
    },

    /** Adds what older statements say: it fills gaps, and whatever is known stands. Done again, it changes nothing. */
    fillIn: async (tellings: readonly Telling[]): Promise<void> => {
      const fill: Combine = (known, older) => mergeDefinitions(older, known);
      return merge(await gatherDefinitions(tellings, fill), fill);
    },

    /** Canonical definitions within tenants, by `definitionId`; of those that have one. */
    find,

    /**
     * Canonical definitions by activity, as a reader of some platforms knows them: by the first of the platforms
     * that has one. Without platforms: by any tenant.
     */
    async findKnown(
      ids: readonly string[],
      platforms: readonly string[] | undefined,
    ): Promise<ReadonlyMap<string, JsonObject>> {
      if (!platforms) {
        const found = await Promise.all(ids.map(async (id) => [id, await findFirst(id)] as const));
        return new Map(found.filter((pair): pair is [string, JsonObject] => pair[1] !== undefined));
      }
      const found = await find(
        ids.flatMap((activity) => platforms.map((platform) => ({ platform, activity }))),
      );
      const known = new Map<string, JsonObject>();
      for (const activity of ids)
        for (const platform of platforms) {
          const definition = found.get(definitionId({ platform, activity }));
          if (definition && !known.has(activity)) known.set(activity, definition);
        }
      return known;
    },
  };
}

export type Definitions = ReturnType<typeof makeDefinitions>;
