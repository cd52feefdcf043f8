import { Double, Int32, Long } from 'bson';
import { bsonTypeOf, toNumber } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

const INT32_MIN = -2147483648n;
const INT32_MAX = 2147483647n;
const INT64_MIN = -9223372036854775808n;
const INT64_MAX = 9223372036854775807n;

const isInt32 = (value: unknown): boolean =>
  bsonTypeOf(value) === 'Int32' ||
  (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2147483647);

const isInteger = (value: unknown): boolean =>
  isInt32(value) || bsonTypeOf(value) === 'Long' || typeof value === 'bigint';

function toBigInt(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  return bsonTypeOf(value) === 'Long' ? (value as Long).toBigInt() : BigInt(toNumber(value) ?? 0);
}

interface Operation {
  readonly doubles: (a: number, b: number) => number;
  readonly integers: (a: bigint, b: bigint) => bigint;
}

export const ADD: Operation = { doubles: (a, b) => a + b, integers: (a, b) => a + b };
export const MULTIPLY: Operation = { doubles: (a, b) => a * b, integers: (a, b) => a * b };

/** MongoDB's arithmetic: int32 grows to int64, which must not overflow; a double makes the result one. */
export function compute(a: unknown, b: unknown, operation: Operation): unknown {
  if (!isInteger(a) || !isInteger(b)) {
    return new Double(operation.doubles(toNumber(a) ?? 0, toNumber(b) ?? 0));
  }
  const result = operation.integers(toBigInt(a), toBigInt(b));
  if (isInt32(a) && isInt32(b) && result >= INT32_MIN && result <= INT32_MAX)
    return new Int32(Number(result));
  if (result < INT64_MIN || result > INT64_MAX) throw new CommandError(2, 'the result does not fit 64 bits');
  return Long.fromBigInt(result);
}

/** Bitwise and, or, xor on integers of either width. */
export function computeBits(a: unknown, operator: string, b: unknown): unknown {
  if (!isInteger(a) || !isInteger(b))
    throw new CommandError(2, 'Cannot apply $bit to a value of non-integral type');
  const [x, y] = [toBigInt(a), toBigInt(b)];
  let result: bigint;
  if (operator === 'and') result = x & y;
  else if (operator === 'or') result = x | y;
  else if (operator === 'xor') result = x ^ y;
  else throw new CommandError(2, `The $bit modifier only supports 'and', 'or', and 'xor', not '${operator}'`);
  return isInt32(a) && isInt32(b)
    ? new Int32(Number(BigInt.asIntN(32, result)))
    : Long.fromBigInt(BigInt.asIntN(64, result));
}
