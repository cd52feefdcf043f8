import type { Measure } from '@chuyen-de/contracts';
import type { Draw } from './draw.ts';
import { addPerson } from './people.rules.ts';

/** Fewer people than the threshold behind a figure: it is not told. Counts are multiples of it. */
export interface Protection {
  threshold: number;
  draw: Draw;
}

/** What an entry knows of one measure. */
interface Sum {
  n: number;
  total: number;
  /** The largest values without their signs, as many as the threshold. */
  largest: number[];
  people: number[];
}

/** An entry of the table that protected figures are put together from. */
export interface Entry {
  /** What its noise is drawn by, in parts: there are many entries, and few parts. */
  name: readonly string[];
  count: number;
  /** As many as are needed to know that there are enough. */
  people: number[];
  sums: Sum[];
}

/** What is told of an entry, now and always: figures are sums of these, so that subtracting gives no others. */
export interface ToldEntry {
  count: number;
  /** By measure; null: too few people have a value. */
  means: ({ n: number; mean: number } | null)[];
}

/** Noise of a mean reaches as far as the part of so many people, in shares of the threshold. */
const PEOPLE = 0.4;
/** What a count may be off before it is rounded, in shares of the threshold. */
const MOST_OFF = 0.4;

export const newEntry = (name: readonly string[], measures: readonly Measure[]): Entry => ({
  name,
  count: 0,
  people: [],
  sums: measures.map(() => ({ n: 0, total: 0, largest: [], people: [] })),
});

function keepLargest(largest: number[], value: number, most: number): void {
  if (largest.length === most && value <= (largest[most - 1] ?? 0)) return;
  largest.push(value);
  largest.sort((a, b) => b - a);
  if (largest.length > most) largest.pop();
}

export function addToEntry(
  entry: Entry,
  person: number,
  numbers: readonly (number | undefined)[],
  threshold: number,
): void {
  entry.count += 1;
  addPerson(entry.people, person, threshold);
  numbers.forEach((value, i) => {
    const sum = entry.sums[i];
    if (value === undefined || !sum) return;
    sum.n += 1;
    sum.total += value;
    keepLargest(sum.largest, Math.abs(value), threshold);
    addPerson(sum.people, person, threshold);
  });
}

/** Adds one entry to another. */
export function mergeEntry(into: Entry, from: Entry, threshold: number): void {
  into.count += from.count;
  for (const person of from.people) addPerson(into.people, person, threshold);
  from.sums.forEach(({ n, total, largest, people }, i) => {
    const sum = into.sums[i];
    if (!sum) return;
    sum.n += n;
    sum.total += total;
    for (const value of largest) keepLargest(sum.largest, value, threshold);
    for (const person of people) addPerson(sum.people, person, threshold);
  });
}

/**
 * Rounds at random, but always in the same way, to one of the two multiples beside; right on the average.
 * @see Nargundkar & Saveland (1972), "Random Rounding to Prevent Statistical Disclosures"
 */
const roundAtRandom = (count: number, of: number, drawn: number): number =>
  Math.max(0, of * Math.floor(count / of + drawn));

function toldCount(name: string, count: number, people: number, { threshold, draw }: Protection): number {
  const drawn = draw(`${name} rounding`);
  // However often few people did it: none of them is told, or as many as are enough.
  if (people < threshold) return roundAtRandom(people, threshold, drawn);
  const off = Math.round((draw(`${name} count`) * 2 - 1) * MOST_OFF * threshold);
  return roundAtRandom(count + off, threshold, drawn);
}

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);

export const nameOf = ({ name }: Pick<Entry, 'name'>): string => name.join(' ');

/**
 * An entry as it is told. Its noise hangs on its name alone, not on what is in it: equal figures do not tell that
 * nothing has changed.
 */
export function tellEntry(entry: Entry, measures: readonly Measure[], protection: Protection): ToldEntry {
  const { count, people, sums } = entry;
  const name = nameOf(entry);
  const { threshold, draw } = protection;
  return {
    count: toldCount(name, count, people.length, protection),
    means: sums.map((sum, i) => {
      if (sum.people.length < threshold) return null;
      const measure = `${name} ${measures[i] ?? ''}`;
      // A score is a share; what other measures may come to is read from the largest.
      const range = measures[i] === 'scaled' ? 1 : meanOf(sum.largest);
      const noise = ((draw(`${measure} mean`) * 2 - 1) * PEOPLE * threshold * range) / sum.n;
      const n = toldCount(`${measure} n`, sum.n, sum.people.length, protection);
      return { n, mean: sum.total / sum.n + noise };
    }),
  };
}
