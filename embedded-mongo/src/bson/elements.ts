import { CommandError } from '../errors.ts';

/** One element of a raw document: the bytes from its type byte to the end of its value. */
export interface Element {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

const invalid = (): CommandError => new CommandError(22, 'the bytes are no valid BSON document');

function endOfCString(raw: Buffer, from: number): number {
  const end = raw.indexOf(0, from);
  if (end < 0) throw invalid();
  return end;
}

/** Length of a value by its type. @see https://bsonspec.org/spec.html */
export function valueEnd(raw: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01: // double
    case 0x09: // date
    case 0x11: // timestamp
    case 0x12: // int64
      return at + 8;
    case 0x02: // string
    case 0x0d: // code
    case 0x0e: // symbol
      return at + 4 + raw.readInt32LE(at);
    case 0x03: // document
    case 0x04: // array
    case 0x0f: // code with scope
      return at + raw.readInt32LE(at);
    case 0x05: // binary
      return at + 5 + raw.readInt32LE(at);
    case 0x06: // undefined
    case 0x0a: // null
    case 0xff: // min key
    case 0x7f: // max key
      return at;
    case 0x07: // object id
      return at + 12;
    case 0x08: // boolean
      return at + 1;
    case 0x0b: // regular expression: two strings
      return endOfCString(raw, endOfCString(raw, at) + 1) + 1;
    case 0x0c: // database pointer
      return at + 4 + raw.readInt32LE(at) + 12;
    case 0x10: // int32
      return at + 4;
    case 0x13: // decimal128
      return at + 16;
    default:
      throw invalid();
  }
}

/** The elements of a raw document, without decoding any value. */
export function readElements(raw: Buffer): Element[] {
  const elements: Element[] = [];
  const last = raw.length - 1;
  if (raw.length < 5 || raw.readInt32LE(0) !== raw.length) throw invalid();
  let start = 4;
  while (start < last) {
    const type = raw[start] ?? 0;
    const nameEnd = endOfCString(raw, start + 1);
    const valueStart = nameEnd + 1;
    const end = valueEnd(raw, type, valueStart);
    if (end > last || end < valueStart) throw invalid();
    elements.push({ name: raw.toString('utf8', start + 1, nameEnd), type, start, valueStart, end });
    start = end;
  }
  return elements;
}

/** A document made of element bytes. */
export function joinElements(parts: readonly Uint8Array[]): Buffer {
  let size = 5;
  for (const part of parts) size += part.length;
  const doc = Buffer.allocUnsafe(size);
  doc.writeInt32LE(size, 0);
  let at = 4;
  for (const part of parts) {
    doc.set(part, at);
    at += part.length;
  }
  doc[at] = 0;
  return doc;
}
