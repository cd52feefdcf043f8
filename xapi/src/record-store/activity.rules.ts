import type { JsonObject } from '../validation/structure.ts';

interface Defined {
  id: string;
  definition: JsonObject;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isActivity = (value: unknown): value is JsonObject & { id: string } =>
  isObject(value) && (value['objectType'] === undefined || value['objectType'] === 'Activity');

/** The activities that a statement, or a statement within it, names. */
export function activitiesIn({ object, context }: JsonObject): (JsonObject & { id: string })[] {
  const around = isObject(context) ? context['contextActivities'] : undefined;
  const lists = isObject(around) ? Object.values(around) : [];
  const inner = isObject(object) && object['objectType'] === 'SubStatement' ? activitiesIn(object) : [];
  return [...[object, ...lists.flat()].filter(isActivity), ...inner];
}

/** What a statement says of activities. */
export const definitionsIn = (statement: JsonObject): Defined[] =>
  activitiesIn(statement).flatMap(({ id, definition }) => (isObject(definition) ? [{ id, definition }] : []));

/** Parts of a definition in which each entry stands for itself. */
const MAPS = ['name', 'description', 'extensions'];

/**
 * A definition with what a newer one adds to it: languages and extensions one by one, everything else as the newer one
 * says. @see xAPI 1.0.3 Data §2.4.4.1, "Activity Definition": an LRS takes the definitions that it gets together
 */
export function mergeDefinitions(known: JsonObject, told: JsonObject): JsonObject {
  const merged = { ...known, ...told };
  for (const part of MAPS)
    if (isObject(known[part]) && isObject(told[part])) merged[part] = { ...known[part], ...told[part] };
  return merged;
}

/** Bytes of a canonical definition, as JSON, at the most: hundreds of times what a question takes. */
export const LONGEST_DEFINITION = 64 * 1024;
/** Of a character of a text, in UTF-8. */
const MOST_BYTES = 3;

/** Whether a definition, as JSON, is short enough to be shown with each statement. */
export const isShort = (text: string): boolean =>
  text.length <= LONGEST_DEFINITION / MOST_BYTES || Buffer.byteLength(text) <= LONGEST_DEFINITION;

/**
 * What is known with what is told, as JSON, or without the extensions that are told; undefined where neither is short
 * enough, so that what is known stays as it is. A record store decides itself what it takes into a canonical
 * definition: the statement keeps all that it tells.
 * @see xAPI 1.0.3 Data §2.4.4.1 "an LRS … SHOULD decide whether it considers the Learning Record Provider to have the authority to change the definition"
 */
export function mergeShort(
  known: JsonObject,
  told: JsonObject,
  combine: typeof mergeDefinitions,
): { definition: JsonObject; text: string } | undefined {
  const { extensions: _, ...rest } = told;
  for (const each of told['extensions'] === undefined ? [told] : [told, rest]) {
    const definition = combine(known, each);
    const text = JSON.stringify(definition);
    if (isShort(text)) return { definition, text };
  }
  return undefined;
}
