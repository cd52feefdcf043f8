import type { Measure } from '@chuyen-de/contracts';
import type { Draw } from './draw.ts';

/** Fewer people than the threshold behind a figure: it is not told. Counts are multiples of it. */
export interface Protection {
  threshold: number;
  draw: Draw;
}

/** What a bin knows of one measure. */
export interface Sum {
  n: number;
  total: number;
  /** The largest value, without its sign. */
  largest: number;
  /** How many people have it, no more than are needed to know that there are enough. */
  people: number;
}

/** A mean as it is told of a bin, and how many statements have the number. */
export interface ToldMean {
  n: number;
  mean: number;
}

/** How far a count may be off, in shares of the threshold. */
const COUNT_OFF = 0.4;
/** The same where there are more than two outcomes: one more of this and one less of that are then two signs. */
const OUTCOME_OFF = 2 * COUNT_OFF;
/**
 * Noise of a mean reaches as far as the part of so many people, in shares of the threshold: whoever knows all but one
 * score, which is all or nothing, then guesses as well as by a count.
 */
const MEAN_OFF = 0.5;

/** A whole number from −reach to reach, each as likely as the other. */
const evenly = (drawn: number, reach: number): number => Math.floor(drawn * (2 * reach + 1)) - reach;

/**
 * Noise of the number of statements in a bin.
 * @param most how many statements one person has in it at the most: noise covers all of these
 */
export const countNoise = (name: string, most: number, { threshold, draw }: Protection): number =>
  most * evenly(draw(name)[0] ?? 0, Math.round(COUNT_OFF * threshold));

/**
 * Noise of the numbers of outcomes, in the order of these. Of two outcomes one has as much too many as the other has
 * too few: else there would be two signs of one thing.
 */
export function outcomeNoise(
  name: string,
  outcomes: readonly string[],
  most: number,
  { threshold, draw }: Protection,
): number[] {
  if (outcomes.length === 1) return [countNoise(name, most, { threshold, draw })];
  if (outcomes.length === 2) {
    const off = most * evenly(draw(`${name} outcomes`)[0] ?? 0, Math.round(COUNT_OFF * threshold));
    return [off, -off];
  }
  const reach = Math.round(OUTCOME_OFF * threshold);
  return outcomes.map((outcome) => most * evenly(draw(`${name} ${outcome}`)[0] ?? 0, reach));
}

/** A mean as it is told; null where fewer people than the threshold have the number. */
export function tellMean(
  name: string,
  measure: Measure,
  { n, total, largest, people }: Sum,
  most: number,
  { threshold, draw }: Protection,
): ToldMean | null {
  if (people < threshold) return null;
  const [forMean = 0, forCount = 0] = draw(`${name} ${measure}`);
  // A score is a share; what other measures may come to is read from the largest.
  const range = measure === 'scaled' ? 1 : largest;
  const noise = (forMean * 2 - 1) * MEAN_OFF * threshold * range * most;
  const off = most * evenly(forCount, Math.round(COUNT_OFF * threshold));
  return { n: n + off, mean: (total + noise) / n };
}
