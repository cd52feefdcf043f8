import { StoredDocument } from '../bson/stored-document.ts';
import type { BsonDocument } from '../bson/values.ts';
import type { Collection } from '../storage/collection.ts';
import type { KeyValue } from '../storage/key-value.ts';
import { compileFilter, type Filter, type Variables } from './filter.ts';
import type { Trace } from './paths.ts';
import { type Plan, planQuery } from './planner.ts';
import { countExact, scanRows } from './scan.ts';
import { Sorter, sortKeyOf, type SortSpec } from './sort.ts';

export interface Match {
  readonly record: number;
  readonly doc: StoredDocument;
  /** The array position at which the filter matched, -1 for none. */
  readonly position: number;
}

export interface Query {
  readonly filter: BsonDocument;
  readonly sort?: SortSpec | undefined;
  readonly skip?: number;
  /** 0: all. */
  readonly limit?: number;
  readonly hint?: unknown;
  readonly variables?: Variables;
}

/**
 * Chunks of results. An empty chunk says that work was done without a result: whoever pulls may stop
 * between any two chunks, and nothing is held open meanwhile.
 */
export type Chunks<T> = Generator<T[], void>;

export const planFor = (collection: Collection, { filter, sort, hint, limit = 0 }: Query): Plan =>
  planQuery(collection, { filter, sort, hint, limited: limit > 0 });

function* unordered(
  kv: KeyValue,
  collection: Collection,
  plan: Plan,
  filter: Filter | undefined,
): Chunks<Match> {
  const trace: Trace = { index: -1 };
  for (const rows of scanRows(kv, collection, plan)) {
    const found: Match[] = [];
    for (const { record, raw } of rows) {
      const doc = new StoredDocument(raw);
      trace.index = -1;
      if (!filter || filter(doc, trace)) found.push({ record, doc, position: trace.index });
    }
    yield found;
  }
}

function* sortedBy(sort: SortSpec, chunks: Chunks<Match>, limit: number): Chunks<Match> {
  const keyOf = sortKeyOf(sort);
  const sorter = new Sorter<Match>(limit);
  for (const chunk of chunks) {
    for (const match of chunk) sorter.add(keyOf(match.doc), match, match.doc.raw.length);
    yield [];
  }
  const sorted = sorter.sorted();
  for (let i = 0; i < sorted.length; i += 256) yield sorted.slice(i, i + 256);
}

export function* window<T>(chunks: Chunks<T>, skip: number, limit: number): Chunks<T> {
  let toSkip = skip;
  let left = limit > 0 ? limit : Number.POSITIVE_INFINITY;
  for (const chunk of chunks) {
    const part = chunk.slice(toSkip, toSkip + left);
    toSkip = Math.max(0, toSkip - chunk.length);
    left -= part.length;
    yield part;
    if (left <= 0) return;
  }
}

/** The documents of a query in its order, in chunks. */
export function matchesOf(kv: KeyValue, collection: Collection | undefined, query: Query): Chunks<Match> {
  // Compiled even where there is nothing to filter: a bad filter is refused all the same.
  const filter = compileFilter(query.filter, query.variables);
  return collection ? readMatches(kv, collection, query, filter) : (function* () {})();
}

function* readMatches(kv: KeyValue, collection: Collection, query: Query, filter: Filter): Chunks<Match> {
  const { sort, skip = 0, limit = 0 } = query;
  const plan = planFor(collection, query);
  const found = unordered(kv, collection, plan, plan.exact ? undefined : filter);
  const ordered =
    sort && sort.length > 0 && !plan.sorted ? sortedBy(sort, found, limit > 0 ? skip + limit : 0) : found;
  yield* window(ordered, skip, limit);
}

/** All matches at once, for use within a write. */
export function collectMatches(kv: KeyValue, collection: Collection, query: Query): Match[] {
  return [...matchesOf(kv, collection, query)].flat();
}

/** The number of matches, without reading documents where an index knows it. */
export function* countMatches(
  kv: KeyValue,
  collection: Collection,
  query: Query,
): Generator<undefined, number> {
  const filter = compileFilter(query.filter, query.variables);
  const plan = planFor(collection, query);
  const known = countExact(kv, collection, plan);
  let count = known ?? 0;
  if (known === undefined) {
    for (const found of unordered(kv, collection, plan, filter)) {
      count += found.length;
      yield undefined;
    }
  }
  const { skip = 0, limit = 0 } = query;
  const afterSkip = Math.max(0, count - skip);
  return limit > 0 ? Math.min(limit, afterSkip) : afterSkip;
}
