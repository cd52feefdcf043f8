import pLimit, { type LimitFunction } from 'p-limit';

/**
 * Turns of each of several callers, LMSs for one: so many works of one are done at a time, the others wait, and nobody
 * waits for another's. Callers are few, and remembered.
 */
export function makeTurns(atOnce: number): (caller: string) => LimitFunction {
  const turnsOf = new Map<string, LimitFunction>();
  return (caller) => {
    const turns = turnsOf.get(caller) ?? pLimit(atOnce);
    turnsOf.set(caller, turns);
    return turns;
  };
}

/**
 * Turns of callers of whom there may be many, and who may ask as often as they like: so many works of all at a time, and
 * one of each caller. Whoever has nothing to do is not remembered.
 */
export function makeSharedTurns(atOnce: number) {
  const all = pLimit(atOnce);
  const callers = new Map<string, { turns: LimitFunction; works: number }>();
  return async <T>(caller: string, work: () => Promise<T>): Promise<T> => {
    const own = callers.get(caller) ?? { turns: pLimit(1), works: 0 };
    callers.set(caller, own);
    own.works += 1;
    try {
      return await own.turns(() => all(work));
    } finally {
      own.works -= 1;
      if (own.works === 0) callers.delete(caller);
    }
  };
}
