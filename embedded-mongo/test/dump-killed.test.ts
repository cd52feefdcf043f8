import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { dumpStore, restoreStore, startEmbeddedMongo } from '../src/index.ts';
import { bundleStore } from './child-process.ts';
import { temporaryDirectory } from './support.ts';

/** Runs one of ours and ends with `kill -9` at the last step, when all is written and nothing has its name yet. */
const script = (call: string, lastStep: string): string => `
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
fs.${lastStep} = () => process.kill(process.pid, 'SIGKILL');
syncBuiltinESMExports();
const { ${call} } = await import('./index.mjs');
await ${call}({ dir: process.argv[2] }, process.argv[3]);
`;

describe('a dump or restore that is killed', () => {
  let bundle: string;
  let parent: string;
  beforeAll(async () => {
    bundle = await bundleStore();
  });
  beforeEach(async () => {
    parent = await temporaryDirectory();
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));
  afterAll(() => rm(bundle, { recursive: true, force: true }));

  const runAndKill = async (call: string, lastStep: string, ...places: string[]): Promise<void> => {
    const file = path.join(bundle, `${call}.mjs`);
    await writeFile(file, script(call, lastStep));
    const child = spawn(process.execPath, [file, ...places], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  };
  const place = (name: string): string => path.join(parent, name);

  const countIn = async (dir: string): Promise<number> => {
    const store = await startEmbeddedMongo({ dir });
    const client = await new MongoClient(store.uri).connect();
    const count = await client.db('school').collection('people').countDocuments();
    await client.close();
    await store.close();
    return count;
  };
  const fill = async (dir: string): Promise<void> => {
    const store = await startEmbeddedMongo({ dir });
    const client = await new MongoClient(store.uri).connect();
    await client
      .db('school')
      .collection('people')
      .insertMany(Array.from({ length: 1_000 }, (_, n) => ({ n })));
    await client.close();
    await store.close();
  };

  it('leaves no dump that a restore would take, and the next one clears up', async () => {
    await fill(place('store'));
    await runAndKill('dumpStore', 'rename', place('store'), place('dump'));
    expect((await readdir(parent)).filter((name) => !name.startsWith('dump.unfinished-'))).toEqual(['store']);
    await dumpStore({ dir: place('store') }, place('dump'));
    expect(await readdir(parent)).toEqual(['dump', 'store']);
  });

  it('leaves no store, and the next one clears up', async () => {
    await fill(place('store'));
    await dumpStore({ dir: place('store') }, place('dump'));
    await runAndKill('restoreStore', 'link', place('new'), place('dump'));
    expect(await countIn(place('new'))).toBe(0);
    await restoreStore({ dir: place('new') }, place('dump'));
    expect(await countIn(place('new'))).toBe(1_000);
  });
});
