import { type BsonDocument, describe, isDocument, isTruthy, toNumber } from '../bson/values.ts';
import { valuesEqual } from '../bson/compare.ts';
import { CommandError, notSupported } from '../errors.ts';
import { sameKey } from '../query/planner.ts';
import { type Collection, type Index, type IndexSpec, isIdIndex } from './collection.ts';

const IGNORED = new Set(['v', 'ns', 'background', 'name', 'key', 'unique', 'sparse', 'hidden']);
const READ = new Set(['partialFilterExpression', 'expireAfterSeconds', 'collation']);

function checkKey(key: BsonDocument): void {
  const fields = Object.entries(key);
  if (fields.length === 0) throw new CommandError(67, 'Index keys cannot be an empty object');
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

const defaultName = (key: BsonDocument): string =>
  Object.entries(key)
    .map(([path, way]) => `${path}_${String(toNumber(way))}`)
    .join('_');

/** An index as createIndexes describes it; kinds and options that are not there are refused by name. */
export function parseIndexSpec(given: BsonDocument): IndexSpec {
  const { key, name, partialFilterExpression: partial, expireAfterSeconds, collation } = given;
  if (!isDocument(key)) throw new CommandError(9, `the 'key' field of an index must be an object`);
  checkKey(key);
  const unknown = Object.keys(given).find((option) => !IGNORED.has(option) && !READ.has(option));
  if (unknown) throw notSupported(`index option '${unknown}'`);
  if (isTruthy(given['hidden'])) throw notSupported('a hidden index');
  if (isDocument(collation) && collation['locale'] !== 'simple') throw notSupported('collation');
  if (partial !== undefined && !isDocument(partial))
    throw new CommandError(67, `'partialFilterExpression' must be an object`);
  const seconds = toNumber(expireAfterSeconds);
  if (expireAfterSeconds !== undefined && (seconds === undefined || seconds < 0)) {
    throw new CommandError(67, `TTL index 'expireAfterSeconds' must be a non-negative number`);
  }
  if (seconds !== undefined && Object.keys(key).length > 1) {
    throw new CommandError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  return {
    name: typeof name === 'string' && name !== '' ? name : defaultName(key),
    key,
    ...(isTruthy(given['unique']) ? { unique: true } : {}),
    ...(isTruthy(given['sparse']) ? { sparse: true } : {}),
    ...(partial ? { partialFilterExpression: partial } : {}),
    ...(seconds === undefined ? {} : { expireAfterSeconds: seconds }),
  };
}

const sameOptions = (a: IndexSpec, b: IndexSpec): boolean =>
  !!a.unique === !!b.unique &&
  !!a.sparse === !!b.sparse &&
  a.expireAfterSeconds === b.expireAfterSeconds &&
  samePartial(a, b);

const samePartial = (a: IndexSpec, b: IndexSpec): boolean =>
  valuesEqual(a.partialFilterExpression, b.partialFilterExpression);

/** The index that a spec asks for where it is there already; a contradiction to another is refused. */
export function findEquivalent(collection: Collection, spec: IndexSpec): Index | undefined {
  if (isIdIndex(spec)) return collection.indexes[0];
  for (const index of collection.indexes) {
    const isSameKey = sameKey(index.spec.key, spec.key);
    if (index.spec.name === spec.name) {
      if (isSameKey && sameOptions(index.spec, spec)) return index;
      throw new CommandError(86, `An existing index has the same name as the requested index: ${spec.name}`);
    }
    if (isSameKey && samePartial(index.spec, spec)) {
      if (!sameOptions(index.spec, spec)) {
        throw new CommandError(
          85,
          `An equivalent index already exists with different options: ${index.spec.name}`,
        );
      }
      throw new CommandError(85, `Index already exists with a different name: ${index.spec.name}`);
    }
  }
  return undefined;
}

export const describeIndex = ({ spec }: Index): BsonDocument => ({ v: 2, ...spec });
