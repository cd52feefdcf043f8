import type { AggregateRequest, AggregateRow, Dimension, Measure, Spread } from '@chuyen-de/contracts';
import type { RefinedFact } from '../refine/refined-fact.ts';
import { valuesOf, type KeyValue } from './dimensions.ts';
import { makePeople, makeTable, TooMuch } from './table.ts';

export type Figures = Omit<AggregateRow, 'key'>;

/** What there is to tell: a row for each combination of values, and the figures of all. */
export interface Counted {
  rows: AggregateRow[];
  total: Figures;
}

interface Cell {
  key: readonly KeyValue[];
  count: number;
  learners: Set<number>;
  /** The values of each measure asked for. */
  values: number[][];
}

/** Learners and values over all cells: some ten to forty bytes each. */
const MOST_KEPT = 4_000_000;

export const keyOf = (groupBy: readonly Dimension[], key: readonly KeyValue[]): AggregateRow['key'] =>
  Object.fromEntries(groupBy.map((dimension, i) => [dimension, key[i] ?? null]));

/** Counts a statement in; answers how many entries more are kept in memory. */
function addTo(cell: Cell, learner: number, numbers: readonly (number | undefined)[]): number {
  const before = cell.learners.size;
  cell.count += 1;
  cell.learners.add(learner);
  let kept = cell.learners.size - before;
  numbers.forEach((value, i) => {
    if (value === undefined) return;
    cell.values[i]?.push(value);
    kept += 1;
  });
  return kept;
}

/**
 * The quantile of sorted values, by linear interpolation between the two nearest.
 * @see Hyndman & Fan (1996), "Sample Quantiles in Statistical Packages", definition 7
 */
function quantileOf(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

function spreadOf(values: readonly number[]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return null;
  return {
    n: sorted.length,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    min,
    q1: quantileOf(sorted, 0.25),
    median: quantileOf(sorted, 0.5),
    q3: quantileOf(sorted, 0.75),
    max,
  };
}

const figuresOf = ({ count, learners, values }: Cell, measures: readonly Measure[]): Figures => ({
  suppressed: false,
  count,
  learners: learners.size,
  ...Object.fromEntries(
    measures.map((measure, i): [Measure, Spread | null] => [measure, spreadOf(values[i] ?? [])]),
  ),
});

/**
 * Counts statements by dimensions, one pass, with distinct learners counted exactly. It runs in this process and
 * not in the database, so that both stores answer alike and memory is bounded by cells, learners and values, not by
 * statements.
 */
export function makeExactFold({
  groupBy,
  measures,
  zone,
}: Pick<AggregateRequest, 'groupBy' | 'measures' | 'zone'>) {
  const dimensions = groupBy.map((dimension) => valuesOf(dimension, zone));
  const newCell = (key: readonly KeyValue[]): Cell => ({
    key,
    count: 0,
    learners: new Set(),
    values: measures.map(() => []),
  });
  const table = makeTable(newCell);
  const numberOf = makePeople();
  const total = newCell([]);
  let kept = 0;

  return {
    /** @throws TooManyCells, TooMuch when the table would not fit into memory */
    add(fact: RefinedFact): void {
      const learner = numberOf(fact.actor ?? '');
      const numbers = measures.map((measure) => fact[measure]);
      kept += addTo(total, learner, numbers);
      if (dimensions.length > 0)
        table.visit(
          dimensions.map((values) => values(fact)),
          (cell) => {
            kept += addTo(cell, learner, numbers);
          },
        );
      if (kept > MOST_KEPT) throw new TooMuch();
    },

    result: (): Counted => ({
      rows: table.cells.map((cell) => ({ key: keyOf(groupBy, cell.key), ...figuresOf(cell, measures) })),
      total: figuresOf(total, measures),
    }),
  };
}
