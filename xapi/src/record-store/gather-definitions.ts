import { makeBreaks } from '../kernel/breaks.ts';
import type { JsonObject } from '../validation/structure.ts';
import {
  definitionsIn,
  isShort,
  LONGEST_DEFINITION,
  mergeShort,
  type mergeDefinitions,
} from './activity.rules.ts';
import type { DefinedActivity } from './definition-id.ts';

/** A statement, and the tenant to which it belongs. */
export interface Telling {
  statement: JsonObject;
  /** Absent: of no platform. */
  platform?: string | undefined;
}

export interface ToldDefinition extends DefinedActivity {
  definition: JsonObject;
}

type Combine = typeof mergeDefinitions;

interface Gathered extends ToldDefinition {
  /** What was told last, as JSON: most say the same again. */
  last: string;
  /** Bytes of its text at the most. */
  bytes: number;
  /** Whether something had no room: then nothing more is tried that might have none. */
  isFull: boolean;
}

function begin(place: DefinedActivity, told: JsonObject, last: string, combine: Combine): Gathered {
  if (isShort(last))
    return { ...place, definition: told, last, bytes: Buffer.byteLength(last), isFull: false };
  const { definition, text } = mergeShort({}, told, combine) ?? { definition: {}, text: '{}' };
  return { ...place, definition, last, bytes: Buffer.byteLength(text), isFull: true };
}

function add(before: Gathered, told: JsonObject, last: string, combine: Combine): void {
  if (before.last === last) return;
  before.last = last;
  const bytes = before.bytes + Buffer.byteLength(last);
  if (bytes <= LONGEST_DEFINITION) {
    before.definition = combine(before.definition, told);
    before.bytes = bytes;
    return;
  }
  if (before.isFull) return;
  const merged = mergeShort(before.definition, told, combine);
  before.isFull = !merged;
  if (!merged) return;
  before.definition = merged.definition;
  before.bytes = Buffer.byteLength(merged.text);
}

/**
 * What statements say of activities, one after the other, as far as a canonical definition has room for it; by names,
 * since a digest for each would cost more.
 */
export async function gatherDefinitions(
  tellings: readonly Telling[],
  combine: Combine,
): Promise<Map<string, ToldDefinition>> {
  const breaks = makeBreaks();
  const told = new Map<string, Gathered>();
  for (const { statement, platform = '' } of tellings) {
    for (const { id: activity, definition } of definitionsIn(statement)) {
      if (breaks.isDue()) await breaks.take();
      const name = `${platform}\n${activity}`;
      const text = JSON.stringify(definition);
      const before = told.get(name);
      if (before) add(before, definition, text, combine);
      else told.set(name, begin({ platform, activity }, definition, text, combine));
    }
  }
  // Of what had no room at all nothing is known, rather than that it is empty.
  for (const [name, { definition, isFull }] of told)
    if (isFull && Object.keys(definition).length === 0) told.delete(name);
  return told;
}
