import type { Code, Double, Int32, Long } from 'bson';
import { CommandError } from '../errors.ts';

export type BsonDocument = Record<string, unknown>;

/** MongoDB's order of types; the numbers are the first byte of an encoded key. */
export const RANK = {
  minKey: 1,
  undefined: 3,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  maxKey: 127,
} as const;

const RANK_OF_BSON_TYPE: Readonly<Record<string, number>> = {
  ObjectId: RANK.objectId,
  Int32: RANK.number,
  Double: RANK.number,
  Long: RANK.number,
  Binary: RANK.binary,
  Timestamp: RANK.timestamp,
  BSONRegExp: RANK.regex,
  BSONSymbol: RANK.string,
  MinKey: RANK.minKey,
  MaxKey: RANK.maxKey,
  Code: RANK.code,
};

/**
 * Is this a plain document? The prototype decides, not a `_bsontype` property, which a stored document
 * may carry as data.
 */
export function isDocument(value: unknown): value is BsonDocument {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export const isArray = (value: unknown): value is unknown[] => Array.isArray(value);

/** Name of the BSON class of a value, undefined for what JavaScript has natively. */
export function bsonTypeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || isDocument(value)) return undefined;
  return (value as { _bsontype?: string })._bsontype;
}

export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return RANK.string;
    case 'number':
    case 'bigint':
      return RANK.number;
    case 'boolean':
      return RANK.boolean;
    case 'undefined':
      return RANK.undefined;
    case 'object':
      return value === null ? RANK.null : rankOfObject(value);
    default:
      throw new CommandError(2, `a value of type ${typeof value} has no order`);
  }
}

function rankOfObject(value: object): number {
  if (Array.isArray(value)) return RANK.array;
  if (isDocument(value)) return RANK.object;
  const type = bsonTypeOf(value);
  if (type === undefined) {
    if (value instanceof Date) return RANK.date;
    if (value instanceof RegExp) return RANK.regex;
    return value instanceof Uint8Array ? RANK.binary : RANK.object;
  }
  const rank = Object.hasOwn(RANK_OF_BSON_TYPE, type) ? RANK_OF_BSON_TYPE[type] : undefined;
  // A Decimal128 compared as a double would call different numbers equal, so that it has no order here.
  if (rank === undefined)
    throw new CommandError(2, `comparing ${type} is not supported by the embedded store`);
  return rank;
}

export const isNumeric = (value: unknown): boolean => {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  const type = bsonTypeOf(value);
  return type === 'Int32' || type === 'Double' || type === 'Long';
};

/** The JavaScript number of any BSON number; undefined for other types. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  switch (bsonTypeOf(value)) {
    case 'Int32':
    case 'Double':
      return (value as Int32 | Double).value;
    case 'Long':
      return (value as Long).toNumber();
    default:
      return undefined;
  }
}

/** MongoDB's truth of an option such as a projection's flag: false, 0, null and absence are false. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  const number = toNumber(value);
  return number === undefined || number !== 0;
}

export const stringOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return bsonTypeOf(value) === 'BSONSymbol' ? (value as { value: string }).value : undefined;
};

export const codeOf = (value: unknown): string => {
  const { code } = value as Code;
  return typeof code === 'string' ? code : '';
};

/** Own property of a document: a path such as `constructor.name` finds nothing that is not stored. */
export const ownField = (doc: BsonDocument, name: string): unknown =>
  Object.hasOwn(doc, name) ? doc[name] : undefined;

/** Sets an own property under any name, `__proto__` included, without ever touching a prototype. */
export function setOwnField(doc: BsonDocument, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(doc, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    doc[name] = value;
  }
}

export function cloneValue(value: unknown): unknown {
  if (isArray(value)) return value.map(cloneValue);
  if (!isDocument(value)) return value;
  const copy: BsonDocument = {};
  for (const name of Object.keys(value)) setOwnField(copy, name, cloneValue(value[name]));
  return copy;
}

/** For messages: short, and safe with any value. */
export function describe(value: unknown): string {
  try {
    return value === undefined ? 'undefined' : JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
