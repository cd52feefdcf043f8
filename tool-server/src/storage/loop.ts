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

/** Where strands rest. One of them is woken every `idleMs`, to look for work that nobody announced. */
function makeBench(idleMs: number) {
  const resting = new Set<() => void>();
  let lookout: NodeJS.Timeout | undefined;
  const wakeOne = (): void => [...resting][0]?.();

  function setLookout(): void {
    clearTimeout(lookout);
    if (resting.size === 0) return;
    lookout = setTimeout(() => {
      wakeOne();
      setLookout();
    }, idleMs);
  }

  return {
    wakeOne,

    wakeAll: (): void => {
      for (const wake of [...resting]) wake();
    },

    /** Until woken. */
    rest: (): Promise<void> =>
      new Promise((resolve) => {
        const wake = (): void => {
          resting.delete(wake);
          if (resting.size === 0) setLookout();
          resolve();
        };
        resting.add(wake);
        if (resting.size === 1) setLookout();
      }),
  };
}

/**
 * Repeats a step while there is work and rests in between; a failing step rests too. One of those at rest looks for
 * work, however long others take over theirs; each that has found some wakes another, so that as many work as there
 * is work for.
 */
export function makeLoop({ step, concurrency, idleMs, onError }: LoopOptions): Loop {
  let running = false;
  /** Whether there was a nudge since the last step began: that step may have missed what it announced. */
  let announced = false;
  const { rest, wakeOne, wakeAll } = makeBench(idleMs);
  let strands: Promise<void>[] = [];

  const isRunning = (): boolean => running;
  const isAnnounced = (): boolean => announced;
  async function strand(): Promise<void> {
    while (isRunning()) {
      announced = false;
      const worked = await step().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (worked) wakeOne();
      // Asked again: it may have been stopped meanwhile, and a rest would only delay the end.
      else if (!isAnnounced() && isRunning()) await rest();
    }
  }

  return {
    start() {
      running = true;
      strands = Array.from({ length: concurrency }, () => strand());
    },
    nudge() {
      announced = true;
      wakeOne();
    },
    async stop() {
      running = false;
      wakeAll();
      await Promise.all(strands);
    },
    async drain() {
      while (await step());
    },
  };
}
