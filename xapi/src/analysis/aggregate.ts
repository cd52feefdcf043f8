import type { AggregateRequest, AggregateRow, Dimension, Measure, Spread } from '@chuyen-de/contracts';
import { cellsToHide } from './small-cells.rules.ts';
import type { Fact, FactField } from './facts/fact.ts';
import { isTimeUnit, makeTimeBuckets } from './time-buckets.ts';

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
  verb: 'verb',
  activity: 'activity',
  type: 'type',
  parent: 'parents',
  grouping: 'groupings',
  registration: 'registration',
  platform: 'platform',
  success: 'success',
  response: 'response',
  learner: 'actor',
  hour: 'at',
  day: 'at',
  week: 'at',
  month: 'at',
} as const satisfies Record<Dimension, FactField>;

/** Which parts of facts a request reads. */
export const fieldsOf = ({
  groupBy,
  measures,
}: Pick<AggregateRequest, 'groupBy' | 'measures'>): FactField[] => [
  ...new Set<FactField>(['actor', ...groupBy.map((dimension) => DIMENSION_FIELDS[dimension]), ...measures]),
];

type ValuesOf = (fact: Fact) => readonly KeyValue[];

const NOTHING: readonly KeyValue[] = [null];

function valuesOf(dimension: Dimension, zone: string): ValuesOf {
  if (isTimeUnit(dimension)) {
    const bucketOf = makeTimeBuckets(zone, dimension);
    return ({ at }) => (at === undefined ? NOTHING : [bucketOf(at)]);
  }
  const field = DIMENSION_FIELDS[dimension];
  if (field === 'parents' || field === 'groupings')
    return (fact) => {
      const values = fact[field];
      return values && values.length > 0 ? values : NOTHING;
    };
  return (fact) => [fact[field] ?? null];
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

/** Cells by their keys, one value after the other: a map of maps, so that no key has to be put together for a look. */
function makeTable(measures: number) {
  type Branch = Map<KeyValue, Branch | Cell>;
  const root: Branch = new Map();
  const cells: Cell[] = [];

  function branchIn(branch: Branch, value: KeyValue): Branch {
    const known = branch.get(value) as Branch | undefined;
    if (known) return known;
    const added: Branch = new Map();
    branch.set(value, added);
    return added;
  }

  function cellIn(branch: Branch, key: readonly KeyValue[]): Cell {
    const value = key.at(-1) ?? null;
    const known = branch.get(value) as Cell | undefined;
    if (known) return known;
    if (cells.length >= MOST_CELLS) throw new TooManyCells();
    const cell = newCell([...key], measures);
    branch.set(value, cell);
    cells.push(cell);
    return cell;
  }

  return {
    cells,
    /** Calls back with the cell of each combination of values. @throws TooManyCells */
    visit(lists: readonly (readonly KeyValue[])[], use: (cell: Cell) => void): void {
      const key: KeyValue[] = [];
      const descend = (branch: Branch, depth: number): void => {
        for (const value of lists[depth] ?? []) {
          key[depth] = value;
          if (depth === lists.length - 1) use(cellIn(branch, key));
          else descend(branchIn(branch, value), depth + 1);
        }
      };
      descend(root, 0);
    },
  };
}

/**
 * Counts statements by dimensions, one pass, with distinct learners counted exactly. It runs in this process and
 * not in the database, so that both stores answer alike and memory is bounded by cells and learners, not by
 * statements.
 */
export function makeFold({ groupBy, measures, zone }: AggregateRequest) {
  const dimensions = groupBy.map((dimension) => valuesOf(dimension, zone));
  const table = makeTable(measures.length);
  const people = new Map<string, number>();
  const total = newCell([], measures.length);
  let members = 0;

  return {
    /** @throws TooManyCells when the table would not fit into memory */
    add(fact: Fact): void {
      const learner = numberIn(people, fact.actor ?? '');
      const numbers = measures.map((measure) => fact[measure]);
      addTo(total, learner, numbers);
      if (dimensions.length === 0) return;
      table.visit(
        dimensions.map((values) => values(fact)),
        (cell) => {
          const before = cell.learners.size;
          addTo(cell, learner, numbers);
          members += cell.learners.size - before;
        },
      );
      if (members > MOST_MEMBERS) throw new TooManyCells();
    },

    /** The table; with fewer learners than the threshold behind a row its figures are withheld. */
    result(threshold: number): { rows: AggregateRow[]; total: Figures } {
      const all = table.cells;
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
