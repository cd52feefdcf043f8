import {
  type BsonDocument,
  describe,
  isArray,
  isDocument,
  isNumeric,
  isTruthy,
  toNumber,
} from '../bson/values.ts';
import { valuesEqual } from '../bson/compare.ts';
import { CommandError, notSupported } from '../errors.ts';
import { sameKey } from '../query/planner.ts';
import { isRegex } from '../query/regex.ts';
import { type Collection, type Index, type IndexSpec, isIdIndex } from './collection.ts';

const IGNORED = new Set(['v', 'ns', 'background', 'name', 'key', 'unique', 'sparse', 'hidden']);
const READ = new Set(['partialFilterExpression', 'expireAfterSeconds', 'collation']);

function checkKey(key: BsonDocument): void {
  const fields = Object.entries(key);
  if (fields.length === 0) throw new CommandError(67, 'Index keys cannot be an empty object');
  if (fields.length > 32) throw new CommandError(13103, 'too many compound keys');
  for (const [path, way] of fields) {
    if (typeof way === 'string') throw notSupported(`index type '${way}'`);
    if (path.includes('$**')) throw notSupported('a wildcard index');
    const number = toNumber(way);
    if (number === undefined || number === 0 || Number.isNaN(number)) {
      throw new CommandError(
        67,
        `Values in the index key pattern must be non-zero numbers: ${describe(key)}`,
      );
    }
    if (path === '' || path.split('.').some((part) => part === '' || part.startsWith('$'))) {
      throw new CommandError(67, `Index key contains an illegal field name: '${path}'`);
    }
  }
}

/** The index of `_id` is always there, ascending and of all documents. */
function checkIdIndex({ partialFilterExpression: partial, sparse }: BsonDocument, way?: number): void {
  if (way !== 1) throw new CommandError(2, `The field 'key' for an _id index must be {_id: 1}`);
  if (partial !== undefined || isTruthy(sparse))
    throw new CommandError(72, 'The _id index is neither partial nor sparse');
}

function nameOf({ name }: BsonDocument): string {
  if (name === undefined) throw new CommandError(9, `The 'name' field is a required property of an index`);
  if (typeof name !== 'string') throw new CommandError(14, `The field 'name' has to be a string`);
  if (name === '' || name === '*' || name.includes('\0'))
    throw new CommandError(67, `The index name '${name}' is not valid`);
  return name;
}

function checkOptions({ unique, sparse, hidden, partialFilterExpression: partial }: BsonDocument): void {
  for (const [option, value] of Object.entries({ unique, sparse, hidden })) {
    if (value !== undefined && typeof value !== 'boolean' && !isNumeric(value))
      throw new CommandError(14, `The field '${option}' has to be a boolean`);
  }
  if (partial !== undefined && isTruthy(sparse))
    throw new CommandError(67, `cannot mix 'partialFilterExpression' and 'sparse' options`);
}

/** What MongoDB allows in the filter of a partial index, less `$in` of patterns and geometry. */
const PARTIAL_OPERATORS = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in']);

function checkPartial(partial: BsonDocument): void {
  for (const [path, condition] of Object.entries(partial)) {
    if (path === '$and' || path === '$or') {
      if (isArray(condition)) condition.filter(isDocument).forEach(checkPartial);
      continue;
    }
    const operators = isDocument(condition)
      ? Object.keys(condition).filter((name) => name.startsWith('$'))
      : [];
    const unknown = path.startsWith('$') ? path : operators.find((name) => !PARTIAL_OPERATORS.has(name));
    const isAbsence = isDocument(condition) && '$exists' in condition && !isTruthy(condition['$exists']);
    if (unknown !== undefined || isAbsence || isRegex(condition))
      throw new CommandError(67, `Expression not supported in partial index: ${unknown ?? path}`);
  }
}

/** An index as createIndexes describes it; kinds and options that are not there are refused by name. */
export function parseIndexSpec(given: BsonDocument): IndexSpec {
  const { key, partialFilterExpression: partial, expireAfterSeconds, collation } = given;
  if (!isDocument(key)) throw new CommandError(9, `the 'key' field of an index must be an object`);
  checkKey(key);
  const unknown = Object.keys(given).find((option) => !IGNORED.has(option) && !READ.has(option));
  if (unknown) throw notSupported(`index option '${unknown}'`);
  if (isTruthy(given['hidden'])) throw notSupported('a hidden index');
  if (collation !== undefined && !(isDocument(collation) && collation['locale'] === 'simple'))
    throw notSupported('collation');
  if (partial !== undefined && !isDocument(partial))
    throw new CommandError(67, `'partialFilterExpression' must be an object`);
  if (partial) checkPartial(partial);
  const seconds = toNumber(expireAfterSeconds);
  if (expireAfterSeconds !== undefined && !(seconds !== undefined && seconds >= 0 && seconds <= 2147483647)) {
    throw new CommandError(67, `TTL index 'expireAfterSeconds' must be a non-negative number`);
  }
  checkOptions(given);
  if (isIdIndex({ name: '', key })) checkIdIndex(given, toNumber(key['_id']));
  if (seconds !== undefined && '_id' in key)
    throw new CommandError(72, `The field 'expireAfterSeconds' is not valid for an _id index`);
  if (seconds !== undefined && Object.keys(key).length > 1) {
    throw new CommandError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  return {
    name: nameOf(given),
    key,
    ...(isTruthy(given['unique']) ? { unique: true } : {}),
    ...(isTruthy(given['sparse']) ? { sparse: true } : {}),
    ...(partial ? { partialFilterExpression: partial } : {}),
    ...(seconds === undefined ? {} : { expireAfterSeconds: Math.trunc(seconds) }),
  };
}

/** What tells indexes on the same key apart: what documents they hold, and being unique. */
const sameSignature = (a: IndexSpec, b: IndexSpec): boolean =>
  sameKey(a.key, b.key) &&
  !!a.unique === !!b.unique &&
  !!a.sparse === !!b.sparse &&
  valuesEqual(a.partialFilterExpression, b.partialFilterExpression);

/** The index that a spec asks for where it is there already; a contradiction to another is refused. */
export function findEquivalent(collection: Collection, spec: IndexSpec): Index | undefined {
  if (isIdIndex(spec)) return collection.indexes[0];
  for (const index of collection.indexes) {
    const { name, expireAfterSeconds } = index.spec;
    const isSame = sameSignature(index.spec, spec);
    if (name === spec.name && !isSame)
      throw new CommandError(86, `An existing index has the same name as the requested index: ${name}`);
    if (!isSame) continue;
    if (expireAfterSeconds !== spec.expireAfterSeconds)
      throw new CommandError(85, `An equivalent index already exists with different options: ${name}`);
    if (name !== spec.name) throw new CommandError(85, `Index already exists with a different name: ${name}`);
    return index;
  }
  return undefined;
}

export const describeIndex = ({ spec }: Index): BsonDocument => ({ v: 2, ...spec });
