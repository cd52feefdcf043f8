import type { JsonObject } from '../validation/structure.ts';
import { isObject } from '../validation/structure.ts';
import type { LanguagePreference } from './languages.ts';

type Show = (value: JsonObject) => JsonObject;

const pick = (value: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));

const each = (value: unknown, show: Show): unknown =>
  Array.isArray(value) ? value.map((element) => each(element, show)) : isObject(value) ? show(value) : value;

/** Replaces the members that are there. */
function change(value: JsonObject, changes: Readonly<Record<string, Show>>): JsonObject {
  const changed = { ...value };
  for (const [name, show] of Object.entries(changes))
    if (changed[name] !== undefined) changed[name] = each(changed[name], show);
  return changed;
}

interface Parts {
  actor: Show;
  verb: Show;
  activity: Show;
}

/** Shows a statement with its actors, verbs and activities in another way, wherever they are. */
function showWith({ actor, verb, activity }: Parts): Show {
  const activities: Show = (lists) =>
    change(lists, { parent: activity, grouping: activity, category: activity, other: activity });
  const context: Show = (around) =>
    change(around, {
      instructor: actor,
      team: actor,
      contextActivities: activities,
      contextAgents: (entry) => change(entry, { agent: actor }),
      contextGroups: (entry) => change(entry, { group: actor }),
    });
  const object: Show = (about) => {
    switch (about['objectType']) {
      case 'Agent':
      case 'Group':
        return actor(about);
      case 'StatementRef':
        return about;
      case 'SubStatement':
        return statement(about);
      default:
        return activity(about);
    }
  };
  const statement: Show = (told) => change(told, { actor, verb, object, context, authority: actor });
  return statement;
}

const IDENTIFIERS = ['objectType', 'mbox', 'mbox_sha1sum', 'openid', 'account'];

/** Members identify a group that has no identifier of its own. */
const identifiedActor: Show = (actor) => {
  const identified = pick(actor, IDENTIFIERS);
  const isAnonymous = Object.keys(identified).every((name) => name === 'objectType');
  return isAnonymous && actor['member'] !== undefined
    ? { ...identified, member: each(actor['member'], identifiedActor) }
    : identified;
};

/** No more than identifies agents, verbs and activities. @see xAPI 1.0.3 Communication §2.1.3, format "ids" */
export const toIds = showWith({
  actor: identifiedActor,
  verb: (verb) => pick(verb, ['id']),
  activity: (activity) => pick(activity, ['id']),
});

const LANGUAGE_MAPS = ['name', 'description', 'display'];
const COMPONENTS = ['choices', 'scale', 'source', 'target', 'steps'];

function oneLanguage(value: JsonObject, { choose }: LanguagePreference): JsonObject {
  const shown = { ...value };
  for (const part of LANGUAGE_MAPS) {
    const map = shown[part];
    if (isObject(map)) shown[part] = choose(map);
  }
  return shown;
}

function shownDefinition(definition: JsonObject, languages: LanguagePreference): JsonObject {
  const components = Object.fromEntries(
    COMPONENTS.map((name) => [name, (component: JsonObject) => oneLanguage(component, languages)]),
  );
  return change(oneLanguage(definition, languages), components);
}

/** What is known of activities to who reads a statement. */
export interface KnownDefinitions {
  /** The canonical definition of an activity, where there is one. */
  of: (activity: string) => JsonObject | undefined;
  /** Whether the reader may know the right answers to questions that others told. */
  withKeys: boolean;
}

/** A definition without the right answers to a question, but for those that a statement tells itself. */
export function withoutKey(
  { correctResponsesPattern: _, ...rest }: JsonObject,
  own: JsonObject = {},
): JsonObject {
  const { correctResponsesPattern: told } = own;
  return { ...rest, ...(told !== undefined && { correctResponsesPattern: told }) };
}

function canonicalDefinition(
  activity: JsonObject,
  { of, withKeys }: KnownDefinitions,
): JsonObject | undefined {
  const own = isObject(activity['definition']) ? activity['definition'] : undefined;
  const canonical = of(activity['id'] as string);
  if (!canonical) return own;
  return withKeys ? canonical : withoutKey(canonical, own);
}

/**
 * Activities as all statements of a tenant together describe them, and one language of each text.
 * @see xAPI 1.0.3 Communication §2.1.3, format "canonical", and "Language Filtering Requirements"
 */
export const toCanonical = (
  statement: JsonObject,
  definitions: KnownDefinitions,
  languages: LanguagePreference,
): JsonObject =>
  showWith({
    actor: (actor) => actor,
    verb: (verb) => oneLanguage(verb, languages),
    activity: (activity) => {
      const definition = canonicalDefinition(activity, definitions);
      return definition ? { ...activity, definition: shownDefinition(definition, languages) } : activity;
    },
  })(statement);
