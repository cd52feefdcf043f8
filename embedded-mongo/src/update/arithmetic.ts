import { Double, Int32, Long } from 'bson';
import { fitsInt32, fitsInt64, isInt32, isInteger, toBigInt } from '../bson/numbers.ts';
import { toNumber } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

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
  if (isInt32(a) && isInt32(b) && fitsInt32(result)) return new Int32(Number(result));
  if (!fitsInt64(result)) throw new CommandError(2, 'the result does not fit 64 bits');
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
