import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

export interface Ended {
  code: number | null;
  said: string;
  /** The last line. */
  last: string;
}

type Environment = Record<string, string>;

const base = (): Environment => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  npm_config_update_notifier: 'false',
  PORT: '0',
  SANDBOX_PORT: '0',
  LOG_LEVEL: 'warn',
});

interface Started {
  /** Of the process that was started: npm's own, or node's. */
  pid: number;
  url: string;
  ended: Promise<Ended>;
  said: () => string;
  kill(signal: NodeJS.Signals): void;
}

function launch([program = '', ...args]: string[], env: Environment, input?: string) {
  const child = spawn(program, args, {
    // Not where a demonstration of the developer's own may have its data.
    cwd: program === 'npm' ? root : (env['TMPDIR'] ?? root),
    env: { ...base(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined).end(input ?? '');
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = once(child, 'close').then(([code]): Ended => {
    const text = said.trimEnd();
    return { code: code as number | null, said: text, last: text.split('\n').at(-1) ?? '' };
  });
  return { child, said: () => said, ended };
}

/** A command that comes to its end by itself; a tool that starts after all is ended, and says so. */
function run(command: string[], env: Environment = {}, input?: string): Promise<Ended> {
  const { child, said, ended } = launch(command, env, input);
  child.stdout.on('data', () => {
    if (said().includes('is ready at')) child.kill('SIGTERM');
  });
  return ended;
}

/** `npm run admin -- …`, without what npm says itself. */
export const admin = (words: string[], env: Environment = {}, input?: string): Promise<Ended> =>
  run(command('admin', ...words), env, input);

const command = (name: 'main' | 'lrs' | 'admin', ...words: string[]): string[] => [
  process.execPath,
  path.join(root, 'scripts/run.mjs'),
  name,
  ...words,
];

/** The tool alone, as `npm start` runs it. */
export const tool = (env: Environment): Promise<Started> => start(command('main'), env);

/** A start that is expected to fail. */
export const failToStart = (env: Environment, name: 'main' | 'lrs' = 'main'): Promise<Ended> =>
  run(command(name), env);

/** The same from its first moment on, before it is ready. */
export function begin(env: Environment) {
  const { child, said, ended } = launch(command('main'), env);
  return { child, said, ended };
}

/** Starts what the shell makes the surroundings for: limits, mounts. The tool's command is `"$@"` there. */
export const startIn = (shell: string, env: Environment): Promise<Started> =>
  start(['bash', '-c', shell, 'bash', ...command('main')], env);

/** The same, and it is expected to fail; of a command of the administration where words are given. */
export const failIn = (shell: string, env: Environment, words?: string[]): Promise<Ended> =>
  run(['bash', '-c', shell, 'bash', ...(words ? command('admin', ...words) : command('main'))], env);

/** Starts something that stays, and waits until it says that it is ready. */
export async function start(command: string[], env: Environment): Promise<Started> {
  const { child, said, ended } = launch(command, env);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const ready = /ready at (http\S+)/.exec(said())?.[1];
      if (ready !== undefined) resolve(ready);
    });
    void ended.then((result) => {
      reject(new Error(`it ended with ${result.code} before it was ready:\n${result.said}`));
    });
  });
  return {
    pid: child.pid ?? 0,
    url,
    ended,
    said,
    kill: (signal) => {
      child.kill(signal);
    },
  };
}
