import { LRUCache } from 'lru-cache';
import { makeGather } from './gather.ts';

interface Watching<What, Held extends object, Beside> {
  keyOf: (what: What) => string;
  /** What is held before the first look. */
  begin: (what: What) => Held;
  /** Brings what is held up to date. */
  refresh: (held: Held, what: What, beside: Beside) => Promise<void>;
  /** How much of the most that is held; known once it was looked at. */
  sizeOf: (held: Held) => number;
  most: number;
  life: Pick<LRUCache.OptionsBase<string, object, unknown>, 'ttl' | 'noUpdateTTL' | 'updateAgeOnGet'>;
}

/**
 * What somebody looks at again and again, held in memory: a look brings up to date what is held of the one before, and
 * looks at one time do so together.
 */
export function makeWatchedMemory<What, Held extends object, Beside>({
  keyOf,
  begin,
  refresh,
  sizeOf,
  most,
  life,
}: Watching<What, Held, Beside>) {
  interface Watched {
    held: Held;
    refresh: (beside: Beside) => Promise<void>;
  }
  const watched = new LRUCache<string, Watched>({
    maxSize: most,
    maxEntrySize: most,
    sizeCalculation: ({ held }) => 1 + sizeOf(held),
    ...life,
  });

  function watch(what: What): Watched {
    const held = begin(what);
    const refreshOnce = makeGather((besides: Beside[]) => refresh(held, what, besides.at(-1) as Beside));
    return { held, refresh: refreshOnce };
  }

  /** As it is now. @param beside what else the look goes by, of the newest of those who look at one time */
  return async (what: What, beside: Beside): Promise<Held> => {
    const key = keyOf(what);
    const known = watched.get(key) ?? watch(what);
    watched.set(key, known);
    await known.refresh(beside);
    // Now it is known how large it is.
    if (watched.peek(key) === known) watched.set(key, known);
    return known.held;
  };
}
