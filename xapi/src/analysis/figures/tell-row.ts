import type { Measure, Spread } from '@chuyen-de/contracts';
import type { Breaks } from '../../kernel/breaks.ts';
import type { Bin } from './bins.ts';
import { countNoise, outcomeNoise, tellMean, type Protection, type ToldMean } from './entry.rules.ts';
import type { Figures } from './exact-fold.ts';

/** What a row is put together from: bins, whole or of each the part that went in one way. */
export interface Part {
  bin: Bin;
  /** Undefined: all of it. */
  outcome: string | undefined;
}

/** A mean to no more digits than its noise leaves a meaning; scores stay between 0 and 1. */
const readable = (measure: Measure, mean: number): number =>
  measure === 'scaled'
    ? Number(Math.min(1, Math.max(0, mean)).toFixed(2))
    : Number(Math.max(0, mean).toPrecision(3));

const NO_QUANTILES = { min: null, q1: null, median: null, q3: null, max: null };

/** A bin as it is told. */
interface ToldBin {
  count: number;
  /** By measure. */
  means: (ToldMean | null)[];
}

/** Draws what is told of bins, once each. */
function makeDrawn(measures: readonly Measure[], protection: Protection) {
  const bins = new Map<Bin, ToldBin>();
  const outcomes = new Map<Bin, Map<string, number>>();

  return {
    bin(bin: Bin): ToldBin {
      const known = bins.get(bin);
      if (known) return known;
      const { name, count, most, sums } = bin;
      const told = {
        count: count + countNoise(name, most, protection),
        means: measures.map((measure, i) => {
          const sum = sums[i];
          return sum ? tellMean(name, measure, sum, most, protection) : null;
        }),
      };
      bins.set(bin, told);
      return told;
    },

    /** How many statements of a bin went in one way. */
    outcome(bin: Bin, outcome: string): number {
      let told = outcomes.get(bin);
      if (!told) {
        const names = [...bin.outcomes.keys()].sort();
        const noise = outcomeNoise(bin.name, names, bin.most, protection);
        told = new Map(names.map((name, i) => [name, (bin.outcomes.get(name) ?? 0) + (noise[i] ?? 0)]));
        outcomes.set(bin, told);
      }
      return told.get(outcome) ?? 0;
    },
  };
}

type Drawn = ReturnType<typeof makeDrawn>;

const meansIn = (row: readonly Part[], drawn: Drawn, measure: number) =>
  row.flatMap(({ bin }) => {
    const mean = drawn.bin(bin).means[measure];
    return mean ? [{ people: bin.people.length, mean }] : [];
  });

/** A mean over bins: each counts as much as it has people, which is known of it anyway. */
function spreadOver(
  measure: Measure,
  told: readonly { people: number; mean: ToldMean }[],
  rounded: (count: number) => number,
): Spread | null {
  const n = told.reduce((sum, { mean }) => sum + mean.n, 0);
  const people = told.reduce((sum, each) => sum + each.people, 0);
  if (n <= 0) return null;
  const mean = told.reduce((sum, each) => sum + each.people * each.mean.mean, 0) / people;
  return { ...NO_QUANTILES, n: rounded(n), mean: readable(measure, mean) };
}

/**
 * Tells rows: counts and means are sums of what is told of their bins. Only what is told decides whether a row is told.
 * Numbers of people have noise of their own, which hangs on the bins, whatever their order. Means are of all in a bin:
 * one of those who passed alone would be a second sign of who did.
 */
export function makeTeller(measures: readonly Measure[], protection: Protection, breaks: Breaks) {
  const { threshold, draw } = protection;
  const drawn = makeDrawn(measures, protection);
  const parts = new Map<Bin, number>();

  const rounded = (count: number): number => threshold * Math.max(1, Math.round(count / threshold));

  function partOf(bin: Bin): number {
    const known = parts.get(bin);
    if (known !== undefined) return known;
    const part = Math.floor((draw(`${bin.name} learners`)[0] ?? 0) * 2 ** 32);
    parts.set(bin, part);
    return part;
  }

  function learnersNoise(row: readonly Part[]): number {
    const name = row.reduce((all, { bin }) => all ^ partOf(bin), 0);
    return ((draw(`${name} learners of ${row.length}`)[0] ?? 0) * 2 - 1) * 0.4 * threshold;
  }

  async function gather(row: readonly Part[]) {
    const [people, bins] = [new Set<number>(), new Set<Bin>()];
    let told = 0;
    for (const { bin, outcome } of row) {
      for (const person of bin.people) people.add(person);
      bins.add(bin);
      told += outcome === undefined ? drawn.bin(bin).count : drawn.outcome(bin, outcome);
      if (breaks.isDue()) await breaks.take();
    }
    const exact = [...bins].reduce((sum, { count }) => sum + count, 0);
    return { people: people.size, told, exact };
  }

  return async (row: readonly Part[]): Promise<Figures> => {
    const { people, told, exact } = await gather(row);
    if (told < threshold) {
      const none = Object.fromEntries(measures.map((measure) => [measure, null]));
      return { suppressed: true, count: null, learners: null, ...none };
    }
    const isWhole = row.every(({ outcome }) => outcome === undefined);
    // Of an outcome nobody is counted, which would tell who had it: as many as its statements make likely.
    const estimate = isWhole ? people + learnersNoise(row) : (told * people) / exact;
    const learners = rounded(estimate);
    const count = Math.max(rounded(told), isWhole ? learners : threshold);
    const spreads = measures.map((measure, i): [Measure, Spread | null] => [
      measure,
      isWhole ? spreadOver(measure, meansIn(row, drawn, i), rounded) : null,
    ]);
    return { suppressed: false, count, learners: Math.min(learners, count), ...Object.fromEntries(spreads) };
  };
}
