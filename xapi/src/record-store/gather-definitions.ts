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
  /** What was told last, and the same as JSON: most say the same again. */
  said: JsonObject;
  last: string;
  /** Bytes of its text at the most. */
  bytes: number;
  /** Whether something had no room: then nothing more is tried that might have none. */
  isFull: boolean;
}

function begin(place: DefinedActivity, told: JsonObject, last: string, combine: Combine): Gathered {
  if (isShort(last))
    return { ...place, definition: told, said: told, last, bytes: Buffer.byteLength(last), isFull: false };
  const { definition, text } = mergeShort({}, told, combine) ?? { definition: {}, text: '{}' };
  return { ...place, definition, said: told, last, bytes: Buffer.byteLength(text), isFull: true };
}

function add(before: Gathered, told: JsonObject, last: string, combine: Combine): void {
  before.said = told;
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
      const before = told.get(name);
      // One and the same, as in the tool's own statements of an attempt: it need not be compared as text.
      if (before?.said === definition) continue;
      const text = JSON.stringify(definition);
      if (before) add(before, definition, text, combine);
      else told.set(name, begin({ platform, activity }, definition, text, combine));
    }
  }
  // Of what had no room at all nothing is known, rather than that it is empty.
  for (const [name, { definition, isFull }] of told)
    if (isFull && Object.keys(definition).length === 0) told.delete(name);
  return told;
}
