import type { Rehearsal } from '@chuyen-de/contracts';
import { openDeviceLog } from './device-log.ts';
import type { Entry } from './entry-store.ts';

/** Beside the log of real answers, which a rehearsal leaves alone. */
const DATABASE = 'chuyen-de.rehearsal';
const REHEARSAL = 'rehearsal';

/** Whether an answer that is logged here would be there after the tab was closed. */
export async function keepsAnswers(now = Date.now()): Promise<boolean> {
  const entry: Entry = {
    ...{ attempt: REHEARSAL, device: REHEARSAL, slot: 1, seq: now, at: now, flagged: false },
    response: { type: 'short-answer', text: 'x' },
  };
  const log = await openDeviceLog(DATABASE);
  await log.put(entry);
  const isThere = (await log.list(REHEARSAL)).some(({ seq }) => seq === now);
  await log.acknowledge(REHEARSAL, [entry]);
  return isThere && log.isDurable();
}

/** Whether the page would come back without network: its files are kept by then. */
export const comesBack = (): boolean =>
  'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;

const ASKED = 5;

const middleOf = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** How fast the server answers, and how far the device's clock is ahead of it. */
export async function askServer(
  ask: () => Promise<string>,
): Promise<Pick<Rehearsal, 'roundTripMs' | 'clockAheadSeconds'>> {
  const trips: number[] = [];
  const ahead: number[] = [];
  for (let asked = 0; asked < ASKED; asked += 1) {
    const [sentAt, wall] = [performance.now(), Date.now()];
    const serverNow = Date.parse(await ask());
    const trip = performance.now() - sentAt;
    trips.push(trip);
    ahead.push(wall + trip / 2 - serverNow);
  }
  return {
    roundTripMs: Math.min(600_000, Math.round(middleOf(trips))),
    clockAheadSeconds: Math.round(middleOf(ahead) / 1_000),
  };
}
