import { Double, Int32, Long } from 'bson';
import { bsonTypeOf, toNumber } from './values.ts';
import { CommandError } from '../errors.ts';

const INT32_MIN = -2147483648n;
const INT32_MAX = 2147483647n;
const INT64_MIN = -9223372036854775808n;
const INT64_MAX = 9223372036854775807n;

export const isInt32 = (value: unknown): boolean =>
  bsonTypeOf(value) === 'Int32' ||
  (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2147483647);

export const isInteger = (value: unknown): boolean =>
  isInt32(value) || bsonTypeOf(value) === 'Long' || typeof value === 'bigint';

export function toBigInt(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  return bsonTypeOf(value) === 'Long' ? (value as Long).toBigInt() : BigInt(toNumber(value) ?? 0);
}

export const fitsInt32 = (value: bigint): boolean => value >= INT32_MIN && value <= INT32_MAX;
export const fitsInt64 = (value: bigint): boolean => value >= INT64_MIN && value <= INT64_MAX;

/** An integer that expressions computed: int32 if all operands were and it fits, else int64, else a double. */
export function wholeNumber(value: bigint, operands: readonly unknown[]): unknown {
  if (fitsInt32(value) && operands.every(isInt32)) return new Int32(Number(value));
  return fitsInt64(value) ? Long.fromBigInt(value) : new Double(Number(value));
}

/** So many milliseconds after a date, to the nearest whole one; a half goes away from zero. */
export function laterBy(start: Date, milliseconds: number): Date {
  const whole = Math.sign(milliseconds) * Math.round(Math.abs(milliseconds));
  const date = new Date(start.getTime() + whole);
  if (Number.isNaN(date.getTime())) throw new CommandError(15, 'date overflow');
  return date;
}
