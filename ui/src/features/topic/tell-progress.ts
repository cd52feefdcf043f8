import type { TopicProgress } from '@chuyen-de/contracts';
import { ProblemError } from '../../lib/http.ts';
import { sessionStore } from '../../lib/session-store.ts';
import { PAGE_ID, unsentStudy } from '../../lib/unsent-study.ts';
import { recordProgress, type StudyReport } from './api/progress.ts';
import { loadKeptStudy } from './api/topic.ts';

const noted = new Set<string>();

/** No answer, or a server that is down: it may be taken later. */
const mayArriveLater = (error: unknown): boolean => !(error instanceof ProblemError && error.status < 500);

interface Log {
  code: string;
  revision: number;
  /** Which log of its page tells: that of reading, or of a material. */
  of: string;
}

/**
 * Tells what one log has to tell. What does not arrive is noted on the device, so that it outlives the page: the log
 * itself tries again, with what came since, for as long as the page is there.
 */
export async function tellProgress(
  { code, revision, of }: Log,
  report: StudyReport,
  keepalive = false,
): Promise<TopicProgress> {
  const key = `${PAGE_ID} ${code} ${of}`;
  const person = sessionStore.current()?.session.person.id;
  try {
    const progress = await recordProgress({ code, revision }, report, keepalive);
    if (noted.delete(key)) void loadKeptStudy().then(({ forgetUnsent }) => forgetUnsent(key));
    return progress;
  } catch (error) {
    if (person !== undefined && mayArriveLater(error)) {
      noted.add(key);
      const unsent = { key, page: PAGE_ID, person, code, revision, at: Date.now(), ...report };
      await loadKeptStudy().then(
        ({ noteUnsent }) => noteUnsent(unsent),
        () => undefined,
      );
    }
    throw error;
  }
}

/** Sends what earlier pages could not. @returns topics that were told of */
export async function sendWhatWaits(): Promise<string[]> {
  const person = sessionStore.current()?.session.person.id;
  if (unsentStudy.get() === undefined || person === undefined) return [];
  return loadKeptStudy().then(
    ({ sendUnsent }) => sendUnsent(person),
    () => [],
  );
}
