import { hash } from 'node:crypto';
import type { Model } from 'mongoose';
import { mapWithBreaks } from '../kernel/breaks.ts';
import { duplicatesIn } from '../storage/duplicate-key.ts';
import type { JsonObject } from '../validation/structure.ts';
import type { StoredActivity } from './activity.model.ts';
import { isShort, mergeDefinitions, mergeShort } from './activity.rules.ts';
import { definitionId, type DefinedActivity } from './definition-id.ts';
import { gatherDefinitions, type Telling, type ToldDefinition } from './gather-definitions.ts';

/** Definitions that were merged last, by tenant and activity: most statements tell what was told before. */
const MOST_REMEMBERED = 20_000;
/** After that they are merged again: another process may have been told something else since. */
const REMEMBERED_MS = 60_000;
/** Of what is remembered: names and words together. */
const MOST_CHARACTERS = 8 * 1024 * 1024;
const LONGEST_WORDS = 500;
/** Definitions that are brought in at a time. */
const MERGED_TOGETHER = 200;
const NOTHING = '{}';

export interface KnownDefinition {
  definition: JsonObject;
  /** Characters that it has as JSON. */
  length: number;
}

type Combine = typeof mergeDefinitions;
type Known = ReadonlyMap<string, StoredActivity>;

function makeWrite({ collection }: Model<StoredActivity>) {
  async function replace({ _id, revision }: StoredActivity, definition: string): Promise<boolean> {
    const { matchedCount } = await collection.updateOne(
      { _id: _id as never, revision },
      { $set: { definition }, $inc: { revision: 1 } },
    );
    return matchedCount === 1;
  }

  /** Adds some by one command; answers the ids of those that somebody else was faster with. */
  async function add(activities: readonly StoredActivity[]): Promise<Set<string>> {
    try {
      if (activities.length > 0) await collection.insertMany(activities as never, { ordered: false });
      return new Set();
    } catch (error) {
      return new Set(duplicatesIn(error).flatMap((index) => activities[index]?._id ?? []));
    }
  }

  return { replace, add };
}

const parsed = ({ definition }: StoredActivity): JsonObject => JSON.parse(definition) as JsonObject;

/**
 * Definitions by their ids. One that an older release let grow longer than they may be counts as one that says nothing:
 * a few of those would fill the memory.
 */
async function readKnown(
  { collection }: Model<StoredActivity>,
  ids: readonly string[],
): Promise<Map<string, StoredActivity>> {
  const known = new Map<string, StoredActivity>();
  const cursor = collection.find({ _id: { $in: ids as never[] } }, { batchSize: MERGED_TOGETHER });
  for await (const found of cursor as AsyncIterable<unknown>) {
    const activity = found as StoredActivity;
    known.set(activity._id, isShort(activity.definition) ? activity : { ...activity, definition: NOTHING });
  }
  return known;
}

/** Brings what is told into what is known, each definition in as many tries as it takes. */
function makeMerge(activities: Model<StoredActivity>) {
  const write = makeWrite(activities);

  async function mergeSome(told: readonly ToldDefinition[], combine: Combine): Promise<void> {
    let left = told.map((telling) => [definitionId(telling), telling] as const);
    while (left.length > 0) {
      const known: Known = await readKnown(
        activities,
        left.map(([id]) => id),
      );
      const merged = await mapWithBreaks(left, ([id, { definition }]) => {
        const stored = known.get(id);
        return mergeShort(stored ? parsed(stored) : {}, definition, combine)?.text ?? stored?.definition;
      });
      const fresh: StoredActivity[] = [];
      const written = await Promise.all(
        left.map(async ([_id, { platform, activity }], i): Promise<boolean | undefined> => {
          const [text, stored] = [merged[i], known.get(_id)];
          if (text === undefined || text === stored?.definition) return true;
          if (stored) return write.replace(stored, text);
          fresh.push({ _id, platform, activity, definition: text, revision: 1 });
          return undefined;
        }),
      );
      const refused = await write.add(fresh);
      left = left.filter(([id], i) => !(written[i] ?? !refused.has(id)));
    }
  }

  return async (told: ReadonlyMap<string, ToldDefinition>, combine: Combine): Promise<void> => {
    const all = [...told.values()];
    for (let from = 0; from < all.length; from += MERGED_TOGETHER)
      await mergeSome(all.slice(from, from + MERGED_TOGETHER), combine);
  };
}

/** The words themselves where they are few; of more a digest, which takes less room. */
const brief = (text: string): string => (text.length > LONGEST_WORDS ? hash('sha256', text, 'base64') : text);

/** What was told of late. */
function makeNoted(clock: { now(): Date }) {
  const now = (): number => clock.now().getTime();
  const noted = new Map<string, { text: string; at: number }>();
  let length = 0;
  return {
    has(name: string, text: string): boolean {
      const known = noted.get(name);
      return known?.text === brief(text) && Math.abs(now() - known.at) < REMEMBERED_MS;
    },
    add(name: string, text: string): void {
      if (noted.size >= MOST_REMEMBERED || length > MOST_CHARACTERS) {
        noted.clear();
        length = 0;
      }
      const known = { text: brief(text), at: now() };
      length += name.length + known.text.length;
      noted.set(name, known);
    },
  };
}

const textOf = ([name, { definition }]: readonly [string, ToldDefinition]) =>
  [name, JSON.stringify(definition)] as const;

/** Of each activity the definition by the first of the platforms that has one. */
function firstOfTenants(
  ids: readonly string[],
  platforms: readonly string[],
  found: ReadonlyMap<string, KnownDefinition>,
): ReadonlyMap<string, JsonObject> {
  const known = new Map<string, JsonObject>();
  for (const activity of ids)
    for (const platform of platforms) {
      const own = found.get(definitionId({ platform, activity }));
      if (own && !known.has(activity)) known.set(activity, own.definition);
    }
  return known;
}

/**
 * The canonical definitions of activities, to which each statement may add. Every tenant has its own: what the
 * statements of one platform say changes nothing for another, and shows nothing to it.
 * @see xAPI 1.0.3 Data §2.4.4.1
 */
export function makeDefinitions(activities: Model<StoredActivity>, clock: { now(): Date }) {
  const noted = makeNoted(clock);
  const merge = makeMerge(activities);

  async function find(wanted: readonly DefinedActivity[]): Promise<ReadonlyMap<string, KnownDefinition>> {
    const known = await readKnown(activities, [...new Set(wanted.map(definitionId))]);
    const told = [...known].filter(([, { definition }]) => definition !== NOTHING);
    return new Map(
      await mapWithBreaks(
        told,
        ([id, activity]) =>
          [id, { definition: parsed(activity), length: activity.definition.length }] as const,
      ),
    );
  }

  /** Of several tenants' definitions the one of the first tenant, that of no platform before all. */
  const findFirst = async (activity: string): Promise<JsonObject | undefined> => {
    const found = await activities.findOne({ activity }).sort({ platform: 1 }).lean<StoredActivity>();
    return found && isShort(found.definition) ? parsed(found) : undefined;
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
      return firstOfTenants(ids, platforms, found);
    },
  };
}

export type Definitions = ReturnType<typeof makeDefinitions>;
