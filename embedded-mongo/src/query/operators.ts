import type { ObjectId } from 'bson';
import { fitsInt64, isInteger, toBigInt } from '../bson/numbers.ts';
import { compareValues, valuesEqual } from '../bson/compare.ts';
import {
  bsonTypeOf,
  describe,
  isArray,
  isDocument,
  isNumeric,
  isTruthy,
  RANK,
  rankOf,
  toNumber,
  type BsonDocument,
} from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { orAnyElement, type ValueTest } from './paths.ts';
import { isRegex, optionsOf, toRegExp, withOptions } from './regex.ts';
import { typeNameOf, typeNames } from './type-names.ts';

const isNaN = (value: unknown): boolean => Number.isNaN(toNumber(value) ?? 0);

export function equals(wanted: unknown): ValueTest {
  if (wanted === null || wanted === undefined) {
    return orAnyElement((value) => value === null || value === undefined);
  }
  if (isRegex(wanted)) return matchesPattern(wanted, toRegExp(wanted));
  if (typeof wanted === 'string' || typeof wanted === 'boolean') {
    return orAnyElement((value) => value === wanted);
  }
  if (bsonTypeOf(wanted) === 'ObjectId') {
    const id = wanted as ObjectId;
    return orAnyElement((value) => bsonTypeOf(value) === 'ObjectId' && id.equals(value as ObjectId));
  }
  const number = toNumber(wanted);
  if (number !== undefined && Number.isSafeInteger(number)) {
    return orAnyElement((value) => toNumber(value) === number);
  }
  const rank = rankOf(wanted);
  return orAnyElement(
    (value) => value !== undefined && rankIs(value, rank) && compareValues(value, wanted) === 0,
  );
}

/** A pattern finds strings, and the very same pattern where one is stored. */
const matchesPattern = (wanted: unknown, regex: RegExp): ValueTest =>
  orAnyElement((value) =>
    typeof value === 'string' ? regex.test(value) : isRegex(value) && valuesEqual(value, wanted),
  );

const rankIs = (value: unknown, rank: number): boolean => rankOf(value) === rank;

/** `$eq` takes a pattern for the value that it is; the other comparisons do not take one. */
const isEqual = (wanted: unknown): ValueTest =>
  isRegex(wanted) ? orAnyElement((value) => isRegex(value) && valuesEqual(value, wanted)) : equals(wanted);

function refusePattern(operator: string, wanted: unknown): void {
  if (isRegex(wanted)) throw new CommandError(2, `Can't have RegEx as arg to ${operator}.`);
}

const ORDER_TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

/** $gt and its kin compare within one type only, unlike sorting. */
function ordered(operator: string, wanted: unknown): ValueTest {
  const passes = ORDER_TESTS[operator];
  if (!passes) throw new CommandError(2, `unknown operator: ${operator}`);
  refusePattern(operator, wanted);
  const orEqual = operator === '$gte' || operator === '$lte';
  const rank = rankOf(wanted);
  if (rank === RANK.minKey || rank === RANK.maxKey) {
    return orAnyElement((value) => passes(compareValues(value ?? null, wanted)));
  }
  if (rank === RANK.null || isNaN(wanted)) return orEqual ? equals(wanted) : () => false;
  return orAnyElement((value) => {
    if (value === undefined || !rankIs(value, rank) || isNaN(value)) return false;
    return passes(compareValues(value, wanted));
  });
}

function isIn(operator: string, wanted: unknown): ValueTest {
  if (!isArray(wanted)) throw new CommandError(2, `${operator} needs an array`);
  if (wanted.some((value) => isDocument(value) && Object.keys(value)[0]?.startsWith('$'))) {
    throw new CommandError(2, `cannot nest $ under ${operator}`);
  }
  if (wanted.length > 8 && wanted.every((value) => typeof value === 'string')) {
    const strings = new Set<unknown>(wanted);
    return orAnyElement((value) => typeof value === 'string' && strings.has(value));
  }
  if (wanted.length > 8 && wanted.every((value) => bsonTypeOf(value) === 'ObjectId')) {
    const ids = new Set(wanted.map((id) => (id as ObjectId).toHexString()));
    return orAnyElement(
      (value) => bsonTypeOf(value) === 'ObjectId' && ids.has((value as ObjectId).toHexString()),
    );
  }
  const tests = wanted.map(equals);
  return (value, trace) => tests.some((test) => test(value, trace));
}

function hasType(argument: unknown): ValueTest {
  if (isArray(argument) && (argument.length === 0 || argument.some(isArray)))
    throw new CommandError(9, '$type must match at least one type, given in a list that is flat');
  const names = new Set(typeNames(argument));
  return orAnyElement((value) => value !== undefined && names.has(typeNameOf(value)));
}

function hasSize(argument: unknown): ValueTest {
  const size = toNumber(argument);
  if (size === undefined || !Number.isInteger(size) || size < 0 || size > 2147483647) {
    throw new CommandError(
      2,
      `Failed to parse $size. Expected a non-negative number in: $size: ${describe(argument)}`,
    );
  }
  return (value) => isArray(value) && value.length === size;
}

function isCongruent(argument: unknown): ValueTest {
  const [divisor, remainder] = isArray(argument) ? argument.map(wholeOf) : [];
  if (!isArray(argument) || argument.length !== 2 || !divisor || remainder === undefined) {
    throw new CommandError(2, 'malformed mod: needs a divisor other than 0 and a remainder');
  }
  return orAnyElement((value) => {
    const number = wholeOf(value);
    return number !== undefined && number % divisor === remainder;
  });
}

/** A number without what stands behind its point; undefined for what has no such integer of 64 bits. */
function wholeOf(value: unknown): bigint | undefined {
  if (!isNumeric(value)) return undefined;
  if (isInteger(value)) return toBigInt(value);
  const number = Math.trunc(toNumber(value) ?? Number.NaN);
  return Number.isFinite(number) && fitsInt64(BigInt(number)) ? BigInt(number) : undefined;
}

function matchesRegex(argument: unknown, operators: BsonDocument): ValueTest {
  const { $options: options } = operators;
  if (options !== undefined && typeof options !== 'string')
    throw new CommandError(2, '$options has to be a string');
  const own = isRegex(argument) ? optionsOf(argument) : '';
  if (own !== '' && options !== undefined)
    throw new CommandError(51074, 'options set in both $regex and $options');
  const regex = toRegExp(argument, options);
  return matchesPattern(withOptions(argument, options), regex);
}

/** A test together with whether a document matches when no value, instead of any, passes it. */
export interface OperatorTest {
  readonly test: ValueTest;
  readonly negated: boolean;
}

const plain = (test: ValueTest): OperatorTest => ({ test, negated: false });
const negated = (test: ValueTest): OperatorTest => ({ test, negated: true });

const OPERATORS: Readonly<Record<string, (argument: unknown, all: BsonDocument) => OperatorTest>> = {
  $eq: (argument) => plain(isEqual(argument)),
  $ne: (argument) => {
    refusePattern('$ne', argument);
    return negated(equals(argument));
  },
  $gt: (argument) => plain(ordered('$gt', argument)),
  $gte: (argument) => plain(ordered('$gte', argument)),
  $lt: (argument) => plain(ordered('$lt', argument)),
  $lte: (argument) => plain(ordered('$lte', argument)),
  $in: (argument) => plain(isIn('$in', argument)),
  $nin: (argument) => negated(isIn('$nin', argument)),
  $exists: (argument) => ({ test: (value) => value !== undefined, negated: !isTruthy(argument) }),
  $type: (argument) => plain(hasType(argument)),
  $size: (argument) => plain(hasSize(argument)),
  $mod: (argument) => plain(isCongruent(argument)),
  $regex: (argument, all) => plain(matchesRegex(argument, all)),
};

/** The test of an operator that looks at values only; undefined where the name is none of them. */
export const operatorTest = (name: string, argument: unknown, all: BsonDocument): OperatorTest | undefined =>
  Object.hasOwn(OPERATORS, name) ? OPERATORS[name]?.(argument, all) : undefined;
