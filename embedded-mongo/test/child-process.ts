import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const SERVE = `
import { BroadcastChannel } from 'node:worker_threads';
import { startEmbeddedMongo } from './index.mjs';
const worker = process.argv[3] ?? './worker.mjs';
startEmbeddedMongo({ dir: process.argv[2], workerUrl: new URL(worker, import.meta.url) }).then(
  ({ uri }) => {
    console.log(uri);
    const channel = new BroadcastChannel('started');
    channel.postMessage(uri);
    channel.unref();
  },
  (error) => console.log(error.name + ' ' + error.pid),
);
`;

/**
 * Bundles the store as the product does, so that a test can run it in a process of its own. Below the
 * workspace, where Node finds the packages that stay outside of the bundle.
 */
export async function bundleStore(): Promise<string> {
  const parent = path.resolve(__dirname, '..', 'dist');
  await mkdir(parent, { recursive: true });
  const outdir = await mkdtemp(path.join(parent, 'test-'));
  await build({
    entryPoints: {
      worker: path.resolve(__dirname, '../src/worker.ts'),
      index: path.resolve(__dirname, '../src/index.ts'),
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  await writeFile(path.join(outdir, 'serve.mjs'), SERVE);
  return outdir;
}

export interface StoreProcess {
  readonly process: ChildProcess;
  readonly uri: string;
  kill(): Promise<void>;
}

/**
 * Runs the store on a directory in a process of its own, with its worker thread.
 * @param largestFileKb the disk is full, as it were, for a file that has reached this size
 */
export async function startStoreProcess(
  bundle: string,
  dir: string,
  largestFileKb?: number,
): Promise<StoreProcess> {
  const command = [process.execPath, path.join(bundle, 'serve.mjs'), dir];
  const limited = ['bash', '-c', `ulimit -f ${largestFileKb}; exec "$@"`, 'bash', ...command];
  const isLimited = largestFileKb !== undefined;
  const [program = '', ...args] = isLimited ? limited : command;
  // LMDB writes its failures to stderr, which are expected then.
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', isLimited ? 'ignore' : 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    process: child,
    uri: line.toString().trim(),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
