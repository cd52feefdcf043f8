/**
 * Lets work of one key wait for the work before it, so that in this process nobody competes for the same thing.
 * What other processes do, it does not know.
 */
export function makeOneAtATime() {
  const last = new Map<string, Promise<unknown>>();

  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key);
    const mine = before === undefined ? work() : before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
