import { compareValues, valuesEqual } from '../bson/compare.ts';
import { fieldsOf } from '../bson/stored-document.ts';
import { type BsonDocument, isArray, isDocument, toNumber } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { compileField, compileFilter, isOperators } from '../query/filter.ts';
import { isRegex } from '../query/regex.ts';
import { typeNameOf } from '../query/type-names.ts';
import { refuseNoWay, setValueAt, valueAt } from './paths.ts';

function findArray(
  root: BsonDocument,
  parts: readonly string[],
  operator: string,
  code = 2,
): unknown[] | undefined {
  const value = valueAt(root, parts);
  if (value === undefined) return undefined;
  if (isArray(value)) return value;
  throw new CommandError(
    code,
    `The field '${parts.join('.')}' must be an array for ${operator} but is of type ${typeNameOf(value)}`,
  );
}

function getArray(root: BsonDocument, parts: readonly string[], operator: string): unknown[] {
  const existing = findArray(root, parts, operator);
  if (existing) return existing;
  const made: unknown[] = [];
  setValueAt(root, parts, made);
  return made;
}

const replaceElements = (array: unknown[], elements: readonly unknown[]): void => {
  array.length = 0;
  for (const element of elements) array.push(element);
};

function wayOf(direction: unknown): 1 | -1 {
  const way = toNumber(direction);
  if (way === 1 || way === -1) return way;
  throw new CommandError(2, 'The $sort element value must be either 1 or -1');
}

function sortElements(array: unknown[], spec: unknown): void {
  if (isDocument(spec)) {
    const fields = Object.keys(spec).map((path) => {
      if (path.split('.').includes(''))
        throw new CommandError(2, `The $sort field is a dotted field but has an empty part: '${path}'`);
      return { parts: path.split('.'), way: wayOf(spec[path]) };
    });
    if (fields.length === 0) throw new CommandError(2, 'The $sort pattern is empty when it should be a set');
    const at = (element: unknown, parts: readonly string[]): unknown =>
      isDocument(element) ? (valueAt(element, parts) ?? null) : null;
    array.sort((a, b) => {
      for (const { parts, way } of fields) {
        const order = compareValues(at(a, parts), at(b, parts));
        if (order !== 0) return order * way;
      }
      return 0;
    });
  } else {
    const way = wayOf(spec);
    array.sort((a, b) => compareValues(a, b) * way);
  }
}

function numberOption(options: BsonDocument, name: string): number | undefined {
  if (options[name] === undefined) return undefined;
  const number = toNumber(options[name]);
  if (number === undefined || !Number.isInteger(number))
    throw new CommandError(2, `The value for ${name} must be an integer value`);
  return number;
}

const PUSH_OPTIONS = new Set(['$each', '$position', '$sort', '$slice']);

export function push(root: BsonDocument, parts: readonly string[], argument: unknown): void {
  if (!isDocument(argument) || !('$each' in argument)) {
    getArray(root, parts, '$push').push(argument);
    return;
  }
  const unknown = Object.keys(argument).find((name) => !PUSH_OPTIONS.has(name));
  if (unknown) throw new CommandError(2, `Unrecognized clause in $push: ${unknown}`);
  const { $each: added } = argument;
  if (!isArray(added)) throw new CommandError(2, 'The argument to $each in $push must be an array');
  const array = getArray(root, parts, '$push');
  const position = numberOption(argument, '$position') ?? array.length;
  array.splice(position < 0 ? Math.max(0, array.length + position) : position, 0, ...added);
  if (argument['$sort'] !== undefined) sortElements(array, argument['$sort']);
  const slice = numberOption(argument, '$slice');
  if (slice !== undefined) replaceElements(array, slice < 0 ? array.slice(slice) : array.slice(0, slice));
}

export function addToSet(root: BsonDocument, parts: readonly string[], argument: unknown): void {
  const isList = isDocument(argument) && '$each' in argument;
  const other = isList && Object.keys(argument).find((name) => name !== '$each');
  if (other) throw new CommandError(2, `Found unexpected fields after $each in $addToSet: ${other}`);
  const each = isList ? argument['$each'] : [argument];
  if (!isArray(each)) throw new CommandError(14, 'The argument to $each in $addToSet must be an array');
  const array = getArray(root, parts, '$addToSet');
  for (const value of each) if (!array.some((element) => valuesEqual(element, value))) array.push(value);
}

/** Conditions of the elements themselves, as a filter of documents has them. */
const LOGICAL = new Set(['$and', '$or', '$nor']);

/** A value is pulled where an element equals it; elements that are arrays are not looked into, as by operators. */
function pullTest(condition: unknown): (element: unknown) => boolean {
  if (isDocument(condition) && (!isOperators(condition) || LOGICAL.has(Object.keys(condition)[0] ?? ''))) {
    const filter = compileFilter(condition);
    return (element) => isDocument(element) && filter(fieldsOf(element));
  }
  if (!isDocument(condition) && !isRegex(condition)) return (element) => valuesEqual(element, condition);
  const filter = compileField('value', condition);
  return (element) => filter(fieldsOf({ value: element }));
}

export function pull(root: BsonDocument, parts: readonly string[], condition: unknown): void {
  const array = findArray(root, parts, '$pull');
  if (!array) return;
  const isPulled = pullTest(condition);
  replaceElements(
    array,
    array.filter((element) => !isPulled(element)),
  );
}

export function pullAll(root: BsonDocument, parts: readonly string[], values: unknown): void {
  if (!isArray(values)) throw new CommandError(2, '$pullAll requires an array argument');
  const array = findArray(root, parts, '$pullAll');
  if (!array) return;
  replaceElements(
    array,
    array.filter((element) => !values.some((value) => valuesEqual(value, element))),
  );
}

export function pop(root: BsonDocument, parts: readonly string[], side: unknown): void {
  const number = toNumber(side);
  if (number !== 1 && number !== -1) throw new CommandError(9, '$pop expects 1 or -1');
  refuseNoWay(root, parts);
  const array = findArray(root, parts, '$pop', 14);
  if (number < 0) array?.shift();
  else array?.pop();
}
