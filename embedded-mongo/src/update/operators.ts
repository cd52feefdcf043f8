import { Int32, Timestamp } from 'bson';
import { compareValues, valuesEqual } from '../bson/compare.ts';
import { type BsonDocument, describe, isDocument, isNumeric } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { typeNameOf } from '../query/type-names.ts';
import { ADD, compute, computeBits, MULTIPLY } from './arithmetic.ts';
import { addToSet, pop, pull, pullAll, push } from './array-operators.ts';
import { setValueAt, unsetAt, valueAt } from './paths.ts';

/** Changes the document at one path. */
export type UpdateOperator = (root: BsonDocument, parts: readonly string[], argument: unknown) => void;

const arithmetic =
  (name: string, operation: typeof ADD): UpdateOperator =>
  (root, parts, argument) => {
    if (!isNumeric(argument)) {
      throw new CommandError(
        14,
        `Cannot ${name} with non-numeric argument: {${parts.join('.')}: ${describe(argument)}}`,
      );
    }
    const current = valueAt(root, parts);
    if (current !== undefined && !isNumeric(current)) {
      throw new CommandError(
        14,
        `Cannot apply ${name} to a value of non-numeric type: the field '${parts.join('.')}' is of type ${typeNameOf(current)}`,
      );
    }
    if (current === undefined && name === '$inc') {
      setValueAt(root, parts, argument);
      return;
    }
    const result = compute(current ?? new Int32(0), argument, operation);
    // As in MongoDB, an equal value of the same type stays as it is: -0 for one.
    const isSame = typeNameOf(current) === typeNameOf(result) && valuesEqual(current, result);
    if (!isSame) setValueAt(root, parts, result);
  };

const extreme =
  (sign: 1 | -1): UpdateOperator =>
  (root, parts, argument) => {
    const current = valueAt(root, parts);
    if (current === undefined || compareValues(argument, current) * sign > 0)
      setValueAt(root, parts, argument);
  };

function isTimestampAsked(argument: unknown): boolean {
  if (typeof argument === 'boolean') return false;
  const { $type: type, ...others } = isDocument(argument) ? argument : {};
  if ((type === 'date' || type === 'timestamp') && Object.keys(others).length === 0)
    return type === 'timestamp';
  throw new CommandError(
    2,
    `${describe(argument)} is not valid for $currentDate: give a boolean or { $type: 'date' or 'timestamp' }`,
  );
}

function currentDate(root: BsonDocument, parts: readonly string[], argument: unknown): void {
  const now = Date.now();
  const isTimestamp = isTimestampAsked(argument);
  setValueAt(root, parts, isTimestamp ? new Timestamp({ t: Math.floor(now / 1000), i: 1 }) : new Date(now));
}

function bit(root: BsonDocument, parts: readonly string[], argument: unknown): void {
  if (!isDocument(argument) || Object.keys(argument).length === 0)
    throw new CommandError(2, 'The $bit modifier needs a document with and, or, or xor');
  const current = valueAt(root, parts);
  let value: unknown = current === undefined ? new Int32(0) : current;
  for (const [operator, operand] of Object.entries(argument)) value = computeBits(value, operator, operand);
  setValueAt(root, parts, value);
}

export const UPDATE_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  $set: setValueAt,
  $setOnInsert: setValueAt,
  $unset: unsetAt,
  $inc: arithmetic('$inc', ADD),
  $mul: arithmetic('$mul', MULTIPLY),
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
  $bit: bit,
};
