import { StoredDocument } from '../bson/stored-document.ts';
import type { BsonDocument } from '../bson/values.ts';
import type { Collection } from '../storage/collection.ts';
import { type Memory, OBJECT_BYTES } from '../memory.ts';
import type { Variables } from '../aggregate/expressions/operands.ts';
import { compileFilter, type Filter } from './filter.ts';
import type { Trace } from './paths.ts';
import { type Plan, planQuery } from './planner.ts';
import { countExact, type Reading, scanRows } from './scan.ts';
import type { TimeLimit } from './time-limit.ts';
import type { Demand } from './yielding.ts';
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
  readonly timeLimit?: TimeLimit | undefined;
  /** Of the cursor that reads them. */
  readonly demand?: Demand | undefined;
}

/**
 * Chunks of results. An empty chunk says that work was done without a result: whoever pulls may stop
 * between any two chunks, and nothing is held open meanwhile.
 */
export type Chunks<T> = Generator<T[], void>;

export const planFor = (collection: Collection, { filter, sort, hint, limit = 0 }: Query): Plan =>
  planQuery(collection, { filter, sort, hint, limited: limit > 0 });

function matchOf(record: number, raw: Buffer, filter: Filter | undefined): Match | undefined {
  const doc = new StoredDocument(raw);
  const trace: Trace = { index: -1 };
  return !filter || filter(doc, trace) ? { record, doc, position: trace.index } : undefined;
}

function* unordered(
  reading: Reading,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  { timeLimit, demand }: Pick<Query, 'timeLimit' | 'demand'>,
): Chunks<Match> {
  for (const { rows, isLate } of scanRows(reading, collection, plan)) {
    timeLimit?.check();
    const found: Match[] = [];
    for (const { record, raw } of rows) {
      const match = matchOf(record, raw, plan.exact && !isLate ? undefined : filter);
      if (match) found.push(match);
    }
    if (demand) yield* portions(reading, collection, found, filter, demand);
    else yield found;
  }
}

/** As many as are wanted at a time; what waits is read again when something was written meanwhile. */
function* portions(
  { kv, values }: Reading,
  collection: Collection,
  found: readonly Match[],
  filter: Filter,
  demand: Demand,
): Chunks<Match> {
  let waiting = found;
  let readAt = kv.commits;
  const readAgain = ({ record }: Match): Match[] => {
    const raw = values.read(collection, record);
    const match = raw && matchOf(record, raw, filter);
    return match ? [match] : [];
  };
  do {
    if (readAt !== kv.commits) {
      waiting = waiting.flatMap(readAgain);
      readAt = kv.commits;
    }
    const portion = waiting.slice(0, demand.wanted);
    waiting = waiting.slice(portion.length);
    demand.hasMore = waiting.length > 0;
    demand.held = waiting.reduce((sum, { doc }) => sum + doc.raw.length + OBJECT_BYTES, 0);
    yield portion;
  } while (waiting.length > 0);
}

/** A match that waits to be sorted: its bytes alone, what has been decoded of them takes far more room. */
interface Waiting {
  readonly record: number;
  readonly raw: Buffer;
  readonly position: number;
}

const revived = ({ record, raw, position }: Waiting): Match => ({
  record,
  doc: new StoredDocument(raw),
  position,
});

function* sortedBy(sort: SortSpec, chunks: Chunks<Match>, limit: number, memory: Memory): Chunks<Match> {
  const keyOf = sortKeyOf(sort);
  const claim = memory.claim('Sort');
  const sorter = new Sorter<Waiting>(limit, claim);
  try {
    for (const chunk of chunks) {
      for (const { record, doc, position } of chunk)
        sorter.add(keyOf(doc), { record, raw: doc.raw, position }, doc.raw.length + OBJECT_BYTES);
      yield [];
    }
    const sorted = sorter.sorted();
    for (let i = 0; i < sorted.length; i += 256) yield sorted.slice(i, i + 256).map(revived);
  } finally {
    claim.release();
  }
}

export function* window<T>(chunks: Chunks<T>, skip: number, limit: number, demand?: Demand): Chunks<T> {
  let toSkip = skip;
  let left = limit > 0 ? limit : Number.POSITIVE_INFINITY;
  if (demand) demand.wanted += toSkip;
  for (const chunk of chunks) {
    const part = chunk.slice(toSkip, toSkip + left);
    toSkip = Math.max(0, toSkip - chunk.length);
    left -= part.length;
    if (demand && left <= 0) demand.hasMore = false;
    yield part;
    if (left <= 0) return;
    if (demand) demand.wanted += toSkip;
  }
}

/** The documents of a query in its order, in chunks. */
export function matchesOf(reading: Reading, collection: Collection | undefined, query: Query): Chunks<Match> {
  query.timeLimit?.check();
  // Compiled even where there is nothing to filter: a bad filter is refused all the same.
  const filter = compileFilter(query.filter, query.variables);
  return collection ? readMatches(reading, collection, query, filter) : (function* () {})();
}

function* readMatches(reading: Reading, collection: Collection, query: Query, filter: Filter): Chunks<Match> {
  const { sort = [], skip = 0, limit = 0, timeLimit, demand } = query;
  const plan = planFor(collection, query);
  const isSorted = sort.length === 0 || plan.sorted;
  // Sorting takes everything, whatever is wanted of it.
  const found = unordered(
    reading,
    collection,
    plan,
    filter,
    isSorted ? { timeLimit, demand } : { timeLimit },
  );
  const ordered = isSorted ? found : sortedBy(sort, found, limit > 0 ? skip + limit : 0, reading.memory);
  yield* window(ordered, skip, limit, demand);
}

/** All matches at once, for use within a write. */
export function collectMatches(reading: Reading, collection: Collection, query: Query): Match[] {
  return [...matchesOf(reading, collection, query)].flat();
}

/** The number of matches, without reading documents where an index knows it. */
export function* countMatches(
  reading: Reading,
  collection: Collection,
  query: Query,
): Generator<undefined, number> {
  query.timeLimit?.check();
  const filter = compileFilter(query.filter, query.variables);
  const plan = planFor(collection, query);
  const known = countExact(reading.kv, collection, plan);
  let count = known ?? 0;
  if (known === undefined) {
    for (const found of unordered(reading, collection, plan, filter, { timeLimit: query.timeLimit })) {
      count += found.length;
      yield undefined;
    }
  }
  const { skip = 0, limit = 0 } = query;
  const afterSkip = Math.max(0, count - skip);
  return limit > 0 ? Math.min(limit, afterSkip) : afterSkip;
}
