import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deserialize } from 'bson';
import { type Db, MongoClient } from 'mongodb';
import {
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
  });

  it('refuse a folder that holds no dump, and a store that is not empty, before the first document', async () => {
    const [from, out, empty] = [await newDirectory(), await newDirectory(), await newDirectory()];
    const source = await open(from);
    await source.db.collection('first').insertOne({ n: 1 });
    await source.db.collection('second').insertOne({ n: 1 });
    await dumpStore({ uri: source.store.uri }, out);
    await source.db.collection('first').deleteMany({});
    const restore = (folder: string): Promise<void> => restoreStore({ uri: source.store.uri }, folder);
    await expect(restore(out)).rejects.toThrow(
      new RestoreError('the store is not empty: it has documents in school.second'),
    );
    expect(await source.db.collection('first').countDocuments()).toBe(0);
    await expect(restore(empty)).rejects.toThrow(RestoreError);
    await expect(restore(path.join(empty, 'none'))).rejects.toThrow(RestoreError);
    await source.db.collection('second').deleteMany({});
    await writeFile(path.join(out, 'school', 'second.bson'), Buffer.from([9, 0, 0, 0, 1]));
    await expect(restore(out)).rejects.toThrow(/second\.bson ends in the middle of a document/);
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
    const target = await open(into);
    await restoreStore({ uri: target.store.uri }, out);
    const counts = [
      await target.db.collection('first').countDocuments(),
      await target.db.collection('second').countDocuments(),
    ];
    expect(counts[0]! - counts[1]!).toBeGreaterThanOrEqual(0);
    expect(counts[0]! - counts[1]!).toBeLessThanOrEqual(1);
  });
});
