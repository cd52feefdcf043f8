import type { Binary, BSONRegExp, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { type BsonDocument, bsonTypeOf, codeOf, RANK, rankOf, stringOf } from './values.ts';

/*
 * Order-preserving encoding: comparing two encodings byte by byte is comparing the values in MongoDB's
 * order. Indexes, sorting, grouping and equality all stand on this one definition.
 */

let buffer = Buffer.allocUnsafe(4096);
let length = 0;

function reserve(bytes: number): void {
  if (length + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes));
  buffer.copy(larger, 0, 0, length);
  buffer = larger;
}

function putByte(byte: number): void {
  reserve(1);
  buffer[length++] = byte;
}

const float = new DataView(new ArrayBuffer(8));

/** Sign bit flipped for positives, all bits for negatives: then bytes sort as numbers do. NaN comes first. */
function putNumber(value: number, residual: number): void {
  reserve(10);
  if (Number.isNaN(value)) {
    buffer.fill(0, length, length + 10);
    length += 10;
    return;
  }
  float.setFloat64(0, value === 0 ? 0 : value);
  const high = float.getUint32(0);
  const negative = high >= 0x80000000;
  length = buffer.writeUInt32BE((negative ? ~high : high ^ 0x80000000) >>> 0, length);
  length = buffer.writeUInt32BE((negative ? ~float.getUint32(4) : float.getUint32(4)) >>> 0, length);
  length = buffer.writeUInt16BE(residual + 0x8000, length);
}

/** A 64-bit integer is its nearest double and what is left of it, so that 2^53 and 2^53 + 1 differ. */
function putInteger(value: bigint): void {
  const nearest = Number(value);
  putNumber(nearest, Number(value - BigInt(nearest)));
}

function putNumeric(value: unknown): void {
  if (typeof value === 'number') putNumber(value, 0);
  else if (typeof value === 'bigint') putInteger(value);
  else if (bsonTypeOf(value) === 'Long') putInteger((value as Long).toBigInt());
  else putNumber((value as Int32 | Double).value, 0);
}

/** UTF-8 with 0 escaped as 0 255 and closed by 0 0, so that a prefix sorts first and nothing runs over. */
function putString(value: string): void {
  reserve(value.length * 6 + 2);
  const end = length + buffer.write(value, length, 'utf8');
  const hasZero = value.includes('\0');
  if (hasZero) {
    const bytes = Buffer.from(buffer.subarray(length, end));
    for (const byte of bytes) {
      buffer[length++] = byte;
      if (byte === 0) buffer[length++] = 0xff;
    }
  } else {
    length = end;
  }
  buffer[length++] = 0;
  buffer[length++] = 0;
}

function putBytes(bytes: Uint8Array, subType: number): void {
  reserve(5 + bytes.length);
  length = buffer.writeUInt32BE(bytes.length, length);
  buffer[length++] = subType;
  buffer.set(bytes, length);
  length += bytes.length;
}

function putBinary(value: unknown): void {
  if (bsonTypeOf(value) === undefined) putBytes(value as Uint8Array, 0);
  else {
    const binary = value as Binary;
    putBytes(binary.buffer.subarray(0, binary.position), binary.sub_type);
  }
}

function putRegex(value: unknown): void {
  if (value instanceof RegExp) {
    putString(value.source);
    putString(value.flags);
  } else {
    const { pattern, options } = value as BSONRegExp;
    putString(pattern);
    putString(options);
  }
}

function putObject(value: BsonDocument): void {
  for (const name of Object.keys(value)) {
    const field = value[name];
    if (field === undefined) continue;
    putByte(rankOf(field));
    putString(name);
    putValue(field);
  }
  putByte(0);
}

const INT64_BIAS = 1n << 63n;

function putInt64(biased: bigint): void {
  reserve(8);
  length = buffer.writeBigUInt64BE(biased, length);
}

function putObjectId({ id }: ObjectId): void {
  reserve(12);
  buffer.set(id, length);
  length += 12;
}

function putArray(elements: readonly unknown[]): void {
  for (const element of elements) putValue(element ?? null);
  putByte(0);
}

/** Ranks that are not listed, null for one, are all there is to say about their value. */
const WRITERS: Readonly<Record<number, (value: unknown) => void>> = {
  [RANK.number]: putNumeric,
  [RANK.string]: (value) => putString(stringOf(value) ?? ''),
  [RANK.object]: (value) => putObject(value as BsonDocument),
  [RANK.array]: (value) => putArray(value as unknown[]),
  [RANK.binary]: putBinary,
  [RANK.objectId]: (value) => putObjectId(value as ObjectId),
  [RANK.boolean]: (value) => putByte(value ? 1 : 0),
  [RANK.date]: (value) => putInt64(BigInt(Number(value) || 0) + INT64_BIAS),
  [RANK.timestamp]: (value) => putInt64(BigInt.asUintN(64, (value as Timestamp).toBigInt())),
  [RANK.regex]: putRegex,
  [RANK.code]: (value) => putString(codeOf(value)),
};

function putValue(value: unknown): void {
  const rank = rankOf(value);
  putByte(rank);
  WRITERS[rank]?.(value);
}

/** Encodes one value. */
export function encodeValue(value: unknown): Buffer {
  length = 0;
  putValue(value);
  return Buffer.from(buffer.subarray(0, length));
}

/** Stands for an array without elements in an index key: before null, and unlike what is missing it is there. */
export const EMPTY_ARRAY = Symbol('an empty array');

/**
 * Encodes the fields of an index key behind a prefix; a descending field has its bytes inverted.
 * What is missing is indexed as null.
 */
export function encodeKey(
  prefix: Uint8Array,
  values: readonly unknown[],
  directions: readonly number[],
): Buffer {
  length = 0;
  reserve(prefix.length);
  buffer.set(prefix, 0);
  length = prefix.length;
  for (let i = 0; i < values.length; i++) {
    const start = length;
    if (values[i] === EMPTY_ARRAY) putByte(RANK.undefined);
    else putValue(values[i] ?? null);
    if (directions[i] === -1) invert(start);
  }
  return Buffer.from(buffer.subarray(0, length));
}

function invert(start: number): void {
  for (let i = start; i < length; i++) buffer[i] = ~(buffer[i] ?? 0);
}

/** The smallest key greater than every key that begins with `prefix`. */
export function afterPrefix(prefix: Uint8Array): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  if (end === 0) return Buffer.alloc(16, 0xff);
  const after = Buffer.from(prefix.subarray(0, end));
  after[end - 1] = (after[end - 1] ?? 0) + 1;
  return after;
}
