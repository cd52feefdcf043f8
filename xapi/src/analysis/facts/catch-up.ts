import { setTimeout as sleep } from 'node:timers/promises';
import type { FactBlocks } from './fact-blocks.ts';
import { BLOCK_ROWS } from './fact-block.ts';
import type { FactSources } from './fact-sources.ts';

interface Deps {
  sources: FactSources;
  blocks: FactBlocks;
  onError: (error: unknown) => void;
}

/**
 * Makes blocks of what is stored behind the last one, where that is enough for one: in the background, with a rest
 * after each step as long as the step was, so that half of the time at least is left to whoever stores or asks.
 */
export function makeCatchUp({ sources, blocks, onError }: Deps) {
  const stopped = new AbortController();
  const { signal } = stopped;
  let underWay: Promise<void> | undefined;

  async function makeBlocks(start: string, to: string): Promise<void> {
    if (!(await sources.haveBehind(start, to, BLOCK_ROWS, signal))) return;
    const add = blocks.gather(start);
    let begun = performance.now();
    for await (const placed of sources.readBehind(start, to, signal)) {
      // Of several processes one is the quickest, and goes on alone.
      if (!(await add(placed))) return;
      await sleep(performance.now() - begun, undefined, { signal });
      begun = performance.now();
    }
  }

  return {
    /** Begins behind a position, unless it is under way. What it leaves undone, the next begin does. */
    begin(start: string, to: string): void {
      if (signal.aborted) return;
      underWay ??= makeBlocks(start, to)
        .catch((error: unknown) => {
          if (!signal.aborted) onError(error);
        })
        .finally(() => (underWay = undefined));
    },

    /** Stops, once what is being stored is stored. */
    async close(): Promise<void> {
      stopped.abort();
      await underWay;
    },
  };
}

export type CatchUp = ReturnType<typeof makeCatchUp>;
