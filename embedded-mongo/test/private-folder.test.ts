import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OpenError, startEmbeddedMongo } from '../src/index.ts';
import { LAYOUT_KEY } from '../src/storage/keys.ts';
import { openLmdb } from '../src/storage/key-value.ts';
import { temporaryDirectory } from './support.ts';

const modeOf = async (...names: string[]): Promise<string> =>
  ((await stat(path.join(...names))).mode & 0o777).toString(8);

describe('the folder of a store', () => {
  let parent: string;
  beforeEach(async () => {
    parent = await temporaryDirectory();
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it('is made for its owner alone, and so is all in it, whatever the mask', async () => {
    const dir = path.join(parent, 'new');
    const before = process.umask(0);
    const store = await startEmbeddedMongo({ dir });
    process.umask(before);
    expect(await modeOf(dir)).toBe('700');
    const modes = await Promise.all((await readdir(dir)).map((name) => modeOf(dir, name)));
    expect(new Set(modes)).toEqual(new Set(['600']));
    await store.close();
  });

  it('becomes so when others could read it before, with what else the tool keeps there', async () => {
    const dir = path.join(parent, 'old');
    await (await startEmbeddedMongo({ dir })).close();
    await writeFile(path.join(dir, 'app-secret'), 'secret');
    for (const name of await readdir(dir)) await chmod(path.join(dir, name), 0o666);
    await chmod(dir, 0o755);
    const store = await startEmbeddedMongo({ dir });
    expect(await modeOf(dir)).toBe('700');
    const modes = await Promise.all((await readdir(dir)).map((name) => modeOf(dir, name)));
    expect(new Set(modes)).toEqual(new Set(['600']));
    await store.close();
  });

  it('is not one that holds other things, which then stays as it is', async () => {
    await writeFile(path.join(parent, 'letter.txt'), 'x');
    await chmod(parent, 0o755);
    await expect(startEmbeddedMongo({ dir: parent })).rejects.toThrow(OpenError);
    expect(await modeOf(parent)).toBe('755');
    expect(await readdir(parent)).toEqual(['letter.txt']);
  });

  it('may hold what a file system and the tool leave there', async () => {
    await mkdir(path.join(parent, 'lost+found'));
    await writeFile(path.join(parent, 'app-secret'), 'x');
    const store = await startEmbeddedMongo({ dir: parent });
    await store.close();
  });

  it.each([
    ['3', /is of a later release \(layout 3, and this one reads 1 to 2\)/],
    ['0', /is of an earlier release \(layout 0, and this one reads 1 to 2\)/],
  ])('is refused when its store has layout %s', async (layout, reason) => {
    await (await startEmbeddedMongo({ dir: parent })).close();
    const db = openLmdb(parent);
    expect(db.getBinary(LAYOUT_KEY)?.toString()).toBe('2');
    db.putSync(LAYOUT_KEY, Buffer.from(layout));
    await db.close();
    await expect(startEmbeddedMongo({ dir: parent })).rejects.toThrow(reason);
  });

  it('is opened when its store is of the time before layouts had numbers', async () => {
    await (await startEmbeddedMongo({ dir: parent })).close();
    const db = openLmdb(parent);
    db.removeSync(LAYOUT_KEY);
    await db.close();
    await (await startEmbeddedMongo({ dir: parent })).close();
  });
});
