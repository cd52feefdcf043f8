import type { ClockTold } from '@chuyen-de/contracts';
import { expecting, http } from '../../../lib/http.ts';
import { readEvents } from '../../../lib/server-events.ts';

const readClock = expecting<ClockTold>('dueAt', 'serverNow');
const clockPath = (attempt: string) => `/api/attempts/${encodeURIComponent(attempt)}/clock`;

/** `GET /api/attempts/:id/clock`: the attempt's time as it is now, and the server's. */
export const askClock = (attempt: string) => http.get(clockPath(attempt), readClock);

/**
 * `GET /api/attempts/:id/clock/changes`: tells of an attempt's time as it changes, until the stream ends.
 * @throws as `readEvents` does
 */
export async function followClock(
  attempt: string,
  onClock: (told: ClockTold) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const { name, data } of readEvents(`${clockPath(attempt)}/changes`, signal)) {
    if (name === 'ended') return;
    if (name === 'clock') onClock(readClock(JSON.parse(data)));
  }
}
