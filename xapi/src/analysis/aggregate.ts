import type { AggregateRequest, AggregateRow, Dimension, Measure, Spread } from '@chuyen-de/contracts';
import { cellsToHide } from './small-cells.rules.ts';
import { isTimeUnit, makeTimeBuckets } from './time-buckets.ts';

/** The parts of a stored statement that aggregations read. */
export interface FoldEntry {
  at?: Date;
  actor?: string;
  verb?: string;
  activity?: string;
  type?: string;
  registration?: string;
  platform?: string;
  parents?: string[];
  groupings?: string[];
  result?: { scaled?: number; raw?: number; duration?: number; success?: boolean; response?: string };
}

type KeyValue = string | boolean | null;
type Figures = Omit<AggregateRow, 'key'>;

interface Sum {
  n: number;
  sum: number;
  min: number;
  max: number;
}

interface Cell {
  key: KeyValue[];
  count: number;
  learners: Set<number>;
  sums: Sum[];
}

/** A table of more cells than this helps nobody, and a process would run out of memory over it. */
const MOST_CELLS = 20_000;
/** Learners over all cells: about forty bytes each. */
const MOST_MEMBERS = 2_000_000;

export class TooManyCells extends Error {}

const DIMENSION_FIELDS = {
  verb: ['verb'],
  activity: ['activity'],
  type: ['type'],
  parent: ['parents'],
  grouping: ['groupings'],
  registration: ['registration'],
  platform: ['platform'],
  success: ['result'],
  response: ['result'],
  learner: [],
  hour: ['at'],
  day: ['at'],
  week: ['at'],
  month: ['at'],
} satisfies Record<Dimension, string[]>;

/** Which fields of stored statements a request reads: whole ones, which a store need not take apart. */
export const fieldsOf = ({ groupBy, measures }: Pick<AggregateRequest, 'groupBy' | 'measures'>): string[] => [
  ...new Set([
    'actor',
    ...groupBy.flatMap((dimension) => DIMENSION_FIELDS[dimension]),
    ...(measures.length > 0 ? ['result'] : []),
  ]),
];

type ValuesOf = (entry: FoldEntry) => readonly KeyValue[];

const one =
  (read: (entry: FoldEntry) => KeyValue | undefined): ValuesOf =>
  (entry) => [read(entry) ?? null];

const NOTHING: readonly KeyValue[] = [null];
const many =
  (read: (entry: FoldEntry) => string[] | undefined): ValuesOf =>
  (entry) => {
    const values = read(entry);
    return values && values.length > 0 ? values : NOTHING;
  };

function valuesOf(dimension: Dimension, zone: string): ValuesOf {
  if (isTimeUnit(dimension)) {
    const bucketOf = makeTimeBuckets(zone, dimension);
    return one(({ at }) => at && bucketOf(at.getTime()));
  }
  switch (dimension) {
    case 'parent':
      return many(({ parents }) => parents);
    case 'grouping':
      return many(({ groupings }) => groupings);
    case 'success':
      return one(({ result }) => result?.success);
    case 'response':
      return one(({ result }) => result?.response);
    case 'learner':
      return one(({ actor }) => actor);
    default:
      return one((entry) => entry[dimension]);
  }
}

const newCell = (key: KeyValue[], measures: number): Cell => ({
  key,
  count: 0,
  learners: new Set(),
  sums: Array.from({ length: measures }, () => ({ n: 0, sum: 0, min: Infinity, max: -Infinity })),
});

function addTo(cell: Cell, learner: number, numbers: readonly (number | undefined)[]): void {
  cell.count += 1;
  cell.learners.add(learner);
  numbers.forEach((value, i) => {
    const sum = cell.sums[i];
    if (value === undefined || !sum) return;
    sum.n += 1;
    sum.sum += value;
    if (value < sum.min) sum.min = value;
    if (value > sum.max) sum.max = value;
  });
}

const combinations = (lists: readonly (readonly KeyValue[])[]): KeyValue[][] =>
  lists.reduce<KeyValue[][]>(
    (keys, list) => keys.flatMap((key) => list.map((value) => [...key, value])),
    [[]],
  );

const spreadOf = ({ n, sum, min, max }: Sum): Spread | null =>
  n === 0 ? null : { n, mean: sum / n, min, max };

/** The figures of a cell, or their absence. */
function figuresOf(
  { count, learners, sums }: Cell,
  measures: readonly Measure[],
  suppressed: boolean,
): Figures {
  const spreads = measures.map((measure, i): [Measure, Spread | null] => {
    const sum = sums[i];
    return [measure, suppressed || !sum ? null : spreadOf(sum)];
  });
  return {
    suppressed,
    count: suppressed ? null : count,
    learners: suppressed ? null : learners.size,
    ...Object.fromEntries(spreads),
  };
}

/** What somebody wrote is not told of withheld rows: a text may be the person. */
const keyOf = (groupBy: readonly Dimension[], { key }: Cell, suppressed: boolean): AggregateRow['key'] =>
  Object.fromEntries(
    groupBy.map((dimension, i) => [
      dimension,
      suppressed && dimension === 'response' ? null : (key[i] ?? null),
    ]),
  );

function numberIn(people: Map<string, number>, actor: string): number {
  const known = people.get(actor);
  if (known !== undefined) return known;
  people.set(actor, people.size);
  return people.size - 1;
}

/**
 * Counts statements by dimensions, one pass, with distinct learners counted exactly. It runs in this process and
 * not in the database, so that both stores answer alike and memory is bounded by cells and learners, not by
 * statements.
 */
export function makeFold({ groupBy, measures, zone }: AggregateRequest) {
  const dimensions = groupBy.map((dimension) => valuesOf(dimension, zone));
  const numbersOf = ({ result }: FoldEntry): (number | undefined)[] =>
    measures.map((measure) => result?.[measure]);
  const cells = new Map<string, Cell>();
  const people = new Map<string, number>();
  const total = newCell([], measures.length);
  let members = 0;

  function cellFor(key: KeyValue[]): Cell {
    const name = JSON.stringify(key);
    const known = cells.get(name);
    if (known) return known;
    if (cells.size >= MOST_CELLS) throw new TooManyCells();
    const cell = newCell(key, measures.length);
    cells.set(name, cell);
    return cell;
  }

  return {
    /** @throws TooManyCells when the table would not fit into memory */
    add(entry: FoldEntry): void {
      const learner = numberIn(people, entry.actor ?? '');
      const numbers = numbersOf(entry);
      addTo(total, learner, numbers);
      if (dimensions.length === 0) return;
      for (const key of combinations(dimensions.map((values) => values(entry)))) {
        const cell = cellFor(key);
        const before = cell.learners.size;
        addTo(cell, learner, numbers);
        members += cell.learners.size - before;
      }
      if (members > MOST_MEMBERS) throw new TooManyCells();
    },

    /** The table; with fewer learners than the threshold behind a row its figures are withheld. */
    result(threshold: number): { rows: AggregateRow[]; total: Figures } {
      const all = [...cells.values()];
      const hidden = cellsToHide(all, threshold);
      const tooFew = total.learners.size < threshold;
      return {
        rows: all.map((cell) => {
          const suppressed = hidden.has(cell);
          return { key: keyOf(groupBy, cell, suppressed), ...figuresOf(cell, measures, suppressed) };
        }),
        total: figuresOf(total, measures, tooFew),
      };
    },
  };
}

const timeOf = (groupBy: readonly Dimension[]): Dimension | undefined => groupBy.find(isTimeUnit);

const textOf = (value: KeyValue | undefined): string => (typeof value === 'string' ? value : '');

/** The rows that an answer has room for: the newest, in order, where time is grouped by; else the largest. */
export function pickRows(
  rows: readonly AggregateRow[],
  { groupBy, limit }: Pick<AggregateRequest, 'groupBy' | 'limit'>,
): AggregateRow[] {
  const time = timeOf(groupBy);
  const bySize = (a: AggregateRow, b: AggregateRow): number => (b.count ?? 0) - (a.count ?? 0);
  if (time === undefined) return [...rows].sort(bySize).slice(0, limit);
  const byTime = (a: AggregateRow, b: AggregateRow): number =>
    textOf(a.key[time]) < textOf(b.key[time])
      ? -1
      : textOf(a.key[time]) > textOf(b.key[time])
        ? 1
        : bySize(a, b);
  return [...rows].sort(byTime).slice(-limit);
}
