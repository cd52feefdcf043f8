import type { AnswersSaved } from '@chuyen-de/contracts';
import { ProblemError } from '../../../lib/http.ts';
import { isPassing } from './back-off.ts';
import type { Entry, EntryStore, StoredSlot } from './entry-store.ts';
import { storedAllTheSame } from './refusal.ts';

export interface Replayed {
  /** Answers of an ended attempt that the server took in after the end. */
  taken: number;
  /** Answers that it refused: they stay on the device. */
  refused: number;
}

/** What the server holds after a save, refused or not; undefined where it could not be asked. */
async function storedOf(save: () => Promise<AnswersSaved>): Promise<readonly StoredSlot[] | undefined> {
  try {
    return (await save()).slots;
  } catch (cause) {
    return cause instanceof ProblemError && !isPassing(cause) ? storedAllTheSame(cause) : undefined;
  }
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
    const stored = await storedOf(() => save(attempt, entries));
    if (stored === undefined) continue;
    await log.acknowledge(attempt, stored);
    const refused = (await log.list(attempt)).length;
    replayed.refused += refused;
    replayed.taken += entries.length - refused;
  }
  return replayed;
}
