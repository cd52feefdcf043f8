export interface Percentiles {
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

/** Nearest-rank percentile of sorted values. @see https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method */
const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;

/** Collects how long each step took while measuring, and every failure at any time. */
export function makeMeter() {
  const durations = new Map<string, number[]>();
  const failures = new Map<string, number>();
  let measuring = false;

  /** @param ms counts while measuring */
  function note(step: string, ms: number): void {
    if (!measuring) return;
    const taken = durations.get(step) ?? [];
    taken.push(ms);
    durations.set(step, taken);
  }

  return {
    begin(): void {
      measuring = true;
    },

    end(): void {
      measuring = false;
    },

    /** Does a step; its time counts when it ends while measuring. */
    async time<T>(step: string, work: () => Promise<T>): Promise<T> {
      const begun = performance.now();
      const value = await work();
      note(step, performance.now() - begun);
      return value;
    },

    /** Notes how long something took that was not done here. */
    note,

    fail(error: unknown): void {
      const message = error instanceof Error ? error.message : String(error);
      failures.set(message, (failures.get(message) ?? 0) + 1);
    },

    /** How often a step ended while measuring. */
    count: (step: string): number => durations.get(step)?.length ?? 0,

    /** In milliseconds. */
    percentiles(step: string): Percentiles {
      const sorted = Float64Array.from(durations.get(step) ?? []).sort();
      return {
        count: sorted.length,
        p50: percentile(sorted, 0.5),
        p95: percentile(sorted, 0.95),
        p99: percentile(sorted, 0.99),
      };
    },

    failures: (): ReadonlyMap<string, number> => failures,
  };
}

export type Meter = ReturnType<typeof makeMeter>;
