import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_SECONDS = 300;

/** Waits until something holds; answers whether it came to hold in time. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  pollMs: number,
  limitSeconds = LIMIT_SECONDS,
): Promise<boolean> {
  const limit = performance.now() + limitSeconds * 1000;
  while (!(await holds())) {
    if (performance.now() > limit) return false;
    await sleep(pollMs);
  }
  return true;
}
