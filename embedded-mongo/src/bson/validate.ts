import { isUtf8 } from 'node:buffer';
import { CommandError, notSupported } from '../errors.ts';

/*
 * Looks through everything that a client sends before anything else reads it: what is no BSON, or of a type that this
 * store would not treat as MongoDB does, never gets in.
 */

const MAX_DEPTH = 200;

/** Types that would not come back, or not compare, as they went in. @see https://bsonspec.org/spec.html */
const REFUSED: Readonly<Record<number, string>> = {
  0x06: 'the type undefined',
  0x0c: 'the type dbPointer',
  0x0e: 'the type symbol',
  0x0f: 'the type javascriptWithScope',
  0x13: 'the type decimal (Decimal128)',
};

const FIXED_SIZES: Readonly<Record<number, number>> = {
  0x01: 8,
  0x07: 12,
  0x08: 1,
  0x09: 8,
  0x0a: 0,
  0x10: 4,
  0x11: 8,
  0x12: 8,
  0x7f: 0,
  0xff: 0,
};

const invalid = (why: string): CommandError => new CommandError(22, `Invalid BSON: ${why}`);

function checkText(raw: Buffer, start: number, end: number): void {
  if (!isUtf8(raw.subarray(start, end))) throw invalid('a text is no UTF-8');
}

function cStringEnd(raw: Buffer, at: number, end: number): number {
  const zero = raw.indexOf(0, at);
  if (zero < 0 || zero >= end) throw invalid('a name without an end');
  return zero;
}

function stringEnd(raw: Buffer, at: number, end: number): number {
  const size = at + 4 <= end ? raw.readInt32LE(at) : 0;
  const after = at + 4 + size;
  if (size < 1 || after > end || raw[after - 1] !== 0) throw invalid('the length of a text');
  checkText(raw, at + 4, after - 1);
  return after;
}

function binaryEnd(raw: Buffer, at: number, end: number): number {
  const size = at + 5 <= end ? raw.readInt32LE(at) : -1;
  if (size < 0 || at + 5 + size > end) throw invalid('the length of a binary value');
  if (raw[at + 4] === 2) throw notSupported('the old binary subtype 2');
  return at + 5 + size;
}

function regexEnd(raw: Buffer, at: number, end: number): number {
  const patternEnd = cStringEnd(raw, at, end);
  const optionsEnd = cStringEnd(raw, patternEnd + 1, end);
  checkText(raw, at, optionsEnd);
  return optionsEnd + 1;
}

function valueEnd(raw: Buffer, type: number, at: number, end: number, depth: number): number {
  const size = FIXED_SIZES[type];
  if (size !== undefined) {
    if (at + size > end) throw invalid('a value longer than its document');
    // MongoDB puts the time in its place.
    if (type === 0x11 && raw.readBigUInt64LE(at) === 0n) throw notSupported('an empty timestamp');
    if (type === 0x08 && (raw[at] ?? 2) > 1) throw invalid('a boolean that is neither 0 nor 1');
    return at + size;
  }
  switch (type) {
    case 0x02:
    case 0x0d:
      return stringEnd(raw, at, end);
    case 0x03:
    case 0x04:
      return documentEnd(raw, at, end, depth + 1);
    case 0x05:
      return binaryEnd(raw, at, end);
    case 0x0b:
      return regexEnd(raw, at, end);
    default: {
      const refused = Object.hasOwn(REFUSED, type) ? REFUSED[type] : undefined;
      throw refused === undefined ? invalid(`no type ${type}`) : notSupported(refused);
    }
  }
}

function documentEnd(raw: Buffer, start: number, limit: number, depth: number): number {
  if (depth > MAX_DEPTH)
    throw new CommandError(15, `BSONObj exceeded maximum nested object depth: ${MAX_DEPTH}`);
  const size = start + 5 <= limit ? raw.readInt32LE(start) : 0;
  const end = start + size;
  if (size < 5 || end > limit || raw[end - 1] !== 0) throw invalid('the length of a document');
  let at = start + 4;
  while (at < end - 1) {
    const type = raw[at] ?? 0;
    const nameEnd = cStringEnd(raw, at + 1, end - 1);
    if (!isPlain(raw, at + 1, nameEnd)) checkText(raw, at + 1, nameEnd);
    at = valueEnd(raw, type, nameEnd + 1, end - 1, depth);
  }
  if (at !== end - 1) throw invalid('a document longer than it says');
  return end;
}

function isPlain(raw: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((raw[at] ?? 0) > 0x7f) return false;
  return true;
}

/** @throws CommandError where the bytes are no document, or hold a type that this store does not have */
export function validateBson(raw: Buffer): void {
  documentEnd(raw, 0, raw.length, 1);
}
