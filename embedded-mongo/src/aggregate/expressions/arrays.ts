import { Int32 } from 'bson';
import { valuesEqual } from '../../bson/compare.ts';
import { isArray, isDocument, isNumeric, isTruthy, toNumber } from '../../bson/values.ts';
import { CommandError } from '../../errors.ts';
import { typeNameOf } from '../../query/type-names.ts';
import { checkVariableName } from './paths.ts';
import { type CompileOperator, isNullish, namedOperands, operator } from './operands.ts';

/** No document holds more: each element takes three bytes at least. */
const MAX_ELEMENTS = 16 * 1024 * 1024;

/** A whole number of 32 bits, as positions and counts are. */
function wholeOperand(name: string, value: unknown, code: number): number {
  const number = isNumeric(value) ? toNumber(value) : undefined;
  if (number === undefined || !Number.isInteger(number) || Math.abs(number) > 2147483648)
    throw new CommandError(code, `${name} needs a 32-bit integer, not ${typeNameOf(value)}`);
  return number;
}

function elementAt(array: unknown, index: unknown): unknown {
  if (isNullish(array) || isNullish(index)) return null;
  if (!isArray(array))
    throw new CommandError(28689, `$arrayElemAt's first argument must be an array, not ${typeNameOf(array)}`);
  if (!isNumeric(index))
    throw new CommandError(28690, `$arrayElemAt's second argument must be numeric, not ${typeNameOf(index)}`);
  return array.at(wholeOperand('$arrayElemAt', index, 28691));
}

const end = (name: string, index: 0 | -1): CompileOperator =>
  operator(name, [1, 1], (array) => {
    if (isNullish(array)) return null;
    if (!isArray(array))
      throw new CommandError(28689, `${name}'s argument must be an array, not ${typeNameOf(array)}`);
    return array.at(index);
  });

function concatArrays(...arrays: readonly unknown[]): unknown {
  const result: unknown[] = [];
  let isNull = false;
  for (const array of arrays) {
    if (isNullish(array)) isNull = true;
    else if (!isArray(array))
      throw new CommandError(28664, `$concatArrays only supports arrays, not ${typeNameOf(array)}`);
    else {
      if (result.length + array.length > MAX_ELEMENTS)
        throw new CommandError(10334, 'the array of $concatArrays is larger than any document');
      for (const element of array) result.push(element);
    }
    if (isNull) return null;
  }
  return result;
}

function slice(array: unknown, ...[first, second]: readonly unknown[]): unknown {
  const bounds = second === undefined ? [first] : [first, second];
  if (isNullish(array) || bounds.some(isNullish)) return null;
  if (!isArray(array))
    throw new CommandError(28724, `First argument to $slice must be an array, not ${typeNameOf(array)}`);
  const from = wholeOperand('$slice', first, isNumeric(first) ? 28726 : 28725);
  if (bounds.length === 1) return from < 0 ? array.slice(from) : array.slice(0, from);
  const count = wholeOperand('$slice', second, isNumeric(second) ? 28728 : 28727);
  if (count <= 0) throw new CommandError(28729, 'Third argument to $slice must be positive');
  const start = from < 0 ? Math.max(0, array.length + from) : from;
  return array.slice(start, start + count);
}

function size(array: unknown): unknown {
  if (isArray(array)) return new Int32(array.length);
  throw new CommandError(17124, `The argument to $size must be an array, not ${typeNameOf(array)}`);
}

function isIn(value: unknown, array: unknown): boolean {
  if (!isArray(array))
    throw new CommandError(40081, `$in requires an array as a second argument, not ${typeNameOf(array)}`);
  return array.some((each) => valuesEqual(value, each));
}

function variableOf(argument: Readonly<Record<string, unknown>>): string {
  const { as } = argument;
  if (as === undefined) return 'this';
  if (typeof as !== 'string') throw new CommandError(9, `'as' must be a string`);
  checkVariableName(as);
  return as;
}

const FILTER_CODES = { notObject: 28646, unknown: 28647, missing: 28648 };

const filter: CompileOperator = (argument, compile, names) => {
  const fields = { required: ['input', 'cond'], optional: ['as', 'limit'] };
  const spec = namedOperands('$filter', argument, fields, FILTER_CODES);
  const name = variableOf(spec);
  const input = compile(spec['input'], names);
  const test = compile(spec['cond'], new Set([...names, name]));
  const limit = 'limit' in spec ? compile(spec['limit'], names) : () => null;
  return (doc, variables) => {
    const array = input(doc, variables);
    const most = limit(doc, variables);
    if (isNullish(array)) return null;
    if (!isArray(array))
      throw new CommandError(28651, `input to $filter must be an array not ${typeNameOf(array)}`);
    const count = isNullish(most) ? array.length : wholeOperand('$filter', most, 327391);
    if (!isNullish(most) && count < 1) throw new CommandError(327392, '$filter: limit must be positive');
    const kept: unknown[] = [];
    for (const element of array) {
      if (kept.length === count) break;
      if (isTruthy(test(doc, { ...variables, [name]: element }))) kept.push(element);
    }
    return kept;
  };
};

const map: CompileOperator = (argument, compile, names) => {
  const codes = { notObject: 16878, unknown: 16879, missing: 16880 };
  const spec = namedOperands('$map', argument, { required: ['input', 'in'], optional: ['as'] }, codes);
  if (isDocument(argument) && !('in' in argument)) throw new CommandError(16882, `Missing 'in' to $map`);
  const name = variableOf(spec);
  const input = compile(spec['input'], names);
  const each = compile(spec['in'], new Set([...names, name]));
  return (doc, variables) => {
    const array = input(doc, variables);
    if (isNullish(array)) return null;
    if (!isArray(array))
      throw new CommandError(16883, `input to $map must be an array not ${typeNameOf(array)}`);
    return array.map((element) => each(doc, { ...variables, [name]: element }) ?? null);
  };
};

export const ARRAYS: Readonly<Record<string, CompileOperator>> = {
  $arrayElemAt: operator('$arrayElemAt', [2, 2], elementAt),
  $first: end('$first', 0),
  $last: end('$last', -1),
  $concatArrays: operator('$concatArrays', [0, Number.POSITIVE_INFINITY], concatArrays),
  $slice: operator('$slice', [2, 3], slice),
  $size: operator('$size', [1, 1], size),
  $isArray: operator('$isArray', [1, 1], isArray),
  $in: operator('$in', [2, 2], isIn),
  $filter: filter,
  $map: map,
};
