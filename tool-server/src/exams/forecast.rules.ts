/** How a question was answered so far, by those who met it for the first time. */
export interface ItemHistory {
  n: number;
  /** Mean share of the points, 0 to 1. */
  facility: number;
  /** Correlation with the rest of the papers, −1 to 1; null where it cannot be told. */
  discrimination: number | null;
}

/** A place of a paper: what it is worth, and the questions that it may have, each as far as it is known. */
export interface ForecastPlace {
  points: number;
  histories: readonly (ItemHistory | undefined)[];
}

interface Estimate {
  value: number;
  low: number;
  high: number;
}

export interface Forecast {
  /** Mean on the scale 0–10, and its interval of 95 %. */
  mean: Estimate;
  /** Share of those who reach the pass mark, 0 to 1. */
  passRate: Estimate;
}

/** Questions of a topic and level that stand for all of them, and of all rows of an exam together, but for those asked. */
const SAMPLE_OF_ROW = 200;
const SAMPLE_OF_EXAM = 1_000;
/** With fewer answers than this a question says nothing yet. */
export const FEWEST_ANSWERS = 10;
/** With less than this share of its points known, nothing is said of a paper. */
const LEAST_KNOWN = 0.5;
/** 95 %, for intervals. */
const Z = 1.96;
/** Marks have one decimal: what is rounded up to the pass mark passes. */
const HALF_STEP = 0.05;
/** Of a question of which nothing is known: as if every facility were as likely. */
const FLAT_VARIANCE = 1 / 12;
const USUAL_DISCRIMINATION = 0.25;

/** How many questions stand for those that a row may draw, of so many rows. */
export const sampleOf = (rows: number): number =>
  Math.min(SAMPLE_OF_ROW, Math.floor(SAMPLE_OF_EXAM / Math.max(1, rows)));

const isKnown = (history: ItemHistory | undefined): history is ItemHistory =>
  history !== undefined && history.n >= FEWEST_ANSWERS;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

/** What is known of a place, as of the average of the questions that it may have. */
interface Averaged {
  points: number;
  /** Which share of its questions is known. */
  known: number;
  facility: number;
  discrimination: number;
  /** Of the estimate of its facility: by how few answered, and of how few of its questions anything is known. */
  variance: number;
}

/** What stands in for what is not known: the average of what is. */
function usualOf(all: readonly ItemHistory[]) {
  const facility = mean(all.map((each) => each.facility));
  const told = all.flatMap(({ discrimination }) => discrimination ?? []);
  const spread = sum(all.map((each) => (each.facility - facility) ** 2)) / (all.length - 1);
  return {
    facility,
    variance: all.length > 1 ? spread : FLAT_VARIANCE,
    discrimination: told.length > 0 ? mean(told) : USUAL_DISCRIMINATION,
  };
}

function averaged({ points, histories }: ForecastPlace, usual: ReturnType<typeof usualOf>): Averaged {
  const known = histories.filter(isKnown);
  const share = histories.length === 0 ? 0 : known.length / histories.length;
  const ofKnown = known.length === 0 ? usual.facility : mean(known.map(({ facility }) => facility));
  const sampling = sum(known.map(({ facility, n }) => (facility * (1 - facility)) / n));
  const unknown = histories.length - known.length;
  const count = Math.max(1, histories.length);
  return {
    points,
    known: share,
    facility: share * ofKnown + (1 - share) * usual.facility,
    discrimination:
      known.length === 0
        ? usual.discrimination
        : mean(known.map(({ discrimination }) => discrimination ?? usual.discrimination)),
    variance: (sampling + Math.max(unknown, histories.length === 0 ? 1 : 0) * usual.variance) / count ** 2,
  };
}

/** Abramowitz and Stegun 7.1.26: error below 1.5e-7. */
function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const tail = (polynomial * Math.exp(-x * x)) / 2;
  return z < 0 ? tail : 1 - tail;
}

/**
 * The standard deviation of people's points. Each question varies with the rest of the paper as much as it did before:
 * the variance of the whole is Σ (σᵢ² + rᵢ·σᵢ·σ_rest), where that of the rest is nearly that of the whole, so that
 * σ² = S + R·σ. Where questions have nothing in common it is that of coins.
 */
export function deviationOf(
  places: readonly { points: number; facility: number; discrimination: number }[],
): number {
  const sigma = places.map(({ points, facility }) => points * Math.sqrt(facility * (1 - facility)));
  const alone = sum(sigma.map((each) => each * each));
  const together = sum(sigma.map((each, index) => each * Math.max(0, places[index]?.discrimination ?? 0)));
  return (together + Math.sqrt(together * together + 4 * alone)) / 2;
}

/** The fewest points that pass; between two scores that there can be, where all questions are worth the same. */
function cutOf(places: readonly Averaged[], passMark: number): number {
  const total = sum(places.map(({ points }) => points));
  const least = ((passMark - HALF_STEP) / 10) * total;
  const [step = 1] = new Set(places.map(({ points }) => points));
  const isEven = places.every(({ points }) => points === step);
  return isEven ? step * (Math.ceil(least / step - 1e-9) - 0.5) : least;
}

const within =
  (low: number, high: number) =>
  (value: number): number =>
    Math.min(high, Math.max(low, value));

/** How many of the questions are known, one for each place, and by how many answers the known ones. */
export const knownOf = (places: readonly ForecastPlace[]) => ({
  questions: places.length,
  known: Math.round(
    sum(places.map(({ histories }) => histories.filter(isKnown).length / Math.max(1, histories.length))),
  ),
});

/** How often questions were answered of which there is enough known. */
export const answersOf = (histories: readonly ItemHistory[]): number =>
  sum(histories.filter(isKnown).map(({ n }) => n));

/**
 * What is to be expected of a paper from how its questions were answered before, by people like those before;
 * undefined where too little is known.
 * @param passMark on the scale 0–10
 */
export function forecastOf(places: readonly ForecastPlace[], passMark: number): Forecast | undefined {
  const all = places.flatMap(({ histories }) => histories.filter(isKnown));
  const total = sum(places.map(({ points }) => points));
  if (all.length === 0 || total === 0) return undefined;
  const usual = usualOf(all);
  const of = places.map((place) => averaged(place, usual));
  if (sum(of.map(({ points, known }) => points * known)) < LEAST_KNOWN * total) return undefined;
  const expected = sum(of.map(({ points, facility }) => points * facility));
  const half = Z * Math.sqrt(sum(of.map(({ points, variance }) => points * points * variance)));
  const deviation = deviationOf(of);
  const cut = cutOf(of, passMark);
  const passing = (points: number): number =>
    deviation === 0 ? Number(points >= cut) : 1 - normalBelow((cut - points) / deviation);
  const inMarks = (points: number): number => within(0, 10)((10 * points) / total);
  const [low, high] = [expected - half, expected + half];
  return {
    mean: { value: inMarks(expected), low: inMarks(low), high: inMarks(high) },
    passRate: { value: passing(expected), low: passing(low), high: passing(high) },
  };
}
