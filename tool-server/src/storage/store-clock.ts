import mongoose, { type Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';

const REMEASURE_MS = 60_000;
/** What the clocks of two machines in order differ by; below it, following would only make time jump. */
const TOLERANCE_MS = 50;

/**
 * The store's time, by this machine's clock and by how much that is off: leases, due times and ends of exams are
 * compared between machines, and the store is what they have in common. Exact to half a round trip and `TOLERANCE_MS`;
 * asked again every minute. A sharded cluster's time is that of the router asked.
 * @see MongoDB, `hello`: localTime
 */
export async function followStoreClock(connection: Connection, own: Clock): Promise<Clock> {
  let aheadMs = 0;

  async function measure(): Promise<void> {
    const asked = own.now().getTime();
    const begun = performance.now();
    const { localTime } = (await connection.db?.command({ hello: 1 })) as { localTime?: Date };
    const halfTripMs = (performance.now() - begun) / 2;
    if (localTime === undefined) return;
    const found = localTime.getTime() - (asked + halfTripMs);
    if (Math.abs(found - aheadMs) > TOLERANCE_MS + halfTripMs) aheadMs = Math.round(found);
  }

  await measure();
  const timer = setInterval(() => {
    // A timer must not open a closed connection anew.
    if (connection.readyState === mongoose.ConnectionStates.connected) void measure().catch(() => undefined);
  }, REMEASURE_MS);
  connection.once('close', () => clearInterval(timer));
  timer.unref();
  return { now: () => new Date(own.now().getTime() + aheadMs) };
}
