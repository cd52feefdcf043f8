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
