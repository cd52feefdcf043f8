import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { dumpStore, restoreStore, startEmbeddedMongo } from '../src/index.ts';
import { temporaryDirectory } from './support.ts';

const directories: string[] = [];
const newDirectory = async (): Promise<string> => {
  const dir = await temporaryDirectory();
  directories.push(dir);
  return dir;
};
afterAll(async () => {
  for (const dir of directories) await rm(dir, { recursive: true, force: true });
});

/** Opens a store that has a document; answers how it is closed. */
async function withDocument(dir: string): Promise<() => Promise<void>> {
  const store = await startEmbeddedMongo({ dir });
  const client = await new MongoClient(store.uri).connect();
  await client.db('school').collection('files').insertOne({ name: 'a' });
  return async () => {
    await client.close();
    await store.close();
  };
}

describe('files beside the store', () => {
  /** A store with a document and a file, and its dump. */
  async function dumped(): Promise<string> {
    const dir = await newDirectory();
    const close = await withDocument(dir);
    await mkdir(path.join(dir, 'files/ab'), { recursive: true });
    await writeFile(path.join(dir, 'files/ab/abc'), 'what is in it');
    await writeFile(path.join(dir, 'files/ab/abd.unwanted'), 'on its way out');
    const out = path.join(await newDirectory(), 'out');
    await dumpStore({ dir }, out, ['files']);
    await close();
    return out;
  }

  it('are dumped and put back', async () => {
    const out = await dumped();
    expect(await readdir(path.join(out, 'files/ab'))).toEqual(['abc']);
    const target = path.join(await newDirectory(), 'new');
    await restoreStore({ dir: target }, out);
    expect(await readFile(path.join(target, 'files/ab/abc'), 'utf8')).toBe('what is in it');
  });

  it.each([
    ['is missing', (file: string) => rm(file), /not whole: .*abc is missing/],
    [
      'is another one',
      (file: string) => writeFile(file, 'what is in IT'),
      /abc is not as the dump's manifest/,
    ],
  ])('stop the restore where one %s', async (_what, spoil, message) => {
    const out = await dumped();
    await spoil(path.join(out, 'files/ab/abc'));
    const target = path.join(await newDirectory(), 'new');
    await expect(restoreStore({ dir: target }, out)).rejects.toThrow(message);
    // There is no store; what was there before may become one again.
    await expect(stat(path.join(target, 'store.lmdb'))).rejects.toThrow('ENOENT');
  });

  it('are put nowhere else, whatever a manifest says', async () => {
    const out = await dumped();
    const manifest = path.join(out, 'manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('files/ab/abc', '../escaped/abc'));
    const target = path.join(await newDirectory(), 'new');
    await expect(restoreStore({ dir: target }, out)).rejects.toThrow('outside of it');
  });
});
