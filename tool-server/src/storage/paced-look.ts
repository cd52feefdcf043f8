interface PacedLookOptions<Work> {
  find: () => Promise<Work | undefined>;
  /** Told that there may be more, for another strand to look while this one works. */
  onFound: () => void;
  restMs: number;
}

/**
 * Looks for work in the store, at most every `restMs` once a look has found nothing: what comes up meanwhile
 * is handed over without one, or asked for by `atOnce`. As long as a look finds something there may be more.
 */
export function makePacedLook<Work>({ find, onFound, restMs }: PacedLookOptions<Work>) {
  let nextLook = 0;
  return {
    async look(): Promise<Work | undefined> {
      if (performance.now() < nextLook) return undefined;
      // One strand looks for all: the others would find the same.
      nextLook = performance.now() + restMs;
      const found = await find();
      if (found === undefined) return undefined;
      nextLook = 0;
      onFound();
      return found;
    },

    /** Lets the next look not wait. */
    atOnce(): void {
      nextLook = 0;
    },
  };
}
