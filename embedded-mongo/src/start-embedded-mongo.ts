import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type RunningServer, serveDirectory, type ServeOptions } from './embedded-server.ts';
import { DirectoryLockedError, OpenError } from './errors.ts';
import type { WorkerAnswer } from './worker-messages.ts';

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
  /** What sorts, groups and cursors may hold in memory, all together. Default: 256 MiB, or less on a small machine. */
  memoryBytes?: number;
  /**
   * Told once should the store's thread end although nobody closed it. Default: the process says why and ends, since
   * nothing that it answers from then on could be true.
   */
  onDeath?: (reason: Error) => void;
}

export interface EmbeddedMongo {
  /** For `mongoose.connect(uri, { dbName })` or any other driver. */
  uri: string;
  close(): Promise<void>;
}

function endProcess({ message }: Error): void {
  process.stderr.write(
    `${message}. Nothing that was acknowledged is lost: start again; should it end once more, give the process more memory.\n`,
  );
  process.exit(1);
}

/** Tells of the thread's end, whichever event says so first. */
function watch(worker: Worker, onDeath: (reason: Error) => void): { closing: () => void } {
  let isOver = false;
  const tell = (why: string, cause?: Error): void => {
    if (!isOver) onDeath(new Error(`The embedded store's thread has ended: ${why}`, { cause }));
    isOver = true;
  };
  worker.on('error', (error) => tell(error.message, error));
  worker.on('exit', (code) => tell(`code ${code}`));
  return {
    closing: () => {
      isOver = true;
    },
  };
}

/** Why a start failed: the system's own error, by whose code callers say it in a sentence, where there is one. */
const faultOf = (reason: Error): Error =>
  reason.cause instanceof Error && 'code' in reason.cause ? reason.cause : reason;

function startWorker(
  workerUrl: URL,
  workerData: ServeOptions,
  onDeath: (reason: Error) => void,
): Promise<RunningServer> {
  const worker = new Worker(workerUrl, { workerData });
  return new Promise((resolve, reject) => {
    let isRunning = false;
    const watched = watch(worker, (reason) => (isRunning ? onDeath(reason) : reject(faultOf(reason))));
    worker.once('message', (message: WorkerAnswer) => {
      if (message.kind === 'locked') reject(new DirectoryLockedError(message.dir, message.pid));
      if (message.kind === 'refused') reject(new OpenError(message.message));
      if (message.kind !== 'started') return;
      isRunning = true;
      resolve({
        uri: message.uri,
        close: async () => {
          watched.closing();
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
  memoryBytes,
  onDeath = endProcess,
}: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const options = { dir, socket, memoryBytes };
  return workerUrl ? startWorker(workerUrl, options, onDeath) : serveDirectory(options);
}
