import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const START_SECONDS = 60;
/** Of which the system counts what a file takes. @see stat(2) */
const BLOCK_BYTES = 512;

export interface ToolOptions {
  /** Folder of the built programs. */
  dist: string;
  /** Where the tool leaves processor profiles as it ends; it is slower then. */
  profileDir?: string | undefined;
  /** The tool, or the record store alone. */
  program?: 'main' | 'lrs';
  /** Measures for whoever has this; without it nothing is measured. */
  metricsToken?: string;
  /** How many processes serve. */
  processes?: number | undefined;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function untilReady(url: string, tool: ChildProcess): Promise<void> {
  const limit = performance.now() + START_SECONDS * 1000;
  while (!(await isReady(url))) {
    if (tool.exitCode !== null) throw new Error(`the tool ended with ${tool.exitCode}`);
    if (performance.now() > limit) throw new Error(`the tool was not ready after ${START_SECONDS} s`);
    await sleep(50);
  }
}

/** As production has it. The bench's platform is on a private address, which has to be allowed. */
const environmentOf = (url: string, dataDir: string, { metricsToken, processes }: ToolOptions) => ({
  PATH: process.env['PATH'],
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: new URL(url).port,
  PUBLIC_URL: url,
  DATA_DIR: dataDir,
  APP_SECRET: randomBytes(32).toString('base64url'),
  LTI_ALLOW_PRIVATE_HOSTS: 'true',
  LOG_LEVEL: 'warn',
  METRICS_TOKEN: metricsToken,
  ...(processes !== undefined && { WEB_CONCURRENCY: String(processes) }),
});

/** The processes that a process has started: those that serve, where there are several. @see pgrep(1) */
async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('pgrep', ['-P', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter(Boolean).map(Number);
}

/** Waits until so many processes serve; one that serves alone has started none. */
async function untilAllServe(pid: number, processes: number): Promise<void> {
  if (processes === 1) return;
  const limit = performance.now() + START_SECONDS * 1000;
  while ((await childrenOf(pid)).length < processes) {
    if (performance.now() > limit)
      throw new Error(`there were not ${processes} processes after ${START_SECONDS} s`);
    await sleep(50);
  }
}

/** What a directory takes on disk. */
async function bytesIn(dir: string): Promise<number> {
  const files = await readdir(dir, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(path.join(file.parentPath, file.name))).blocks * BLOCK_BYTES);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Runs an administrator's command, and answers the last line that it printed. */
async function runAdmin(dist: string, env: NodeJS.ProcessEnv, command: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(dist, 'admin.js'), ...command], {
    env: { ...env, LRS_TARGET_SECRET: 'of a target that takes any' },
  });
  return stdout.trim().split('\n').at(-1) ?? '';
}

/** The built tool in a process of its own, as production runs it: embedded store in a new directory, on loopback. */
export async function startTool(options: ToolOptions) {
  const { dist, profileDir, program = 'main', processes = 1 } = options;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'chuyen-de-bench-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = environmentOf(url, dataDir, options);
  const profile = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const command = ['--enable-source-maps', ...profile, path.join(dist, `${program}.js`)];
  const run = (): ChildProcess =>
    spawn(process.execPath, command, { env, stdio: ['ignore', process.stderr, process.stderr] });
  let tool = run();
  // However the bench ends, it leaves no tool behind.
  process.once('exit', () => tool.kill());
  const untilUp = async (): Promise<void> => {
    await untilReady(url, tool);
    await untilAllServe(tool.pid ?? 0, processes);
  };
  await untilUp();

  return {
    url,
    /** Of the process that runs now. */
    get pid(): number {
      return tool.pid ?? 0;
    },

    /** Of those that serve beside a first process; none where one serves alone. */
    webPids: (): Promise<number[]> => (processes === 1 ? Promise.resolve([]) : childrenOf(tool.pid ?? 0)),

    /** `kill -9` of one of those that serve; the others go on. */
    async killOne(): Promise<void> {
      const [pid] = await this.webPids();
      if (pid === undefined) throw new Error('there is none but the first process');
      process.kill(pid, 'SIGKILL');
    },

    /** `kill -9`. */
    async kill(): Promise<void> {
      tool.kill('SIGKILL');
      await once(tool, 'exit');
    },

    /** Starts it again on the same data and port. */
    async restart(): Promise<void> {
      tool = run();
      await untilUp();
    },

    /** Runs an administrator's command beside the running tool and answers the last line that it printed. */
    admin: (...words: string[]): Promise<string> => runAdmin(dist, env, words),

    /** What it keeps on disk. */
    diskBytes: (): Promise<number> => bytesIn(dataDir),

    async register(registration: object): Promise<void> {
      const file = path.join(dataDir, 'bench-platform.json');
      await writeFile(file, JSON.stringify(registration));
      await this.admin('register', file);
    },

    async stop(): Promise<void> {
      const ended = once(tool, 'exit');
      tool.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Tool = Awaited<ReturnType<typeof startTool>>;
