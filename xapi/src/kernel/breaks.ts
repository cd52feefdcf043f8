import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work may keep the process before others get a turn. */
const TURN_MILLISECONDS = 10;

/** When whoever asked last for a break goes on. */
let lastTurn: Promise<void> = Promise.resolve();

/** Long works that run beside each other take turns: together they keep the process no longer than one of them. */
function waitForTurn(): Promise<void> {
  lastTurn = lastTurn.then(() => nextTurn());
  return lastTurn;
}

/** Tells long work when to let others run: `if (breaks.isDue()) await breaks.take();` */
export function makeBreaks() {
  let begun = performance.now();
  return {
    isDue: (): boolean => performance.now() - begun > TURN_MILLISECONDS,
    take: async (): Promise<void> => {
      await waitForTurn();
      begun = performance.now();
    },
  };
}

export type Breaks = ReturnType<typeof makeBreaks>;

/** Sorted parts of a list are no longer than this before others have had their turn. */
const RUN = 500;

/** The items of two sorted lists in their order; of equal ones those of the first come first. */
async function merge<T>(
  one: readonly T[],
  other: readonly T[],
  compare: (a: T, b: T) => number,
  breaks: Breaks,
): Promise<T[]> {
  const merged: T[] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    const [a, b] = [one[i] as T, other[j] as T];
    if (compare(a, b) <= 0) {
      merged.push(a);
      i += 1;
    } else {
      merged.push(b);
      j += 1;
    }
    if (merged.length % RUN === 0 && breaks.isDue()) await breaks.take();
  }
  return merged.concat(one.slice(i), other.slice(j));
}

/** A list of any length in its order, letting others run in between; equal items stay as they came. */
export async function sortWithBreaks<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const breaks = makeBreaks();
  let lists: T[][] = [];
  for (let from = 0; from < items.length; from += RUN) {
    lists.push(items.slice(from, from + RUN).sort(compare));
    if (breaks.isDue()) await breaks.take();
  }
  while (lists.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < lists.length; at += 2)
      merged.push(await merge(lists[at] ?? [], lists[at + 1] ?? [], compare, breaks));
    lists = merged;
  }
  return lists[0] ?? [];
}

/** Maps a list of any length, letting others run in between; one that takes less than a turn is mapped in one go. */
export async function mapWithBreaks<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
): Promise<R[]> {
  const breaks = makeBreaks();
  const mapped: R[] = [];
  for (const [index, item] of items.entries()) {
    if (breaks.isDue()) await breaks.take();
    mapped.push(map(item, index));
  }
  return mapped;
}
