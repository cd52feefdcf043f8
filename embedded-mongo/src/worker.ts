import { parentPort, workerData } from 'node:worker_threads';
import { serveDirectory, type ServeOptions } from './embedded-server.ts';
import { DirectoryLockedError, OpenError } from './errors.ts';
import type { WorkerAnswer } from './worker-messages.ts';

/** The store's own thread: starts on the directory it is given, stops when told to. */
async function run(): Promise<void> {
  const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message);
  try {
    const server = await serveDirectory(workerData as ServeOptions);
    parentPort?.once('message', () => {
      void server.close().then(() => {
        answer({ kind: 'closed' });
        parentPort?.close();
      });
    });
    answer({ kind: 'started', uri: server.uri });
  } catch (error) {
    if (error instanceof DirectoryLockedError) answer({ kind: 'locked', dir: error.dir, pid: error.pid });
    else if (error instanceof OpenError) answer({ kind: 'refused', message: error.message });
    else throw error;
    parentPort?.close();
  }
}

void run();
