import { isUtf8 } from 'node:buffer';
import { boundsRule, measureJson, type JsonBounds } from '@chuyen-de/contracts';

import { broken, inside, insideAll, type Fault } from './fault.ts';
import { findRepeatedMember } from './json-text.ts';

export type ParsedJson =
  | { ok: true; value: unknown; /** What was parsed, as text. */ text: string }
  | { ok: false; fault: Fault; /** Whether it is too much, rather than wrong. */ tooLarge?: boolean };

/**
 * More than what is sent at once holds: a statement has some forty values. No deeper than any statement needs, and far
 * from what would overflow a stack.
 */
const BOUNDS: JsonBounds = { depth: 100, values: 250_000, entries: 10_000 };

/** What may escape half a surrogate pair or a NUL; only a text that has it is looked at string by string. */
const SUSPICIOUS_ESCAPE = /\\u(?:d[89ab]|dc|dd|de|df|0000)/i;

const SOUND_STRING = /^[^\p{Cs}\0]*$/u;

const notAllowedText = broken('text has whole characters and no NUL');

interface Walk {
  /** Whether strings have to be looked at. */
  strings: boolean;
  members: number;
}

/** The first value that JSON can spell and nobody can keep; counts the members of objects on its way. */
function firstUnsound(value: unknown, walk: Walk): Fault | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : broken('a number fits into a double');
  if (typeof value === 'string')
    return walk.strings && !SOUND_STRING.test(value) ? notAllowedText : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const fault = firstUnsound(value[index], walk);
      if (fault !== undefined) return inside(index, fault);
    }
    return undefined;
  }
  for (const key in value) {
    walk.members++;
    const fault =
      walk.strings && !SOUND_STRING.test(key)
        ? notAllowedText
        : firstUnsound((value as Record<string, unknown>)[key], walk);
    if (fault !== undefined) return inside(key, fault);
  }
  return undefined;
}

/** What nests too deep is wrong, however small it is. */
const refuseSize = (over: keyof JsonBounds, bounds: JsonBounds): ParsedJson => ({
  ok: false,
  fault: broken(boundsRule(over, bounds)),
  ...(over !== 'depth' && { tooLarge: true }),
});

const refuse = (rule: string): ParsedJson => ({ ok: false, fault: broken(rule) });

/**
 * JSON from outside, as what it says or the reason why it is refused: bytes that are not UTF-8, nesting without end,
 * more of it than is taken at once (known before anything is built of it), a property that an object has twice (of which parsers keep one, not all the same), numbers beyond a double, half
 * characters and NUL. A byte order mark is passed over (RFC 8259 §8.1). A key such as `__proto__` is a property like any
 * other: JSON.parse makes it one, and it reaches no prototype.
 * @see xAPI 1.0.3 Data §2.2 "A Statement MUST use each property no more than one time"; RFC 8259; RFC 7493 §2
 */
export function parseJson(bytes: Buffer, bounds = BOUNDS): ParsedJson {
  if (!isUtf8(bytes)) return refuse('the text is UTF-8');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const measured = measureJson(text, bounds);
  if (!measured.ok) return refuseSize(measured.over, bounds);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const position = /position \d+/.exec((error as Error).message);
    return refuse(`the text is JSON${position === null ? '' : `, which it ceases to be at ${position[0]}`}`);
  }
  const walk: Walk = { strings: SUSPICIOUS_ESCAPE.test(text), members: 0 };
  const fault = firstUnsound(value, walk);
  if (fault !== undefined) return { ok: false, fault };
  if (walk.members !== measured.members) {
    const path = findRepeatedMember(bytes) ?? [];
    return { ok: false, fault: insideAll(path, broken('an object has each of its properties once')) };
  }
  return { ok: true, value, text };
}
