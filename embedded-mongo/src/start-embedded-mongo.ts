import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type RunningServer, serveDirectory } from './embedded-server.ts';
import { DirectoryLockedError, OpenError } from './errors.ts';
import type { WorkerAnswer, WorkerInput } from './worker-messages.ts';

export interface EmbeddedMongoOptions {
  /** Holds the data, and nothing else; made where it is missing. */
  dir: string;
  /**
   * Listen on this UNIX socket. Default: `dir/mongo.sock`, or a short path in the system's temporary
   * directory where that would be too long; on Windows a port of the loopback interface.
   */
  socket?: string;
  /** Bundle of this package's worker. Absent: the store runs in this thread, which is for tests. */
  workerUrl?: URL;
}

export interface EmbeddedMongo {
  /** For `mongoose.connect(uri, { dbName })` or any other driver. */
  uri: string;
  close(): Promise<void>;
}

function startWorker(workerUrl: URL, input: WorkerInput): Promise<RunningServer> {
  const worker = new Worker(workerUrl, { workerData: input });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the store's thread ended with code ${code}`)));
    worker.once('message', (message: WorkerAnswer) => {
      if (message.kind === 'locked') reject(new DirectoryLockedError(message.dir, message.pid));
      if (message.kind === 'refused') reject(new OpenError(message.message));
      if (message.kind !== 'started') return;
      worker.off('error', reject);
      resolve({
        uri: message.uri,
        close: async () => {
          const ended = once(worker, 'exit');
          worker.postMessage('close');
          await ended;
        },
      });
    });
  });
}

/**
 * Starts the store on a directory.
 * @throws DirectoryLockedError when another process, or another store of this one, holds it.
 * @throws OpenError when the folder is not fit for a store.
 */
export async function startEmbeddedMongo({
  dir,
  socket,
  workerUrl,
}: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  return workerUrl ? startWorker(workerUrl, { dir, socket }) : serveDirectory(dir, socket);
}
