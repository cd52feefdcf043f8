import type { Clock } from '../kernel/clock.ts';

interface FreshLookOptions {
  clock: Clock;
  /** Reads what may have changed. */
  read: () => Promise<void>;
  /** How old the last reading may be. */
  restMs: number;
}

/**
 * Keeps what this process remembers no older than `restMs`, whoever changes it elsewhere: one reading serves all
 * who ask meanwhile. `atOnce` waits for a reading that begins after it was asked for; while one is under way, all who
 * ask share the next.
 */
export function makeFreshLook({ clock, read, restMs }: FreshLookOptions) {
  let beganAt = -Infinity;
  /** When the newest reading began that has ended well. */
  let readAt = -Infinity;
  let latest = Promise.resolve();
  let underWay: Promise<void> | undefined;
  let next: { after: Promise<void>; reading: Promise<void> } | undefined;

  const isRecent = (time: number): boolean => Math.abs(clock.now().getTime() - time) < restMs;

  function begin(): Promise<void> {
    const at = clock.now().getTime();
    beganAt = at;
    const begun = read();
    latest = begun;
    underWay = begun;
    const end = (): void => {
      if (underWay === begun) underWay = undefined;
    };
    begun.then(
      () => {
        end();
        readAt = at;
      },
      () => {
        end();
        if (latest === begun) beganAt = -Infinity;
      },
    );
    return begun;
  }

  /** The reading after this one, begun as soon as it has ended, well or not. */
  function beginAfter(reading: Promise<void>): Promise<void> {
    if (next?.after !== reading) next = { after: reading, reading: reading.then(begin, begin) };
    return next.reading;
  }

  return async ({ atOnce = false } = {}): Promise<void> => {
    if (!atOnce && isRecent(readAt)) return;
    // Nobody waits for one that takes too long.
    if (!isRecent(beganAt)) await begin();
    else if (!atOnce) await latest;
    else await (underWay ? beginAfter(underWay) : begin());
  };
}
