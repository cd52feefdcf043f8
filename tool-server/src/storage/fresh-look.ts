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
 * who ask meanwhile. `atOnce` waits for a reading that begins now.
 */
export function makeFreshLook({ clock, read, restMs }: FreshLookOptions) {
  let beganAt = -Infinity;
  let reading = Promise.resolve();
  return async ({ atOnce = false } = {}): Promise<void> => {
    const now = clock.now().getTime();
    if (atOnce || Math.abs(now - beganAt) >= restMs) {
      beganAt = now;
      const begun = read();
      reading = begun;
      begun.catch(() => {
        if (reading === begun) beganAt = -Infinity;
      });
    }
    await reading;
  };
}
