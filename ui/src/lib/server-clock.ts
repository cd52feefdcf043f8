import { deviceClock } from './device-clock.ts';

interface Measure {
  offset: number;
  /** Half the round trip: the most that the offset can be wrong. */
  error: number;
  at: number;
}

export interface ServerClock {
  /** The server's time by the best measure so far, in milliseconds. */
  now: () => number;
  /** Takes a measure: what the server's clock said, and when by the device's the request left and its answer came. */
  measure: (serverNow: string, sentAt: number, receivedAt: number) => void;
  /** The device's clock may have been set: the next measure counts, however rough. */
  distrust: () => void;
}

/**
 * Estimates the server's clock as Cristian's algorithm does: half-way of the round trip. A worse measure
 * replaces a better one only as that one ages, by a millisecond a second.
 */
export function makeServerClock(deviceNow: () => number = deviceClock.now): ServerClock {
  let held: Measure | undefined;
  return {
    now: () => Math.round(deviceNow() + (held?.offset ?? 0)),
    measure(serverNow, sentAt, receivedAt) {
      const error = Math.max(0, receivedAt - sentAt) / 2;
      const offset = Date.parse(serverNow) - (sentAt + error);
      const at = deviceNow();
      if (held === undefined || error <= held.error + (at - held.at) / 1000) held = { offset, error, at };
    },
    distrust() {
      if (held !== undefined) held = { ...held, error: Number.POSITIVE_INFINITY };
    },
  };
}

/** Asks the server something, and measures its clock by the answer. */
export async function measuring<T>(
  clock: ServerClock,
  ask: () => Promise<T>,
  serverNow: (answer: T) => string,
): Promise<T> {
  const sentAt = deviceClock.now();
  const answer = await ask();
  clock.measure(serverNow(answer), sentAt, deviceClock.now());
  return answer;
}
