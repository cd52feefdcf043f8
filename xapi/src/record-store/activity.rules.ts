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
