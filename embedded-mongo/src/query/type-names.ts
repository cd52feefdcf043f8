import { bsonTypeOf, isArray, isDocument, toNumber } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

const NUMBERS: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  14: 'symbol',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};

const NAMES_OF_CLASSES: Readonly<Record<string, string>> = {
  Int32: 'int',
  Double: 'double',
  Long: 'long',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  Binary: 'binData',
  Timestamp: 'timestamp',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  Code: 'javascript',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

/** MongoDB's name for the type of a value, as `$type` and error messages use it. */
export function typeNameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return numberTypeName(value);
  if (isArray(value)) return 'array';
  if (isDocument(value)) return 'object';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  return NAMES_OF_CLASSES[bsonTypeOf(value) ?? ''] ?? 'binData';
}

function numberTypeName(value: number): string {
  if (!Number.isInteger(value)) return 'double';
  if (value === (value | 0)) return 'int';
  return Number.isSafeInteger(value) ? 'long' : 'double';
}

/** The names that an argument of `$type` stands for. */
export function typeNames(argument: unknown): string[] {
  if (isArray(argument)) return argument.flatMap(typeNames);
  if (argument === 'number') return ['int', 'long', 'double', 'decimal'];
  const number = toNumber(argument);
  const name = number === undefined ? argument : NUMBERS[number];
  if (typeof name !== 'string' || !Object.values(NUMBERS).includes(name)) {
    throw new CommandError(2, `Unknown type name alias: ${String(argument)}`);
  }
  return [name];
}
