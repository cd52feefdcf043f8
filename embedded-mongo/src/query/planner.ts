import { compareValues, valuesEqual } from '../bson/compare.ts';
import { type BsonDocument, describe, isDocument, isTruthy, rankOf, toNumber } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { isMultikey, type Collection, type Index } from '../storage/collection.ts';
import { isOperators } from './filter.ts';
import { type Predicate, type Predicates, predicatesOf } from './predicates.ts';
import type { SortSpec } from './sort.ts';

export interface IndexPlan {
  readonly kind: 'index';
  readonly index: Index;
  /** Values of the leading fields, one list per field. */
  readonly equalities: readonly (readonly unknown[])[];
  readonly range: Predicate | undefined;
  /** The scan comes in the order asked for, so that nothing has to be sorted. */
  readonly sorted: boolean;
  readonly reverse: boolean;
  /** Every key in the bounds is a match: documents need no second look. */
  readonly exact: boolean;
  /** There are as many matches as keys in the bounds. */
  readonly countable: boolean;
}

export type Plan =
  | IndexPlan
  | {
      readonly kind: 'collection';
      readonly reverse: boolean;
      readonly sorted: boolean;
      readonly exact: boolean;
      readonly countable: boolean;
    }
  | {
      readonly kind: 'union';
      readonly plans: readonly IndexPlan[];
      readonly sorted: false;
      readonly exact: false;
      readonly countable: false;
    };

export interface PlanRequest {
  readonly filter: BsonDocument;
  readonly sort?: SortSpec | undefined;
  readonly hint?: unknown;
  readonly limited?: boolean;
}

const MAX_POINTS = 2000;

/** Which conditions of a partial index's own filter follow from the query's. */
function implies(predicates: Predicates, partial: BsonDocument): boolean {
  const { byPath, branches } = predicates;
  return Object.keys(partial).every((path) => {
    const condition = partial[path];
    if (path === '$and')
      return Array.isArray(condition) && condition.every((each) => implies(predicates, each as BsonDocument));
    if (path === '$or') return branches !== undefined && valuesEqual(branches, condition);
    const predicate = byPath.get(path);
    if (!predicate) return false;
    if (predicate.conditions.some((each) => valuesEqual(each, condition))) return true;
    if (!isOperators(condition))
      return predicate.equal?.every((value) => valuesEqual(value, condition)) ?? false;
    return Object.keys(condition).every((name) => impliesOperator(predicate, name, condition[name]));
  });
}

function impliesOperator({ equal, low, high, present }: Predicate, name: string, argument: unknown): boolean {
  // $gt and its kin compare within one type: what is of another, or NaN, is not in the index.
  const isComparable = (value: unknown): boolean =>
    rankOf(value) === rankOf(argument) && !Number.isNaN(toNumber(value) ?? 0);
  const isRange = name !== '$exists' && name !== '$eq';
  const all = [...(equal ?? []), ...(low ? [low.value] : []), ...(high ? [high.value] : [])];
  if (isRange && !all.every(isComparable)) return false;
  const compare = (value: unknown): number => compareValues(value, argument);
  switch (name) {
    case '$exists':
      return isTruthy(argument) && present;
    case '$eq':
      return equal?.every((value) => compare(value) === 0) ?? false;
    case '$gt':
      if (equal) return equal.every((value) => compare(value) > 0);
      return low !== undefined && (low.inclusive ? compare(low.value) > 0 : compare(low.value) >= 0);
    case '$gte':
      return equal
        ? equal.every((value) => compare(value) >= 0)
        : low !== undefined && compare(low.value) >= 0;
    case '$lt':
      if (equal) return equal.every((value) => compare(value) < 0);
      return high !== undefined && (high.inclusive ? compare(high.value) < 0 : compare(high.value) <= 0);
    case '$lte':
      return equal
        ? equal.every((value) => compare(value) <= 0)
        : high !== undefined && compare(high.value) <= 0;
    default:
      return false;
  }
}

function isUsable(index: Index, predicates: Predicates): boolean {
  if (index.building) return false;
  const { sparse, partialFilterExpression } = index.spec;
  if (partialFilterExpression && !implies(predicates, partialFilterExpression)) return false;
  return !sparse || index.fields.some(({ path }) => predicates.byPath.get(path)?.present);
}

interface BoundFields {
  readonly equalities: (readonly unknown[])[];
  readonly range: Predicate | undefined;
}

/** In a multikey index two fields below one array need not be met by one element: bound only the first. */
function boundFields(index: Index, { byPath }: Predicates): BoundFields {
  const equalities: (readonly unknown[])[] = [];
  const heads = new Set<string>();
  let points = 1;
  for (const { path, parts } of index.fields) {
    const predicate = byPath.get(path);
    const head = parts[0] ?? '';
    if (!predicate || (index.multikey !== 0 && heads.has(head))) break;
    heads.add(head);
    const { equal, low, high } = predicate;
    if (equal && points * equal.length <= MAX_POINTS) {
      points *= equal.length;
      equalities.push(equal);
    } else {
      return { equalities, range: low || high ? predicate : undefined };
    }
  }
  return { equalities, range: undefined };
}

/**
 * Can the index deliver the order, and read forwards or backwards? Fields fixed to one value do not matter, not even
 * where documents have several: each has one key with that value.
 */
function orderOf(
  index: Index,
  equalities: BoundFields['equalities'],
  sort: SortSpec,
): 'forward' | 'backward' | undefined {
  if (index.clipped || equalities.some((values) => values.length !== 1)) return undefined;
  const fixed = index.fields.slice(0, equalities.length).map(({ path }) => path);
  // An array is sorted by its least or greatest element, whichever of them was asked for.
  if (sort.some(({ path }) => isMultikey(index, fixed.indexOf(path)))) return undefined;
  const wanted = sort.filter(({ path }) => !fixed.includes(path));
  const next = index.fields.slice(equalities.length);
  const signs = wanted.map(({ path, direction }, i) => {
    const field = next[i];
    const isOrdered = field?.path === path && !isMultikey(index, equalities.length + i);
    return isOrdered ? direction * field.direction : 0;
  });
  if (signs.every((sign) => sign === 1)) return 'forward';
  return signs.every((sign) => sign === -1) ? 'backward' : undefined;
}

/** Does the plan's index say everything that the filter says? */
function isTold(index: Index, { equalities, range }: BoundFields, predicates: Predicates): boolean {
  if (index.clipped || predicates.hasMore) return false;
  const bound = equalities.length + (range ? 1 : 0);
  const paths = new Set(index.fields.slice(0, bound).map(({ path }) => path));
  return [...predicates.byPath].every(([path, { exact, equal, low, high }]) => {
    if (!exact || (equal && (low || high))) return false;
    return paths.has(path);
  });
}

/** Has each document one key at the most within the bounds: does it have one key with each text alone? */
const areKeysApart = (index: Index, equalities: BoundFields['equalities']): boolean =>
  index.fields.every(
    (_, field) =>
      !isMultikey(index, field) ||
      (equalities[field]?.length === 1 && typeof equalities[field][0] === 'string'),
  );

function scoreOf(plan: IndexPlan, request: PlanRequest): number {
  const { index, equalities, range, sorted } = plan;
  if (index.unique && equalities.length === index.fields.length) return 1000;
  let score = equalities.length * 10;
  if (range) score += range.low && range.high ? 6 : 5;
  // Also where all documents are asked for: sorted in memory, large ones would soon be refused.
  if (sorted && request.sort?.length) score += score > 0 ? 4 : request.limited ? 3 : 1;
  return score;
}

function planIndex(index: Index, predicates: Predicates, sort: SortSpec): IndexPlan {
  const bound = boundFields(index, predicates);
  const order = orderOf(index, bound.equalities, sort);
  const told = isTold(index, bound, predicates);
  return {
    kind: 'index',
    index,
    ...bound,
    sorted: order !== undefined,
    reverse: order === 'backward',
    exact: told && index.multikey === 0,
    countable: told && areKeysApart(index, bound.equalities),
  };
}

function bestIndex(
  collection: Collection,
  request: PlanRequest,
  predicates: Predicates,
): IndexPlan | undefined {
  let best: IndexPlan | undefined;
  let bestScore = 0;
  for (const index of collection.indexes) {
    if (!isUsable(index, predicates)) continue;
    const plan = planIndex(index, predicates, request.sort ?? []);
    const score = scoreOf(plan, request);
    if (score > bestScore) {
      best = plan;
      bestScore = score;
    }
  }
  return best;
}

function hintedIndex(collection: Collection, hint: unknown, predicates: Predicates): Index {
  const [found, another] = isDocument(hint)
    ? indexesWithKey(collection, hint)
    : collection.indexes.filter(({ spec }) => spec.name === hint);
  if (another) throw new CommandError(27, `hint matched multiple indexes, give a name: ${describe(hint)}`);
  if (!found)
    throw new CommandError(2, `hint provided does not correspond to an existing index: ${describe(hint)}`);
  const { name, partialFilterExpression: partial } = found.spec;
  if (partial && !implies(predicates, partial))
    throw new CommandError(2, `bad hint: the partial index ${name} may lack what the query asks for`);
  return found;
}

export function sameKey(a: BsonDocument, b: BsonDocument): boolean {
  const pairs = (key: BsonDocument): string =>
    JSON.stringify(Object.entries(key).map(([path, way]) => [path, toNumber(way)]));
  return pairs(a) === pairs(b);
}

/** Several where they differ in what documents they hold, or in being unique. */
export const indexesWithKey = ({ indexes }: Collection, key: BsonDocument): Index[] =>
  indexes.filter(({ spec }) => sameKey(spec.key, key));

function planUnion(
  collection: Collection,
  { branches }: Predicates,
  rest: BsonDocument,
): IndexPlan[] | undefined {
  const plans: IndexPlan[] = [];
  for (const branch of branches ?? []) {
    const filter = { $and: [rest, branch] };
    const plan = bestIndex(collection, { filter }, predicatesOf(filter));
    if (!plan) return undefined;
    plans.push(plan);
  }
  return plans.length > 0 ? plans : undefined;
}

/** Chooses how to read: the best bounded index, a union of them for an $or, or the whole collection. */
export function planQuery(collection: Collection, request: PlanRequest): Plan {
  const { hint, filter, sort = [] } = request;
  const natural = naturalOrder(hint) ?? sort.find(({ path }) => path === '$natural')?.direction;
  const names = Object.keys(filter);
  const whole: Plan = {
    kind: 'collection',
    reverse: natural === -1,
    sorted: sort.every(({ path }) => path === '$natural'),
    exact: names.length === 0,
    countable: names.length === 0,
  };
  if (natural !== undefined) return whole;
  const predicates = predicatesOf(filter);
  if (hint !== undefined) return planIndex(hintedIndex(collection, hint, predicates), predicates, sort);
  const best = bestIndex(collection, request, predicates);
  if (best) return best;
  const { $or: _or, ...rest } = filter;
  const plans = planUnion(collection, predicates, '$or' in filter ? rest : {});
  return plans ? { kind: 'union', plans, sorted: false, exact: false, countable: false } : whole;
}

function naturalOrder(hint: unknown): number | undefined {
  return isDocument(hint) && '$natural' in hint ? toNumber(hint['$natural']) : undefined;
}
