import { Double, Long } from 'bson';
import { compareValues } from '../../bson/compare.ts';
import { isArray, isNumeric, toNumber } from '../../bson/values.ts';
import { CommandError } from '../../errors.ts';
import { typeNameOf } from '../../query/type-names.ts';
import { isInteger, laterBy, toBigInt, wholeNumber } from '../../bson/numbers.ts';
import { averageOf, sumOf } from '../sums.ts';
import { type CompileOperator, isNullish, operator } from './operands.ts';

function checkNumbers(name: string, values: readonly unknown[]): void {
  const wrong = values.find((value) => !isNumeric(value));
  if (wrong !== undefined)
    throw new CommandError(14, `${name} only supports numeric types, not ${typeNameOf(wrong)}`);
}

function add(...values: readonly unknown[]): unknown {
  let date: Date | undefined;
  const numbers: unknown[] = [];
  for (const value of values) {
    if (isNullish(value)) return null;
    if (!(value instanceof Date)) numbers.push(value);
    else if (date) throw new CommandError(16612, 'only one date allowed in an $add expression');
    else date = value;
  }
  const wrong = numbers.find((value) => !isNumeric(value));
  if (wrong !== undefined)
    throw new CommandError(14, `$add only supports numeric or date types, not ${typeNameOf(wrong)}`);
  const sum = sumOf(numbers);
  return date ? laterBy(date, toNumber(sum) ?? 0) : sum;
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date && isNumeric(b)) return laterBy(a, -(toNumber(b) ?? 0));
  if (!isNumeric(a) || !isNumeric(b))
    throw new CommandError(14, `can't $subtract ${typeNameOf(b)} from ${typeNameOf(a)}`);
  if (isInteger(a) && isInteger(b)) return wholeNumber(toBigInt(a) - toBigInt(b), [a, b]);
  return new Double((toNumber(a) ?? 0) - (toNumber(b) ?? 0));
}

function multiply(...values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  checkNumbers('$multiply', values);
  if (values.every(isInteger))
    return wholeNumber(
      values.reduce<bigint>((product, value) => product * toBigInt(value), 1n),
      values,
    );
  return new Double(values.reduce<number>((product, value) => product * (toNumber(value) ?? 0), 1));
}

function divide(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b))
    throw new CommandError(
      14,
      `$divide only supports numeric types, not ${typeNameOf(a)} and ${typeNameOf(b)}`,
    );
  if (toNumber(b) === 0) throw new CommandError(2, `can't $divide by zero`);
  return new Double((toNumber(a) ?? 0) / (toNumber(b) ?? 0));
}

/** Of one operand that is an array its elements count, of several operands the operands. */
const overElements =
  (compute: (values: readonly unknown[]) => unknown): CompileOperator =>
  (argument, compile, names) => {
    const operands = (isArray(argument) ? argument : [argument]).map((each) => compile(each, names));
    return (doc, variables) => {
      const values = operands.map((operand) => operand(doc, variables));
      return compute(values.length === 1 && isArray(values[0]) ? values[0] : values);
    };
  };

const extreme = (sign: 1 | -1): CompileOperator =>
  overElements((values) => {
    const there = values.filter((value) => !isNullish(value));
    if (there.length === 0) return null;
    return there.reduce((best, each) => (compareValues(each, best) * sign > 0 ? each : best));
  });

const MANY = [0, Number.POSITIVE_INFINITY] as const;

export const ARITHMETIC: Readonly<Record<string, CompileOperator>> = {
  $add: operator('$add', MANY, add),
  $subtract: operator('$subtract', [2, 2], subtract),
  $multiply: operator('$multiply', MANY, multiply),
  $divide: operator('$divide', [2, 2], divide),
  $sum: overElements((values) => sumOf(values.filter(isNumeric))),
  $avg: overElements((values) => averageOf(values.filter(isNumeric))),
  $max: extreme(1),
  $min: extreme(-1),
};
