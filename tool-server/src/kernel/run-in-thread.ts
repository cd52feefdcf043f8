import { Worker } from 'node:worker_threads';

/** Of what is fresh: a thread of its own would let more lie about before it looks for what can go. */
const MOST_FRESH_MEGABYTES = 16;

/** The work took more time or memory than it may. */
export class TooMuchWork extends Error {}

interface Bounds {
  patienceMs: number;
  megabytes: number;
  /** Nobody waits for it any more. */
  signal?: AbortSignal | undefined;
}

/** The thread's own end, where it does not tell what came of it. */
const isTooMuch = (error: NodeJS.ErrnoException): boolean => error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * Has a thread of its own do what could take long, and answers what it tells: others are served meanwhile, and no more
 * time and memory are used than it may take.
 * @throws TooMuchWork
 */
export function runInThread(
  workerUrl: URL,
  job: unknown,
  { patienceMs, megabytes, signal }: Bounds,
): Promise<unknown> {
  const worker = new Worker(workerUrl, {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: MOST_FRESH_MEGABYTES },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new TooMuchWork());
      void worker.terminate();
    }, patienceMs);
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true });
    worker.once('message', resolve);
    worker.once('error', (error) => reject(isTooMuch(error) ? new TooMuchWork() : error));
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The thread of a file ended with ${code}`));
    });
  });
}
