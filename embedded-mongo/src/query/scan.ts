import { afterPrefix, encodeKey } from '../bson/key-encoding.ts';
import { rankOf, RANK } from '../bson/values.ts';
import { isMultikey, type Collection } from '../storage/collection.ts';
import type { Memory } from '../memory.ts';
import type { DocumentValues } from '../storage/document-values.ts';
import type { Entry, KeyValue } from '../storage/key-value.ts';
import { clipBound, clipKey, isTooLong, recordNumber, recordOfEntry } from '../storage/keys.ts';
import { documentSize } from '../packing/packed-value.ts';
import { CommandError } from '../errors.ts';
import type { IndexPlan, Plan } from './planner.ts';
import type { Predicate } from './predicates.ts';

/** What a query reads from, and the memory it may hold what it has read in. */
export interface Reading {
  readonly kv: KeyValue;
  readonly values: DocumentValues;
  readonly memory: Memory;
}

interface Row {
  readonly record: number;
  readonly raw: Buffer;
}

/** Documents within the bounds of a plan. */
export interface Rows {
  readonly rows: readonly Row[];
  /** They may have left the bounds since the index was read. */
  readonly isLate: boolean;
}

interface Interval {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** Chunks grow: most queries want a row or two, a scan wants few round trips. */
const CHUNK_SIZES = [2, 16, 64] as const;
const LARGEST_CHUNK = 256;
/** Of large documents a chunk holds fewer, one at least. */
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Whoever wants a hundred is not to wait for twice as many to be read and unpacked. */
const ROWS_AT_ONCE = 32;
/** An entry of a set of numbers. */
const SEEN_BYTES = 40;

function* entriesIn(
  kv: KeyValue,
  { start, end }: Interval,
  reverse: boolean,
  weigh: (value: Buffer) => number,
): Generator<Entry[]> {
  let from = start;
  let to = end;
  for (let round = 0; ; round++) {
    const limit = CHUNK_SIZES[round] ?? LARGEST_CHUNK;
    const { commits } = kv;
    const { entries, isLast } = kv.chunk({ start: from, end: to, reverse, limit }, CHUNK_BYTES, weigh);
    if (entries.length > 0) yield entries;
    const last = entries.at(-1);
    // Where something was written since, there may be more by now.
    if (!last || (isLast && commits === kv.commits)) return;
    // A scan remembers where it was, not a snapshot: old snapshots would make the file grow.
    if (reverse) to = last.key;
    else from = Buffer.concat([last.key, Buffer.from([0])]);
  }
}

function combinations(lists: IndexPlan['equalities']): unknown[][] {
  let combined: unknown[][] = [[]];
  for (const values of lists) combined = combined.flatMap((head) => values.map((value) => [...head, value]));
  return combined;
}

/** The keys of one type between two bounds, within the keys that begin with `prefix`. */
function rangeInterval(
  prefix: Buffer,
  { low, high }: Predicate,
  direction: number,
  multikey: boolean,
): Interval {
  const lowest = low;
  // Different elements of an array may meet the two bounds, so that only one of them holds for a key.
  const highest = multikey && low ? undefined : high;
  const rank = rankOf((lowest ?? highest)?.value);
  const whole = {
    start: rankKey(prefix, rank, direction),
    end: afterPrefix(rankKey(prefix, rank, direction)),
  };
  const edge = (value: unknown): Buffer => encodeKey(prefix, [value], [direction]);
  const beforeLow =
    lowest && (lowest.inclusive === direction > 0 ? edge(lowest.value) : afterPrefix(edge(lowest.value)));
  const afterHigh =
    highest && (highest.inclusive === direction > 0 ? afterPrefix(edge(highest.value)) : edge(highest.value));
  // NaN sorts before all numbers and is less than none of them.
  const lowestNumber = rank === RANK.number ? afterPrefix(edge(Number.NaN)) : undefined;
  if (direction > 0) return { start: beforeLow ?? lowestNumber ?? whole.start, end: afterHigh ?? whole.end };
  const belowNaN = rank === RANK.number ? edge(Number.NaN) : whole.end;
  return { start: afterHigh ?? whole.start, end: beforeLow ?? belowNaN };
}

function rankKey(prefix: Buffer, rank: number, direction: number): Buffer {
  return Buffer.concat([prefix, Buffer.from([direction > 0 ? rank : ~rank & 0xff])]);
}

const clipInterval = ({ start, end }: Interval): Interval => ({
  start: isTooLong(start) ? clipBound(start) : start,
  end: isTooLong(end) ? afterPrefix(clipBound(end)) : end,
});

const isNotEmpty = ({ start, end }: Interval): boolean => Buffer.compare(start, end) < 0;

function intervalsOf({ index, equalities, range, reverse }: IndexPlan): Interval[] {
  const bounds = combinations(equalities).map((values): Interval => {
    const prefix = encodeKey(index.prefix, values, index.directions);
    const direction = index.directions[values.length] ?? 1;
    if (range) return clipInterval(rangeInterval(prefix, range, direction, isMultikey(index, values.length)));
    return clipInterval({ start: prefix, end: afterPrefix(prefix) });
  });
  if (bounds.length === 1) return bounds.filter(isNotEmpty);
  const byStart = new Map(bounds.map((interval) => [interval.start.toString('latin1'), interval]));
  const ordered = [...byStart.values()].filter(isNotEmpty).sort((a, b) => Buffer.compare(a.start, b.start));
  return reverse ? ordered.reverse() : ordered;
}

const planKilled = (what: string): CommandError =>
  new CommandError(175, `query plan killed: ${what} was dropped`);

const isPoint = ({ index, equalities }: IndexPlan): boolean =>
  index.unique && equalities.length === index.fields.length;

function* recordsInIndex(kv: KeyValue, plan: IndexPlan): Generator<number[]> {
  if (isPoint(plan)) {
    for (const values of combinations(plan.equalities)) {
      const found = kv.get(clipKey(encodeKey(plan.index.prefix, values, plan.index.directions)));
      if (found) yield [recordNumber(found)];
    }
    return;
  }
  for (const interval of intervalsOf(plan)) {
    for (const entries of entriesIn(kv, interval, plan.reverse, ({ length }) => length)) {
      yield entries.map(recordOfEntry);
      if (plan.index.dropped) throw planKilled(`index ${plan.index.spec.name}`);
    }
  }
}

/** Whether a document can have several keys within the bounds. */
const mayRepeat = ({ index, equalities }: IndexPlan): boolean =>
  equalities.some((values) => values.length > 1) ||
  index.fields.some((_, field) => field >= equalities.length && isMultikey(index, field));

/** The documents of records, in parts. */
function* read(
  { values }: Reading,
  collection: Collection,
  records: readonly number[],
): Generator<Rows, void> {
  let rows: Row[] = [];
  let [bytes, isLate] = [0, false];
  for (const record of records) {
    const raw = values.read(collection, record);
    if (!raw) continue;
    rows.push({ record, raw });
    bytes += raw.length;
    if (bytes < CHUNK_BYTES && rows.length < ROWS_AT_ONCE) continue;
    yield { rows, isLate };
    rows = [];
    bytes = 0;
    isLate = true;
  }
  yield { rows, isLate };
}

function* rowsOf(
  reading: Reading,
  collection: Collection,
  plans: readonly IndexPlan[],
): Generator<Rows, void> {
  const repeats = plans.length > 1 || plans.some(mayRepeat);
  const seen = new Set<number>();
  const claim = reading.memory.claim('A scan of an index with several keys for one document');
  const isNew = (record: number): boolean => {
    if (seen.has(record)) return false;
    claim.hold(SEEN_BYTES);
    seen.add(record);
    return true;
  };
  try {
    for (const plan of plans) {
      for (const records of recordsInIndex(reading.kv, plan))
        yield* read(reading, collection, repeats ? records.filter(isNew) : records);
    }
  } finally {
    claim.release();
  }
}

/** The documents within a plan's bounds, chunk by chunk; between chunks the caller may let others run. */
export function scanRows(reading: Reading, collection: Collection, plan: Plan): Generator<Rows, void> {
  if (plan.kind === 'index') return rowsOf(reading, collection, [plan]);
  if (plan.kind === 'union') return rowsOf(reading, collection, plan.plans);
  return wholeCollection(reading, collection, plan.reverse);
}

function* wholeCollection(
  { kv, values }: Reading,
  collection: Collection,
  reverse: boolean,
): Generator<Rows, void> {
  const { prefix } = collection;
  const everything = { start: prefix, end: afterPrefix(prefix) };
  for (const entries of entriesIn(kv, everything, reverse, documentSize)) {
    const rows = entries.map(({ key, value }): Row => {
      const record = recordNumber(key);
      return { record, raw: values.unpack(collection, record, value) };
    });
    yield { rows, isLate: false };
    if (collection.dropped) throw planKilled(`collection ${collection.ns}`);
  }
}

/** Counts the keys within a countable plan's bounds without reading a document. */
export function countExact(kv: KeyValue, collection: Collection, plan: Plan): number | undefined {
  if (!plan.countable) return undefined;
  if (plan.kind === 'collection') return collection.count;
  if (isPoint(plan)) return [...recordsInIndex(kv, plan)].length;
  return intervalsOf(plan).reduce((sum, { start, end }) => sum + kv.countKeys(start, end), 0);
}
