/**
 * How much a text of JSON may hold. What is built of a text takes many times its size: eleven megabytes of `{},{},…`
 * are four million objects, and an object with a million members takes seconds. So this is looked at first.
 */
export interface JsonBounds {
  /** Objects and lists within each other. */
  depth: number;
  /** Values in all: texts, numbers, objects, lists. */
  values: number;
  /** Entries of one list, or members of one object. */
  entries: number;
}

type JsonMeasure =
  { ok: true; /** Of all objects. */ members: number } | { ok: false; over: keyof JsonBounds };

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The index of the quote that ends the string of JSON begun at `start`, or the end. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}

/**
 * Whether a text of JSON keeps within bounds, by its characters alone: nothing is built of it, and what goes beyond is
 * not read to its end. Means nothing for what is not JSON.
 */
export function measureJson(text: string, most: JsonBounds): JsonMeasure {
  /** Commas met in each of the objects and lists that are open. */
  const commas = new Uint32Array(most.depth + 1);
  let open = 0;
  let values = 1;
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfString(text, at);
    else if (character === COLON) members++;
    else if (character === COMMA) {
      values++;
      const met = (commas[open] ?? 0) + 1;
      if (met >= most.entries) return { ok: false, over: 'entries' };
      commas[open] = met;
    } else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      values++;
      if (++open > most.depth) return { ok: false, over: 'depth' };
      commas[open] = 0;
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) open = Math.max(0, open - 1);
    if (values > most.values) return { ok: false, over: 'values' };
  }
  return { ok: true, members };
}

/** The rule that a text beyond its bounds breaks, as a sentence. */
export const boundsRule = (over: keyof JsonBounds, most: JsonBounds): string =>
  ({
    depth: `objects and lists are nested no deeper than ${most.depth}`,
    values: `there are at most ${most.values} values in all`,
    entries: `a list or an object has at most ${most.entries} entries`,
  })[over];
