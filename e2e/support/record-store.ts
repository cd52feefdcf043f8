import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

interface Ended {
  code: number | null;
  output: string;
}

function run(script: string, args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(root, script), ...args], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'development', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, output }));
  return { child, ended, output: () => output };
}

/** `npm run admin -- …` on a data directory; answers its lines. */
export async function administer(dataDir: string, ...args: string[]): Promise<Ended & { last: string }> {
  const ended = await run('dist/admin.js', args, { DATA_DIR: dataDir }).ended;
  return { ...ended, last: ended.output.trimEnd().split('\n').at(-1) ?? '' };
}

/** Starts the record store alone and expects it to fail. */
export const failToStart = (env: Record<string, string>): Promise<Ended> => run('dist/lrs.js', [], env).ended;

/** The built record store in a process of its own, as `npm run lrs` runs it. */
export async function startRecordStore(dataDir: string, port = '0') {
  const { child, ended, output } = run('dist/lrs.js', [], { DATA_DIR: dataDir, PORT: port });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const ready = /endpoint: (http\S+)\/xapi/.exec(output())?.[1];
      if (ready !== undefined) resolve(ready);
    });
    void ended.then((result) => reject(new Error(`the record store ended:\n${result.output}`)));
  });
  return {
    url,
    output,
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<Ended> {
      child.kill(signal);
      return ended;
    },
  };
}
