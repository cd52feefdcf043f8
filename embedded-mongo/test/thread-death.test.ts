import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import { startEmbeddedMongo } from '../src/index.ts';
import { bundleStore } from './child-process.ts';
import { temporaryDirectory } from './support.ts';

/** Threads that begin as the store's does and, once whoever started them knows, end as it never should. */
const ENDINGS: readonly (readonly [string, string, RegExp])[] = [
  ['throws', `throw new Error('a fault of its own');`, /a fault of its own/],
  ['runs out of memory', 'const held = []; for (;;) held.push(new Array(1e6).fill(held.length));', /memory/],
  ['just exits', 'process.exit(7);', /code 7/],
];

const threadThat = (ending: string): string => `
import { BroadcastChannel, parentPort } from 'node:worker_threads';
new BroadcastChannel('started').onmessage = () => { ${ending} };
parentPort.postMessage({ kind: 'started', uri: 'mongodb://nowhere' });
`;

describe('a store whose thread ends by itself', () => {
  let bundle: string;
  let dir: string;

  beforeAll(async () => {
    bundle = await bundleStore();
    dir = await temporaryDirectory();
  });
  afterAll(async () => {
    await rm(bundle, { recursive: true, force: true });
    await rm(dir, { recursive: true, force: true });
  });

  it.each(ENDINGS)('ends the process with a sentence when the thread %s', async (_name, ending, reason) => {
    await writeFile(path.join(bundle, 'dying.mjs'), threadThat(ending));
    const command = ['--max-old-space-size=64', path.join(bundle, 'serve.mjs'), dir, './dying.mjs'];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(1);
    expect(said).toMatch(reason);
    expect(said).toMatch(
      /^The embedded store's thread has ended: .*\. Nothing that was acknowledged is lost/m,
    );
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('tells whoever started it instead, where they ask for that', async () => {
    const file = path.join(bundle, 'dying-here.mjs');
    await writeFile(file, threadThat(`throw new Error('gone');`));
    let tell: (reason: Error) => void = () => undefined;
    const reason = new Promise<Error>((resolve) => (tell = resolve));
    await startEmbeddedMongo({ dir, workerUrl: pathToFileURL(file), onDeath: tell });
    const channel = new BroadcastChannel('started');
    channel.postMessage('started');
    expect((await reason).message).toMatch(/thread has ended: gone/);
    channel.close();
  });

  it('says why it could not even start', async () => {
    const file = path.join(bundle, 'stillborn.mjs');
    await writeFile(file, `throw new Error('no such place');`);
    await expect(startEmbeddedMongo({ dir, workerUrl: pathToFileURL(file) })).rejects.toThrow(
      'no such place',
    );
  });
});
