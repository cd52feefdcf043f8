import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize } from 'bson';
import { type Db, MongoClient } from 'mongodb';
import {
  DirectoryLockedError,
  DumpError,
  dumpStore,
  type EmbeddedMongo,
  RestoreError,
  restoreStore,
  startEmbeddedMongo,
} from '../src/index.ts';
import { makeIndex } from './driver.ts';
import { temporaryDirectory } from './support.ts';

describe('dump and restore', () => {
  const directories: string[] = [];
  const closers: (() => Promise<void>)[] = [];

  const newDirectory = async (): Promise<string> => {
    const dir = await temporaryDirectory();
    directories.push(dir);
    return dir;
  };
  const open = async (dir: string): Promise<{ store: EmbeddedMongo; db: Db; close: () => Promise<void> }> => {
    const store = await startEmbeddedMongo({ dir });
    const client = await new MongoClient(store.uri).connect();
    let isOpen = true;
    const close = async (): Promise<void> => {
      if (!isOpen) return;
      isOpen = false;
      await client.close();
      await store.close();
    };
    closers.push(close);
    return { store, db: client.db('school'), close };
  };

  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
    for (const dir of directories.splice(0)) await rm(dir, { recursive: true, force: true });
  });

  it('bring back documents and indexes, from and into a stopped store', async () => {
    const [from, out, into] = [await newDirectory(), await newDirectory(), await newDirectory()];
    const source = await open(from);
    await makeIndex(
      source.db.collection('people'),
      { sub: 1 },
      { unique: true, partialFilterExpression: { sub: { $exists: true } } },
    );
    await source.db
      .collection('people')
      .insertMany([{ sub: 'a', at: new Date(1), nested: { x: [1, 2.5] } }, { sub: 'b' }]);
    await source.db.collection('odd/name').insertOne({ x: 1 });
    await source.db.createCollection('empty');
    await source.close();
    await dumpStore({ dir: from }, out);
    await restoreStore({ dir: into }, out);
    const target = await open(into);
    const people = target.db.collection('people');
    expect(await people.find({}, { projection: { _id: 0 } }).toArray()).toEqual([
      { sub: 'a', at: new Date(1), nested: { x: [1, 2.5] } },
      { sub: 'b' },
    ]);
    await expect(people.insertOne({ sub: 'a' })).rejects.toMatchObject({ code: 11000 });
    expect(await target.db.collection('odd/name').countDocuments()).toBe(1);
    const names = (await target.db.listCollections().toArray()).map(({ name }) => name);
    expect(names.sort()).toEqual(['empty', 'odd/name', 'people']);
  });

  /** A dump of two collections, and the folder in which it is. */
  const makeDump = async (): Promise<string> => {
    const [from, parent] = [await newDirectory(), await newDirectory()];
    const source = await open(from);
    await source.db.collection('first').insertMany([{ n: 1 }, { n: 2 }]);
    await source.db.collection('second').insertOne({ n: 1 });
    await source.close();
    const out = path.join(parent, 'dump');
    await dumpStore({ dir: from }, out);
    return out;
  };

  it('refuse a folder that holds no dump, a store that is not empty and one that runs', async () => {
    const [out, empty, into] = [await makeDump(), await newDirectory(), await newDirectory()];
    await expect(restoreStore({ dir: into }, empty)).rejects.toThrow(RestoreError);
    await expect(restoreStore({ dir: into }, path.join(empty, 'none'))).rejects.toThrow(RestoreError);
    const target = await open(into);
    await target.db.collection('other').insertOne({ n: 1 });
    await expect(restoreStore({ dir: into }, out)).rejects.toBeInstanceOf(DirectoryLockedError);
    await target.close();
    await expect(restoreStore({ dir: into }, out)).rejects.toThrow(
      new RestoreError('the store is not empty: it has documents in school.other'),
    );
    const again = await open(into);
    expect(await again.db.listCollections().toArray()).toHaveLength(1);
  });

  it.each<[string, (folder: string) => Promise<void>]>([
    ['without its manifest', (folder) => rm(path.join(folder, 'manifest.json'))],
    ['whose manifest is cut', (folder) => writeFile(path.join(folder, 'manifest.json'), '{"version":1')],
    ['without a collection', (folder) => rm(path.join(folder, 'school/second.bson'))],
    ['without the indexes of one', (folder) => rm(path.join(folder, 'school/second.metadata.json'))],
    ['with a collection cut', (folder) => writeFile(path.join(folder, 'school/second.bson'), '')],
    [
      'with one byte changed',
      async (folder) => {
        const file = path.join(folder, 'school/second.bson');
        const bytes = await readFile(file);
        bytes.writeUInt8(7, bytes.length - 5);
        await writeFile(file, bytes);
      },
    ],
    [
      'with the indexes of another time',
      async (folder) => {
        const file = path.join(folder, 'school/second.metadata.json');
        await writeFile(file, (await readFile(file, 'utf8')).replace('_id_', '_di_'));
      },
    ],
  ])('refuse a dump %s, and leave nothing of it', async (_what, damage) => {
    const [out, parent] = [await makeDump(), await newDirectory()];
    await damage(out);
    const into = path.join(parent, 'new');
    await expect(restoreStore({ dir: into }, out)).rejects.toThrow(RestoreError);
    expect(await readdir(parent)).toEqual([]);
    await mkdir(into);
    await expect(restoreStore({ dir: into }, out)).rejects.toThrow(RestoreError);
    expect(await readdir(into)).toEqual([]);
  });

  it('take what mongodump wrote when told that it has no manifest', async () => {
    const [out, into] = [await makeDump(), await newDirectory()];
    await rm(path.join(out, 'manifest.json'));
    await restoreStore({ dir: into }, out, { withoutManifest: true });
    const target = await open(into);
    expect(await target.db.collection('first').countDocuments()).toBe(2);
  });

  it('take the place of an empty store, and remove what a killed restore left', async () => {
    const [out, into] = [await makeDump(), await newDirectory()];
    await (await open(into)).close();
    await mkdir(path.join(into, 'restoring-1'));
    await restoreStore({ dir: into }, out);
    expect((await readdir(into)).filter((name) => name.startsWith('restoring'))).toEqual([]);
    const target = await open(into);
    expect(await target.db.collection('first').countDocuments()).toBe(2);
  });

  it('are for their owner alone, whatever was there before', async () => {
    const [out, into] = [await makeDump(), await newDirectory()];
    await chmod(into, 0o755);
    await restoreStore({ dir: into }, out);
    const target = await open(into);
    await target.close();
    for (const name of await readdir(into)) await chmod(path.join(into, name), 0o644);
    await chmod(into, 0o777);
    await open(into);
    const modes = await Promise.all(
      [out, into].map(async (folder) => {
        const names = ['', ...(await readdir(folder, { recursive: true }))];
        return Promise.all(
          names.map(async (name) => {
            const { mode } = await stat(path.join(folder, name));
            return { name, forOthers: mode & 0o077 };
          }),
        );
      }),
    );
    expect(modes.flat().filter(({ forOthers }) => forOthers !== 0)).toEqual([]);
  });

  it('are written nowhere but whole: a place that is none or taken, and a leftover of a killed one', async () => {
    const [from, parent] = [await newDirectory(), await newDirectory()];
    const source = await open(from);
    await source.db.collection('first').insertOne({ n: 1 });
    const dump = (place: string): Promise<void> => dumpStore({ uri: source.store.uri }, place);
    for (const place of ['/proc/x', '/dev/null/x', path.join(parent, 'no/such')])
      await expect(dump(place)).rejects.toThrow(DumpError);
    const taken = path.join(parent, 'taken');
    await mkdir(taken);
    await writeFile(path.join(taken, 'file'), 'x');
    await expect(dump(taken)).rejects.toThrow(/is there already/);
    await expect(dump(path.join(taken, 'file'))).rejects.toThrow(/is there already, and is no folder/);
    // No process has this number: Linux gives out none above 2^22.
    await mkdir(path.join(parent, 'new.unfinished-99999999'));
    await dump(path.join(parent, 'new'));
    expect(await readdir(parent)).toEqual(['new', 'taken']);
    expect(await readdir(taken)).toEqual(['file']);
  });

  it('write the files of mongodump', async () => {
    const [from, out] = [await newDirectory(), await newDirectory()];
    const source = await open(from);
    await makeIndex(source.db.collection('people'), { sub: 1 }, { name: 'by_sub' });
    await source.db.collection('people').insertOne({ sub: 'a' });
    await dumpStore({ uri: source.store.uri }, out);
    expect(await readdir(path.join(out, 'school'))).toEqual(['people.bson', 'people.metadata.json']);
    expect(deserialize(await readFile(path.join(out, 'school', 'people.bson')))).toMatchObject({ sub: 'a' });
    const metadata: unknown = JSON.parse(
      await readFile(path.join(out, 'school', 'people.metadata.json'), 'utf8'),
    );
    expect(metadata).toMatchObject({
      collectionName: 'people',
      indexes: [{ name: '_id_' }, { name: 'by_sub', key: { sub: { $numberInt: '1' } } }],
    });
  });

  it('take one moment of a store that goes on writing', async () => {
    const [from, out, into] = [await newDirectory(), await newDirectory(), await newDirectory()];
    const source = await open(from);
    const [first, second] = [source.db.collection('first'), source.db.collection('second')];
    await first.insertOne({ n: 0 });
    await second.insertOne({ n: 0 });
    const state = { writing: true };
    const writer = (async () => {
      for (let n = 1; state.writing; n++) {
        await first.insertOne({ n });
        await second.insertOne({ n });
      }
    })();
    await dumpStore({ uri: source.store.uri }, out);
    state.writing = false;
    await writer;
    await restoreStore({ dir: into }, out);
    const target = await open(into);
    const counts = [
      await target.db.collection('first').countDocuments(),
      await target.db.collection('second').countDocuments(),
    ];
    expect(counts[0]! - counts[1]!).toBeGreaterThanOrEqual(0);
    expect(counts[0]! - counts[1]!).toBeLessThanOrEqual(1);
  });
});
