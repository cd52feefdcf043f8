import type { Measure, Spread } from '@chuyen-de/contracts';
import type { Breaks } from '../../kernel/breaks.ts';
import type { Bin } from './bins.ts';
import { countNoise, outcomeNoise, tellMean, type Protection, type ToldMean } from './entry.rules.ts';
import type { Figures } from './exact-fold.ts';
import { makeInts, type Ints } from './number-columns.ts';
import type { NamedOutcome } from './outcome-lists.ts';

/** A mean to no more digits than its noise leaves a meaning; scores stay between 0 and 1. */
const readable = (measure: Measure, mean: number): number =>
  measure === 'scaled'
    ? Number(Math.min(1, Math.max(0, mean)).toFixed(2))
    : Number(Math.max(0, mean).toPrecision(3));

const NO_QUANTILES = { min: null, q1: null, median: null, q3: null, max: null };

/** A bin with what is told of it, which is drawn when it is asked for. */
export interface ToldBin {
  bin: Bin;
  count: () => number;
  /** How many statements went in the way that has this place in the list of outcomes. */
  outcome: (place: number) => number;
  /** By measure. */
  means: () => readonly (ToldMean | null)[];
  /** Its part of the noise of a number of people. */
  part: () => number;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Says in which order outcomes have their noise: by name, whatever came first. */
function makeOrder() {
  const orders = new WeakMap<readonly NamedOutcome[], Map<number, readonly number[]>>();
  return (outcomes: readonly NamedOutcome[], kinds: number): readonly number[] => {
    const known = orders.get(outcomes) ?? new Map<number, readonly number[]>();
    orders.set(outcomes, known);
    const nameOf = (place: number): string => outcomes[place]?.name ?? '';
    const order =
      known.get(kinds) ??
      Array.from({ length: kinds }, (_, place) => place).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    known.set(kinds, order);
    return order;
  };
}

/** Draws what is told of bins. */
export function makeTellBin(measures: readonly Measure[], protection: Protection) {
  const { draw } = protection;
  const orderOf = makeOrder();

  function outcomesOf({ name, most, outcomes, of }: Bin): number[] {
    const order = orderOf(of.outcomes, outcomes.length);
    const names = order.map((place) => of.outcomes[place]?.name ?? '');
    const noise = outcomeNoise(name, names, most, protection);
    const told = [...outcomes];
    for (const [i, place] of order.entries()) told[place] = (told[place] ?? 0) + (noise[i] ?? 0);
    return told;
  }

  return (bin: Bin): ToldBin => {
    const { name, count, most, sums } = bin;
    const outcomes = once(() => outcomesOf(bin));
    return {
      bin,
      count: once(() => count + countNoise(name, most, protection)),
      outcome: (place) => outcomes()[place] ?? 0,
      means: once(() =>
        sums.map((sum, i) => {
          const measure = measures[i];
          return measure ? tellMean(name, measure, sum, most, protection) : null;
        }),
      ),
      part: once(() => Math.floor((draw(`${name} learners`)[0] ?? 0) * 2 ** 32)),
    };
  };
}

/** A mean over bins, as far as it is put together. */
interface MeanSum {
  n: number;
  people: number;
  /** Means, each as many times as its bin has people. */
  total: number;
}

/** A row as far as it is put together from bins, each whole or the part that went in one way. */
export interface RowSum {
  /** How many parts there are, and how many statements are told of them. */
  parts: number;
  told: number;
  /** Statements in its bins. */
  exact: number;
  /** Whether all parts are whole bins. */
  isWhole: boolean;
  /** What the noise of its number of people is drawn by: it hangs on the bins, whatever their order. */
  noise: number;
  /** By measure. */
  means: MeanSum[];
  /** The numbers of its bins, each once. */
  bins: Ints;
}

export const newRowSum = (measures: readonly Measure[]): RowSum => ({
  parts: 0,
  told: 0,
  exact: 0,
  isWhole: true,
  noise: 0,
  means: measures.map(() => ({ n: 0, people: 0, total: 0 })),
  bins: makeInts(),
});

function addMeans(sums: readonly MeanSum[], { bin, means }: ToldBin): void {
  for (const [i, mean] of means().entries()) {
    const sum = sums[i];
    if (!mean || !sum) continue;
    sum.n += mean.n;
    sum.people += bin.people.length;
    sum.total += bin.people.length * mean.mean;
  }
}

/**
 * Adds a bin to a row: all parts of one, before another is added. Means are of all in a bin: one of those who passed
 * alone would be a second sign of who did. Answers whether the bin is new to the row.
 * @param outcome undefined: all of it
 */
export function addToRow(row: RowSum, told: ToldBin, outcome: number | undefined): boolean {
  const { bin } = told;
  const isNew = row.bins.length() === 0 || row.bins.at(row.bins.length() - 1) !== bin.number;
  if (isNew) {
    row.bins.push(bin.number);
    row.exact += bin.count;
  }
  row.parts += 1;
  row.told += outcome === undefined ? told.count() : told.outcome(outcome);
  row.isWhole &&= outcome === undefined;
  // People and means are told of rows of whole bins alone.
  if (!row.isWhole) return isNew;
  row.noise ^= told.part();
  addMeans(row.means, told);
  return isNew;
}

/** A mean over bins: each counts as much as it has people, which is known of it anyway. */
function spreadOf(
  measure: Measure,
  { n, people, total }: MeanSum,
  rounded: (count: number) => number,
): Spread | null {
  if (n <= 0) return null;
  return { ...NO_QUANTILES, n: rounded(n), mean: readable(measure, total / people) };
}

/** Counts the people in bins, each once. */
function makeCountPeople(peopleIn: (bin: number) => Int32Array, breaks: Breaks) {
  /** By person, the row in which they were counted last. */
  let counted = new Int32Array(1024);
  let row = 0;
  return async (bins: Ints): Promise<number> => {
    row += 1;
    let count = 0;
    for (let i = 0; i < bins.length(); i++) {
      for (const person of peopleIn(bins.at(i))) {
        if (person >= counted.length) {
          const larger = new Int32Array(2 * person);
          larger.set(counted);
          counted = larger;
        }
        if (counted[person] === row) continue;
        counted[person] = row;
        count += 1;
      }
      if (breaks.isDue()) await breaks.take();
    }
    return count;
  };
}

interface Telling {
  measures: readonly Measure[];
  protection: Protection;
  breaks: Breaks;
  peopleIn: (bin: number) => Int32Array;
}

/**
 * Tells rows: counts and means are sums of what is told of their bins. Only what is told decides whether a row is told.
 */
export function makeTeller({ measures, protection, breaks, peopleIn }: Telling) {
  const { threshold, draw } = protection;
  const countPeople = makeCountPeople(peopleIn, breaks);

  const rounded = (count: number): number => threshold * Math.max(1, Math.round(count / threshold));

  const learnersNoise = ({ noise, parts }: RowSum): number =>
    ((draw(`${noise} learners of ${parts}`)[0] ?? 0) * 2 - 1) * 0.4 * threshold;

  return async (row: RowSum): Promise<Figures> => {
    const { told, exact, isWhole, means, bins } = row;
    if (told < threshold) {
      const none = Object.fromEntries(measures.map((measure) => [measure, null]));
      return { suppressed: true, count: null, learners: null, ...none };
    }
    const people = await countPeople(bins);
    // Of an outcome nobody is counted, which would tell who had it: as many as its statements make likely.
    const estimate = isWhole ? people + learnersNoise(row) : (told * people) / exact;
    const learners = rounded(estimate);
    const count = Math.max(rounded(told), isWhole ? learners : threshold);
    const spreads = measures.map((measure, i): [Measure, Spread | null] => {
      const sum = means[i];
      return [measure, isWhole && sum ? spreadOf(measure, sum, rounded) : null];
    });
    return { suppressed: false, count, learners: Math.min(learners, count), ...Object.fromEntries(spreads) };
  };
}
