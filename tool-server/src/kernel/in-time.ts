/** The store, or who else was asked, has not answered in time; it may still do what it was asked. */
class TooLateError extends Error {
  constructor(ms: number, who: string) {
    super(`${who} has not answered within ${ms} ms`);
    this.name = 'TooLateError';
  }
}

/**
 * What the store answers, if it does so in time: one that hangs, behind a network that swallows everything for one, is
 * found out by the driver after a quarter of a minute only.
 * @throws TooLateError
 */
export async function inTime<T>(ms: number, ask: () => Promise<T>, who = 'the store'): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLateError(ms, who)), ms);
  });
  try {
    return await Promise.race([ask(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
