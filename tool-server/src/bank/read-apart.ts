import { Worker } from 'node:worker_threads';
import type { FileFaultCode } from '@chuyen-de/contracts';
import pLimit from 'p-limit';
import { ProblemError } from '../http/index.ts';
import { FormatError, readQuestions, type FoundFile } from './formats/index.ts';

/** What the thread of a file tells. */
export type ReadApart = { found: FoundFile } | { fault: FileFaultCode; values: FormatError['values'] };

/** A paper of ten thousand questions takes a few seconds, and a quarter of the memory. */
const PATIENCE_MS = 60_000;
const MOST_MEGABYTES = 512;
/** The one that is read, and those that wait and hold their bytes meanwhile. */
const MOST_AT_ONCE = 4;

/** The thread's own end, where it does not tell what it read. */
const isTooMuch = (error: NodeJS.ErrnoException): boolean => error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** @throws FormatError */
function readInThread(workerUrl: URL, bytes: Buffer): Promise<FoundFile> {
  const worker = new Worker(workerUrl, {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  return new Promise<FoundFile>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new FormatError('too_much_work'));
      void worker.terminate();
    }, PATIENCE_MS);
    worker.once('message', (read: ReadApart) => {
      if ('found' in read) resolve(read.found);
      else reject(new FormatError(read.fault, read.values));
    });
    worker.once('error', (error) => reject(isTooMuch(error) ? new FormatError('too_much_work') : error));
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The thread that reads a file ended with ${code}`));
    });
  });
}

/**
 * Reads the questions of files in a thread of their own, one after the other: a long one, or one that was made to be,
 * keeps neither learners waiting nor memory.
 *
 * @param workerUrl the built thread; without it files are read in this one
 * @throws FormatError
 * @throws ProblemError `too_busy` where several files wait already
 */
export function makeReadApart(workerUrl: URL | undefined) {
  if (!workerUrl) return (bytes: Buffer): Promise<FoundFile> => readQuestions(bytes);
  const inTurn = pLimit(1);
  return async (bytes: Buffer): Promise<FoundFile> => {
    if (inTurn.activeCount + inTurn.pendingCount >= MOST_AT_ONCE)
      throw new ProblemError({ code: 'too_busy' }, { 'Retry-After': '10' });
    return inTurn(() => readInThread(workerUrl, bytes));
  };
}
