/** A process that served for so long has had a life: its end is an accident, and another takes its place at once. */
const LONG_LIFE_MS = 60_000;
const FIRST_REST_MS = 1_000;
const MOST_REST_MS = 30_000;
/** Starts in a row that come to nothing before the whole is given up: about two minutes of trying. */
const MOST_FAILED_STARTS = 8;

/** How a web process ended. */
interface Life {
  /** Whether it came to serve anybody. */
  served: boolean;
  livedMs: number;
}

/** What is remembered of ends: those in a row of one place that came early, and starts in a row of any that failed. */
export interface Ends {
  early: number;
  failedStarts: number;
}

/** Counts an end. */
export const countEnd = ({ early, failedStarts }: Ends, { served, livedMs }: Life): Ends => ({
  early: served && livedMs >= LONG_LIFE_MS ? 0 : early + 1,
  failedStarts: served ? 0 : failedStarts + 1,
});

/** How long to wait before another takes the place; undefined: none does, nothing would come of it. */
export const restBeforeRestart = ({ early, failedStarts }: Ends): number | undefined => {
  if (failedStarts >= MOST_FAILED_STARTS) return undefined;
  return early === 0 ? 0 : Math.min(MOST_REST_MS, FIRST_REST_MS * 2 ** (early - 1));
};
