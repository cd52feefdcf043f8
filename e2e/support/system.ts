import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** The built system in processes of its own, as `npm start` runs it. */
export interface System {
  toolUrl: string;
  sandboxUrl: string;
  /** Key and secret of the record store, as printed. */
  credentials: string;
  dataDir: string;
  output(): string;
  /** `kill -9`, and a start on the same data and ports. */
  killAndRestart(): Promise<void>;
  /** An orderly end, something done to the data, and a start on the same data and ports with other settings. */
  stopAndRestart(between: () => Promise<void>, changed: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

interface Running {
  child: ChildProcess;
  output: () => string;
  toolUrl: string;
  sandboxUrl: string;
  credentials: string;
}

const found = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1];

function run(dataDir: string, settings: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist/main.js')], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      SANDBOX_CLASS: 'false',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const toolUrl = found(output, /ready at (http\S+)/);
      const sandboxUrl = found(output, /demonstration:\s+(http\S+)/);
      const credentials = found(output, /curl -u (\S+)/);
      if (toolUrl === undefined || sandboxUrl === undefined || credentials === undefined) return;
      resolve({ child, output: () => output, toolUrl, sandboxUrl, credentials });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      reject(new Error(`the system ended with ${code} before it was ready:\n${output}`));
    });
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

const portOf = (url: string): string => new URL(url).port;

/** Starts tool and sandbox on free ports with data of their own; without the class that is made up, unless asked. */
export async function startSystem(settings: Record<string, string> = {}): Promise<System> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-e2e-'));
  let running = await run(dataDir, { PORT: '0', SANDBOX_PORT: '0', ...settings });
  const { toolUrl, sandboxUrl } = running;
  return {
    toolUrl,
    sandboxUrl,
    dataDir,
    get credentials() {
      return running.credentials;
    },
    output: () => running.output(),
    async killAndRestart() {
      running.child.kill('SIGKILL');
      await ended(running.child);
      running = await run(dataDir, {
        PORT: portOf(toolUrl),
        SANDBOX_PORT: portOf(sandboxUrl),
        ...settings,
      });
    },
    async stopAndRestart(between, changed) {
      running.child.kill('SIGTERM');
      await ended(running.child);
      await between();
      running = await run(dataDir, {
        PORT: portOf(toolUrl),
        SANDBOX_PORT: portOf(sandboxUrl),
        ...settings,
        ...changed,
      });
    },
    async stop() {
      running.child.kill('SIGTERM');
      await ended(running.child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
