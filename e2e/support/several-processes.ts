import { spawn } from 'node:child_process';
import path from 'node:path';

const main = path.resolve(__dirname, '../../dist/main.js');
const METRICS_TOKEN = 'a token for metrics of the tests';

/** Whether a process runs. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Starts the built tool by several web processes, as production runs it, with what it says. */
export function startSeveral(settings: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://127.0.0.1',
      APP_SECRET: 'a secret of thirty-two bytes or more',
      LTI_ALLOW_PRIVATE_HOSTS: 'true',
      WEB_CONCURRENCY: '2',
      METRICS_TOKEN,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which is told together as a terminal and systemd do.
    detached: true,
  });
  let output = '';
  let errors = '';
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer, isError: boolean): void => {
    output += chunk.toString();
    if (isError) errors += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', (chunk: Buffer) => take(chunk, false));
  child.stderr.on('data', (chunk: Buffer) => take(chunk, true));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));

  const logged = (msg: string, web: number): { pid: number }[] =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { msg: string; web?: number; pid: number })
      .filter((line) => line.msg === msg && line.web === web);

  return {
    pid: child.pid ?? 0,
    errors: () => errors,
    /** Its exit status; null: ended by a signal. */
    ended,

    /** The process of a number, once the so manieth of that number serves. */
    async serving(web: number, times = 1): Promise<number> {
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (logged('a web process serves', web).length < times) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code}:\n${output}`)));
      });
      return logged('a web process begins', web)[times - 1]?.pid ?? 0;
    },

    /** Figures by name and labels, of all processes, asked of whichever answers. */
    async figures(url: string): Promise<Map<string, number>> {
      const reply = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      const lines = (await reply.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return new Map(
        lines.map((line) => {
          const at = line.lastIndexOf(' ');
          return [line.slice(0, at), Number(line.slice(at + 1))];
        }),
      );
    },
  };
}

export type Several = ReturnType<typeof startSeveral>;
