import type { Counts, Tally } from './statistic.model.ts';
import { readPair } from './tally.rules.ts';

/** 95 %, for intervals. */
const Z = 1.96;

/** Answers that are alike: what was earned of the question and of the rest of the paper, and how often. */
interface Answered {
  points: number;
  maximum: number;
  /** Shares, 0 to 1: papers and weights may differ from one edition of an exam to the next. */
  own: number;
  rest: number;
  /** Points of the paper as a whole. */
  total: number;
  count: number;
}

export type Interval = readonly [low: number, high: number];

/** The figures of a question; null where they cannot be told, as too few or all alike have answered. */
export interface ItemFigures {
  /** Attempts in which it was asked. */
  n: number;
  /** Mean share of the points, 0 to 1. @see Moodle quiz statistics, "facility index" */
  facility: number | null;
  facilityInterval: Interval | null;
  /** Standard deviation of the share. */
  deviation: number | null;
  /** Correlation with the rest of the paper, −1 to 1. @see Moodle quiz statistics, "discrimination index" */
  discrimination: number | null;
  discriminationInterval: Interval | null;
  /**
   * The covariance with the rest as a share of what it would be if those best at the rest had earned most here.
   * @see Moodle quiz statistics, "discriminative efficiency"
   */
  efficiency: number | null;
  /** Covariance of its points with those of the paper: effective weights are made of its root. */
  covarianceWithTotal: number | null;
  /** Variance of its points. */
  variance: number | null;
}

function answeredOf(pairs: Counts): Answered[] {
  return Object.entries(pairs).map(([key, count]) => {
    const { points, maximum, rest, restMaximum } = readPair(key);
    const share = restMaximum === 0 ? 0 : rest / restMaximum;
    return { points, maximum, own: points / maximum, rest: share, total: points + rest, count };
  });
}

type Value = (answered: Answered) => number;

const own: Value = (answered) => answered.own;
const rest: Value = (answered) => answered.rest;
const points: Value = (answered) => answered.points;
const total: Value = (answered) => answered.total;

const sizeOf = (all: readonly Answered[]): number => all.reduce((sum, { count }) => sum + count, 0);

const meanOf = (all: readonly Answered[], value: Value): number =>
  all.reduce((sum, each) => sum + each.count * value(each), 0) / sizeOf(all);

/** Sample covariance, over n − 1; of a value with itself its variance. */
function covariance(all: readonly Answered[], a: Value, b: Value): number {
  const [meanA, meanB] = [meanOf(all, a), meanOf(all, b)];
  return (
    all.reduce((sum, each) => sum + each.count * (a(each) - meanA) * (b(each) - meanB), 0) / (sizeOf(all) - 1)
  );
}

/** The covariance of the same values if both were in their order, the lowest with the lowest. */
function greatestCovariance(all: readonly Answered[]): number {
  const inOrder = (value: Value) =>
    all.map((each) => ({ value: value(each), left: each.count })).sort((a, b) => a.value - b.value);
  const [owns, rests] = [inOrder(own), inOrder(rest)];
  const [meanOwn, meanRest] = [meanOf(all, own), meanOf(all, rest)];
  let sum = 0;
  for (let i = 0, j = 0; ;) {
    const [a, b] = [owns[i], rests[j]];
    if (!a || !b) return sum / (sizeOf(all) - 1);
    const together = Math.min(a.left, b.left);
    sum += together * (a.value - meanOwn) * (b.value - meanRest);
    a.left -= together;
    b.left -= together;
    if (a.left === 0) i += 1;
    if (b.left === 0) j += 1;
  }
}

/** What differs by less than this is rounding: millionths of points are told apart. */
const NOTHING = 1e-12;

/**
 * The interval in which a mean share lies with a confidence of 95 %; where shares between 0 and 1 were earned, it is
 * narrower than this.
 * @see E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference"
 */
export function shareInterval(share: number, n: number): Interval | null {
  if (n === 0) return null;
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * The interval of a correlation, with a confidence of 95 %.
 * @see R. A. Fisher (1921), "On the probable error of a coefficient of correlation"
 */
export function correlationInterval(correlation: number, n: number): Interval | null {
  if (n <= 3 || Math.abs(correlation) >= 1) return null;
  const [centre, half] = [Math.atanh(correlation), Z / Math.sqrt(n - 3)];
  return [Math.tanh(centre - half), Math.tanh(centre + half)];
}

/**
 * The figures of a question from how often each pair of points was met. The rest of the paper is what the same person
 * earned of all other places, so that also a question that was drawn for some is never compared with itself.
 */
export function itemFigures({ pairs }: Pick<Tally, 'pairs'>): ItemFigures {
  const all = answeredOf(pairs);
  const n = sizeOf(all);
  const facility = n === 0 ? null : meanOf(all, own);
  const none = { deviation: null, discrimination: null, discriminationInterval: null, efficiency: null };
  const facilityInterval = facility === null ? null : shareInterval(facility, n);
  if (n < 2) return { n, facility, facilityInterval, ...none, covarianceWithTotal: null, variance: null };
  const [varianceOwn, varianceRest] = [covariance(all, own, own), covariance(all, rest, rest)];
  const [withRest, greatest] = [covariance(all, own, rest), greatestCovariance(all)];
  const spread = varianceOwn * varianceRest;
  const discrimination = spread > NOTHING ? Math.max(-1, Math.min(1, withRest / Math.sqrt(spread))) : null;
  return {
    n,
    facility,
    facilityInterval,
    deviation: Math.sqrt(varianceOwn),
    discrimination,
    discriminationInterval: discrimination === null ? null : correlationInterval(discrimination, n),
    efficiency: greatest > NOTHING ? withRest / greatest : null,
    covarianceWithTotal: covariance(all, points, total),
    variance: covariance(all, points, points),
  };
}

/**
 * How much each question counts for the order of people, in shares of all. Null where its points fall as those of the
 * paper rise, or all have the same.
 * @see Moodle quiz statistics, "effective weight"
 */
export function effectiveWeights(
  items: readonly Pick<ItemFigures, 'covarianceWithTotal'>[],
): (number | null)[] {
  const roots = items.map(({ covarianceWithTotal: with_ }) =>
    with_ === null || with_ < 0 ? null : Math.sqrt(with_),
  );
  const sum = roots.reduce<number>((all, root) => all + (root ?? 0), 0);
  return roots.map((root) => (root === null || sum === 0 ? null : root / sum));
}

/** The figures of a paper as a whole. */
export interface PaperFigures {
  n: number;
  /** Mean and standard deviation of the share of all points. */
  mean: number | null;
  deviation: number | null;
  /**
   * Cronbach's alpha: how much of the differences between people another exam of the kind would find again; null where
   * papers differ. @see Moodle quiz statistics, "coefficient of internal consistency"
   */
  consistency: number | null;
  /** How much of the standard deviation is chance, as a share. @see Moodle quiz statistics, "error ratio" */
  errorRatio: number | null;
  /** The standard deviation of chance in a person's share of all points. @see "standard error" */
  error: number | null;
}

/**
 * The figures of a paper.
 * @param items those of all its questions
 */
export function paperFigures({ pairs }: Pick<Tally, 'pairs'>, items: readonly ItemFigures[]): PaperFigures {
  const all = answeredOf(pairs);
  const n = sizeOf(all);
  const mean = n === 0 ? null : meanOf(all, own);
  const none = { consistency: null, errorRatio: null, error: null };
  if (n < 2) return { n, mean, deviation: null, ...none };
  const deviation = Math.sqrt(covariance(all, own, own));
  const isSame = new Set(all.map(({ maximum }) => maximum)).size === 1 && items.every((item) => item.n === n);
  const ofTotal = covariance(all, points, points);
  if (!isSame || items.length < 2 || ofTotal <= NOTHING) return { n, mean, deviation, ...none };
  const ofItems = items.reduce((sum, { variance }) => sum + (variance ?? 0), 0);
  const consistency = (items.length / (items.length - 1)) * (1 - ofItems / ofTotal);
  // Without rounding it is at most 1.
  const errorRatio = Math.sqrt(Math.max(0, 1 - consistency));
  return { n, mean, deviation, consistency, errorRatio, error: errorRatio * deviation };
}

/** Whether a question should be looked at again. */
export type Check = 'very-likely' | 'likely' | 'unlikely' | 'too-few';

/** With fewer answers than this a correlation is little more than chance. */
const FEW = 30;
const VERY_LIKELY = 0.3;
const LIKELY = 0.5;

/** @see Moodle, question/bank/statistics/classes/helper.php, "Needs checking?" */
export function checkOf({ n, discrimination }: Pick<ItemFigures, 'n' | 'discrimination'>): Check {
  if (n < FEW || discrimination === null) return 'too-few';
  if (discrimination < VERY_LIKELY) return 'very-likely';
  return discrimination < LIKELY ? 'likely' : 'unlikely';
}
