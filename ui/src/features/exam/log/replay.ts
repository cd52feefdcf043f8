import type { AnswersSaved } from '@chuyen-de/contracts';
import { ProblemError } from '../../../lib/http.ts';
import type { Entry, EntryStore } from './entry-store.ts';

export interface Replayed {
  /** Answers of an ended attempt that the server took in after the end. */
  taken: number;
  /** Answers that it refused: they stay on the device. */
  refused: number;
}

/**
 * Sends what an ended attempt left behind on this device, for when the page was closed while the network was
 * away. The server decides which of it was logged in time.
 */
export async function replayLeftovers(
  log: EntryStore,
  attempts: readonly string[],
  save: (attempt: string, entries: Entry[]) => Promise<AnswersSaved>,
): Promise<Replayed> {
  const replayed: Replayed = { taken: 0, refused: 0 };
  for (const attempt of attempts) {
    const entries = await log.list(attempt);
    if (entries.length === 0) continue;
    try {
      const saved = await save(attempt, entries);
      await log.acknowledge(attempt, saved.slots);
      replayed.taken += entries.length;
    } catch (cause) {
      if (cause instanceof ProblemError && cause.status < 500) replayed.refused += entries.length;
    }
  }
  return replayed;
}
