import type { FileKind } from '@chuyen-de/contracts';
import { makeBoundedQueue } from '../http/index.ts';
import { runInThread, TooMuchWork } from '../kernel/run-in-thread.ts';
import { inspectFile, type Inspected } from './inspect-file.ts';

/** What a thread is asked for. */
export interface InspectionJob {
  place: string;
  kind: FileKind;
}

/** The largest documents that are none made for it take two seconds. */
const BOUNDS = { patienceMs: 20_000, megabytes: 512 };
/** The one that is looked through, and those that wait on disk. */
const MOST_AT_ONCE = 20;

/**
 * Looks through files that were sent, in a thread of their own, one after the other: one that was made to take long
 * keeps nobody else waiting, and is refused.
 *
 * @param workerUrl the built thread; without it all is done in this one
 * @throws ProblemError `too_busy` where several files wait already
 */
export function makeInspectApart(workerUrl: URL | undefined): typeof inspectFile {
  if (!workerUrl) return inspectFile;
  const inTurn = makeBoundedQueue(MOST_AT_ONCE);
  return async (place, kind) => {
    try {
      const job: InspectionJob = { place, kind };
      return (await inTurn(() => runInThread(workerUrl, job, BOUNDS))) as Inspected;
    } catch (error) {
      if (!(error instanceof TooMuchWork)) throw error;
      return { ok: false, error: { code: 'file_wrong_type', kind, found: null } };
    }
  };
}
