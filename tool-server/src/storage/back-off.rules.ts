const FIRST_MS = 1_000;
const MOST_MS = 15 * 60_000;

/**
 * How long to wait before the next try: doubling from one second to a quarter of an hour, with jitter of up
 * to a fifth so that many waiting together do not return together.
 * @param tries failed tries so far, 1 or more
 * @param random in [0, 1)
 */
export const backOffMs = (tries: number, random: number): number =>
  Math.round(Math.min(MOST_MS, FIRST_MS * 2 ** (tries - 1)) * (1 + random * 0.2));
