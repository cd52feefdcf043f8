import { mayReadKeys } from '../access/permissions.ts';
import type { XapiRequest } from '../http/exchange.ts';
import { makeBreaks, mapWithBreaks } from '../kernel/breaks.ts';
import { changeText } from '../statements/exact-numbers.ts';
import type { JsonObject } from '../validation/structure.ts';
import { activitiesIn } from './activity.rules.ts';
import { definitionId, type DefinedActivity } from './definition-id.ts';
import type { KnownDefinition } from './definitions.ts';
import { parseAcceptLanguage } from './languages.ts';
import { toCanonical, toIds } from './present-statements.ts';
import type { ReadStatement } from './read-statements.ts';
import type { RecordStore } from './record-store.ts';
import type { Presentation } from './statement-query.ts';

/** Characters of statements in one answer at the most, with the definitions that are put into them. */
const MOST_CHARACTERS = 8 * 1024 * 1024;
/** Activities whose definitions are looked up at a time. */
const LOOKED_UP = 100;

type Known = Map<string, KnownDefinition | undefined>;

/** A statement, and where activities stand in it. */
interface Placed {
  json: string;
  /** An activity for each place, as often as it stands there. */
  places: readonly string[];
  /** What names the definition of each. */
  wanted: ReadonlyMap<string, DefinedActivity & { id: string }>;
}

function placesOf({ json, platform }: ReadStatement): Placed {
  const places = activitiesIn(JSON.parse(json) as JsonObject).map(({ id }) => id);
  const wanted = [...new Set(places)].map(
    (activity) => [activity, { platform, activity, id: definitionId({ platform, activity }) }] as const,
  );
  return { json, places, wanted: new Map(wanted) };
}

/** Statements with as many activities together as are looked up at a time; one that has more is alone. */
async function* inGroups(found: readonly ReadStatement[], known: Known): AsyncGenerator<Placed[]> {
  const breaks = makeBreaks();
  let group: Placed[] = [];
  let fresh = new Set<string>();
  for (const each of found) {
    if (breaks.isDue()) await breaks.take();
    const placed = placesOf(each);
    const own = [...placed.wanted.values()].map(({ id }) => id).filter((id) => !known.has(id));
    const together = new Set([...fresh, ...own]);
    if (group.length > 0 && together.size > LOOKED_UP) {
      yield group;
      [group, fresh] = [[], new Set()];
    }
    group.push(placed);
    for (const id of own) fresh.add(id);
  }
  if (group.length > 0) yield group;
}

/** Looks definitions up, as many as have room in an answer. */
async function lookUp(store: Pick<RecordStore, 'findDefinitions'>, group: readonly Placed[], known: Known) {
  const wanted = new Map(
    group.flatMap((placed) => [...placed.wanted.values()].map((each) => [each.id, each] as const)),
  );
  const fresh = [...wanted.values()].filter(({ id }) => !known.has(id));
  let left = MOST_CHARACTERS;
  for (let from = 0; from < fresh.length && left > 0; from += LOOKED_UP) {
    const some = fresh.slice(from, from + LOOKED_UP);
    const found = await store.findDefinitions(some);
    for (const { id } of some) known.set(id, found.get(id));
    for (const { length } of found.values()) left -= length;
  }
}

/**
 * Statements in the canonical format, as many as have room: one definition may stand in all of them. Where even those
 * of one statement have none, its further activities stand as the statement itself tells them.
 */
async function presentCanonical(
  store: RecordStore,
  found: readonly ReadStatement[],
  { header, access }: XapiRequest,
): Promise<string[]> {
  const languages = parseAcceptLanguage(header('Accept-Language'));
  const withKeys = mayReadKeys(access);
  const breaks = makeBreaks();
  const known: Known = new Map();
  const shown: string[] = [];
  let left = MOST_CHARACTERS;
  for await (const group of inGroups(found, known)) {
    await lookUp(store, group, known);
    for (const { json, places, wanted } of group) {
      if (breaks.isDue()) await breaks.take();
      const knownOf = (activity: string) => known.get(wanted.get(activity)?.id ?? '');
      const needed = places.reduce((sum, activity) => sum + (knownOf(activity)?.length ?? 0), json.length);
      if (shown.length > 0 && needed > left) return shown;
      let room = left - json.length;
      const of = (activity: string): JsonObject | undefined => {
        const { definition, length = 0 } = knownOf(activity) ?? {};
        if (length > room) return undefined;
        room -= length;
        return definition;
      };
      const text = changeText(json, (statement) => toCanonical(statement, { of, withKeys }, languages));
      left -= text.length;
      shown.push(text);
    }
  }
  return shown;
}

/** Shows statements in the format asked for, from the first on as many as have room in an answer. */
export const makePresentPage =
  (store: RecordStore) =>
  (
    found: readonly ReadStatement[],
    request: XapiRequest,
    { format }: Presentation,
  ): Promise<readonly string[]> => {
    switch (format) {
      case 'exact':
        return Promise.resolve(found.map(({ json }) => json));
      case 'ids':
        return mapWithBreaks(found, ({ json }) => changeText(json, toIds));
      case 'canonical':
        return presentCanonical(store, found, request);
    }
  };
