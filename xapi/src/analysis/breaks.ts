import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work may keep the process before others get a turn. */
const TURN_MILLISECONDS = 10;

/** Tells long work when to let others run: `if (breaks.isDue()) await breaks.take();` */
export function makeBreaks() {
  let begun = performance.now();
  return {
    isDue: (): boolean => performance.now() - begun > TURN_MILLISECONDS,
    take: async (): Promise<void> => {
      await nextTurn();
      begun = performance.now();
    },
  };
}

export type Breaks = ReturnType<typeof makeBreaks>;
