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
