interface LoopOptions {
  /** Does one piece of work; false when there was none. */
  step: () => Promise<boolean>;
  concurrency: number;
  /** How long to rest when there was no work, in milliseconds. */
  idleMs: number;
  onError: (error: unknown) => void;
}

/** Background work, piece by piece, until stopped. */
export interface Loop {
  start(): void;
  /** Says that there is work now, so that it does not wait for the next look. */
  nudge(): void;
  /** Ends after the pieces under way. */
  stop(): Promise<void>;
  /** Works, once, until there is nothing left. */
  drain(): Promise<void>;
}

/**
 * Repeats a step while there is work and rests in between; a failing step rests too. One strand looks for
 * work; each that finds some wakes another, so that as many work as there is work for.
 */
export function makeLoop({ step, concurrency, idleMs, onError }: LoopOptions): Loop {
  let running = false;
  /** Whether there was a nudge since the last step began: that step may have missed what it announced. */
  let announced = false;
  const resting = new Set<() => void>();
  let strands: Promise<void>[] = [];

  const isRunning = (): boolean => running;
  const isAnnounced = (): boolean => announced;
  const wakeOne = (): void => [...resting][0]?.();

  /** Until woken; the first strand also wakes by itself, to look for work that nobody announced. */
  const rest = (isLookout: boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = isLookout ? setTimeout(wake, idleMs) : undefined;
      function wake(): void {
        clearTimeout(timer);
        resting.delete(wake);
        resolve();
      }
      resting.add(wake);
    });

  async function strand(isLookout: boolean): Promise<void> {
    while (isRunning()) {
      announced = false;
      const worked = await step().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (worked) wakeOne();
      // Asked again: it may have been stopped meanwhile, and a rest would only delay the end.
      else if (!isAnnounced() && isRunning()) await rest(isLookout);
    }
  }

  return {
    start() {
      running = true;
      strands = Array.from({ length: concurrency }, (_, index) => strand(index === 0));
    },
    nudge() {
      announced = true;
      wakeOne();
    },
    async stop() {
      running = false;
      for (const wake of [...resting]) wake();
      await Promise.all(strands);
    },
    async drain() {
      while (await step());
    },
  };
}
