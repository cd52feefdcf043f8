import {
  type BsonDocument,
  isArray,
  isDocument,
  isTruthy,
  RANK,
  rankOf,
  bsonTypeOf,
  toNumber,
} from '../bson/values.ts';
import { isOperators } from './filter.ts';
import { isRegex, literalPrefix } from './regex.ts';

interface Bound {
  readonly value: unknown;
  readonly inclusive: boolean;
}

/** What a filter says about one path, as far as an index can use it. */
export interface Predicate {
  equal?: readonly unknown[];
  low?: Bound;
  high?: Bound;
  /** The path must hold something other than null. */
  present: boolean;
  /** The bounds say all that the filter says about the path. */
  exact: boolean;
  readonly conditions: unknown[];
}

export interface Predicates {
  readonly byPath: ReadonlyMap<string, Predicate>;
  /** The $or of the filter, where there is exactly one. */
  readonly branches: readonly BsonDocument[] | undefined;
  /** Something in the filter is no predicate of a single path. */
  readonly hasMore: boolean;
}

const hasOrder = (value: unknown): boolean => bsonTypeOf(value) !== 'Decimal128';

/** Arrays match in two ways, as a whole and by element, regular expressions by their own rules. */
const isPoint = (value: unknown): boolean =>
  value !== undefined && !isArray(value) && !isRegex(value) && hasOrder(value);

function isRangeValue(value: unknown): boolean {
  if (!isPoint(value) || value === null) return false;
  const rank = rankOf(value);
  return rank !== RANK.minKey && rank !== RANK.maxKey && !Number.isNaN(toNumber(value) ?? 0);
}

function restrictToEqual(predicate: Predicate, values: readonly unknown[]): void {
  if (predicate.equal) predicate.exact = false;
  predicate.equal ??= values;
  if (values.every((value) => value !== null)) predicate.present = true;
}

function restrictTo(predicate: Predicate, side: 'low' | 'high', bound: Bound): void {
  predicate.present = true;
  if (predicate[side]) predicate.exact = false;
  else predicate[side] = bound;
  // Bounds of two types leave room between them for values that meet neither: comparison stays within a type.
  const { low, high } = predicate;
  if (low && high && rankOf(low.value) !== rankOf(high.value)) predicate.exact = false;
}

function addPrefix(predicate: Predicate, regex: unknown): void {
  predicate.exact = false;
  const prefix = literalPrefix(regex);
  if (prefix === undefined) return;
  restrictTo(predicate, 'low', { value: prefix, inclusive: true });
  restrictTo(predicate, 'high', { value: `${prefix}\u{10ffff}`, inclusive: true });
}

function addOperator(predicate: Predicate, operators: BsonDocument, name: string): void {
  const argument = operators[name];
  if (name === '$eq' && isPoint(argument)) restrictToEqual(predicate, [argument]);
  else if (name === '$in' && isArray(argument) && argument.every(isPoint))
    restrictToEqual(predicate, argument);
  else if ((name === '$gt' || name === '$gte') && isRangeValue(argument)) {
    restrictTo(predicate, 'low', { value: argument, inclusive: name === '$gte' });
  } else if ((name === '$lt' || name === '$lte') && isRangeValue(argument)) {
    restrictTo(predicate, 'high', { value: argument, inclusive: name === '$lte' });
  } else {
    predicate.exact = false;
    if (name === '$exists' && isTruthy(argument)) predicate.present = true;
    if (name === '$regex' && operators['$options'] === undefined) addPrefix(predicate, argument);
    if (name === '$all' && isArray(argument)) addAll(predicate, argument);
  }
}

function addAll(predicate: Predicate, wanted: readonly unknown[]): void {
  const first = wanted.find((value) => isPoint(value) && !isDocument(value));
  if (first !== undefined) restrictToEqual(predicate, [first]);
}

class Collector {
  readonly byPath = new Map<string, Predicate>();
  readonly ors: (readonly BsonDocument[])[] = [];
  hasMore = false;

  add(filter: BsonDocument): void {
    for (const name of Object.keys(filter)) {
      const condition = filter[name];
      if (name === '$and' && isArray(condition))
        condition.filter(isDocument).forEach((each) => this.add(each));
      else if (name === '$or' && isArray(condition)) this.ors.push(condition.filter(isDocument));
      else if (name.startsWith('$')) this.hasMore ||= name !== '$comment';
      else this.addCondition(name, condition);
    }
  }

  private addCondition(path: string, condition: unknown): void {
    const predicate = this.at(path);
    predicate.conditions.push(condition);
    if (isOperators(condition)) {
      for (const name of Object.keys(condition)) {
        addOperator(predicate, condition, name);
        if (name === '$elemMatch') this.addElements(path, condition[name]);
      }
    } else if (isPoint(condition)) restrictToEqual(predicate, [condition]);
    else if (isRegex(condition)) addPrefix(predicate, condition);
    else predicate.exact = false;
  }

  private addElements(path: string, condition: unknown): void {
    if (!isDocument(condition) || isOperators(condition)) return;
    for (const name of Object.keys(condition)) {
      if (name.startsWith('$')) continue;
      this.addCondition(`${path}.${name}`, condition[name]);
      this.at(`${path}.${name}`).exact = false;
    }
  }

  private at(path: string): Predicate {
    const existing = this.byPath.get(path);
    if (existing) return existing;
    const predicate: Predicate = { present: false, exact: true, conditions: [] };
    this.byPath.set(path, predicate);
    return predicate;
  }
}

export function predicatesOf(filter: BsonDocument): Predicates {
  const collector = new Collector();
  collector.add(filter);
  const { byPath, ors, hasMore } = collector;
  return { byPath, branches: ors.length === 1 ? ors[0] : undefined, hasMore: hasMore || ors.length > 0 };
}
