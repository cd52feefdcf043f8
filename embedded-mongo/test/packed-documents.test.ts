import { hash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type Collection as DriverCollection, MongoClient } from 'mongodb';
import { dumpStore, restoreStore, startEmbeddedMongo } from '../src/index.ts';
import { decodePlain, encode } from '../src/bson/codec.ts';
import { StoredDocument } from '../src/bson/stored-document.ts';
import { isPacked } from '../src/packing/packed-value.ts';
import { matchesOf } from '../src/query/matches.ts';
import { parseIndexSpec } from '../src/storage/index-specs.ts';
import { LAYOUT_KEY, recordBytes, recordOfEntry } from '../src/storage/keys.ts';
import { openLmdb } from '../src/storage/key-value.ts';
import { Store } from '../src/storage/store.ts';
import { bundleStore, startStoreProcess } from './child-process.ts';
import { temporaryDirectory } from './support.ts';

interface Record {
  _id: number;
  actor: string;
  text: string;
}

/** About as large as a statement, most of it as in all others about the same. */
const recordOf = (n: number, about = 'democracy'): Record => ({
  _id: n,
  actor: `learner ${n % 7}`,
  text: Array.from(
    { length: 30 },
    (_, i) => `${hash('sha256', `${about} ${i}`)} ${i === n % 30 ? n : ''}`,
  ).join(),
});
const records = (count: number, from = 0): Record[] =>
  Array.from({ length: count }, (_, i) => recordOf(from + i));

/** Keys of all kinds beginning with a letter, with their values, of a store that nobody runs. */
async function entriesOf(dir: string, letter: string): Promise<{ key: Buffer; value: Buffer }[]> {
  const db = openLmdb(dir);
  const end = Buffer.from([letter.charCodeAt(0) + 1]);
  const entries = [...db.getRange({ start: Buffer.from(letter), end })].map(({ key, value }) => ({
    key: Buffer.from(key),
    value: Buffer.from(value),
  }));
  await db.close();
  return entries;
}

describe('documents that resemble each other', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await temporaryDirectory();
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const use = async <T>(
    work: (collection: DriverCollection<Record>) => Promise<T>,
    where = dir,
  ): Promise<T> => {
    const store = await startEmbeddedMongo({ dir: where });
    const client = await new MongoClient(store.uri).connect();
    try {
      return await work(client.db('school').collection<Record>('records'));
    } finally {
      await client.close();
      await store.close();
    }
  };
  const fill = (count: number): Promise<void> =>
    use(async (collection) => {
      await collection.createIndexes([{ key: { actor: 1 } }]);
      for (let i = 0; i < count; i += 50) await collection.insertMany(records(50, i));
    });
  const all = (collection: DriverCollection<Record>): Promise<Record[]> =>
    collection.find().sort({ _id: 1 }).toArray();

  it('take a fraction of the room, and come back as they were, after a restart too', async () => {
    await fill(400);
    const documents = (await entriesOf(dir, 'd')).map(({ value }) => value);
    const packed = documents.filter(isPacked);
    expect(packed.length).toBeGreaterThan(300);
    expect(Math.max(...packed.map(({ length }) => length)) * 5).toBeLessThan(
      encode({ ...recordOf(1) }).length,
    );
    await use(async (collection) => {
      expect(await all(collection)).toEqual(records(400));
      expect(await collection.find({ actor: 'learner 3' }).sort({ _id: -1 }).toArray()).toEqual(
        records(400)
          .filter(({ actor }) => actor === 'learner 3')
          .reverse(),
      );
      await collection.updateOne({ _id: 300 }, { $set: { actor: 'nobody' } });
      await collection.deleteOne({ _id: 301 });
      expect(await collection.findOne({ actor: 'nobody' })).toEqual({ ...recordOf(300), actor: 'nobody' });
      expect(await collection.countDocuments({ text: / 299/ })).toBe(1);
      await collection.createIndexes([{ key: { text: 1 } }]);
      expect((await collection.findOne({ text: recordOf(299).text }))?._id).toBe(299);
    });
  });

  it('are dumped and restored as documents', async () => {
    await fill(200);
    const [out, into] = [path.join(dir, 'out'), path.join(dir, 'into')];
    await dumpStore({ dir }, out);
    await restoreStore({ dir: into }, out);
    expect(await use(all, into)).toEqual(records(200));
    expect((await entriesOf(into, 'd')).some(({ value }) => isPacked(value))).toBe(true);
  });

  it('get another dictionary when they have become others, and the former stay readable', async () => {
    await fill(100);
    const before = (await entriesOf(dir, 'p')).length;
    const changed = Array.from({ length: 600 }, (_, i) => recordOf(1000 + i, 'other things'));
    await use(async (collection) => {
      for (let i = 0; i < changed.length; i += 100) await collection.insertMany(changed.slice(i, i + 100));
      expect(await all(collection)).toEqual([...records(100), ...changed]);
    });
    expect(before).toBe(1);
    expect((await entriesOf(dir, 'p')).length).toBeGreaterThan(1);
    expect(await use(all)).toEqual([...records(100), ...changed]);
  });

  it('leave nothing when their collection is dropped, and keep their dictionary under another name', async () => {
    await fill(100);
    await use(async (collection) => {
      await collection.rename('others');
    });
    const store = await startEmbeddedMongo({ dir });
    const client = await new MongoClient(store.uri).connect();
    expect(await client.db('school').collection<Record>('others').findOne({ _id: 99 })).toEqual(recordOf(99));
    await client.db('school').dropDatabase();
    await client.close();
    await store.close();
    // What goes bit by bit has gone when the next start has swept.
    await use(async (collection) => {
      await collection.insertOne(recordOf(1));
      await collection.deleteOne({ _id: 1 });
    });
    const db = openLmdb(dir);
    const inMemory = new Store(db);
    expect(inMemory.catalogue.all().flatMap(({ dictionaries }) => dictionaries)).toEqual([]);
    await db.close();
  });

  it('are refused by name when the disk has changed them, and the others are not', async () => {
    await fill(200);
    const db = openLmdb(dir);
    const last = (await entriesOf(dir, 'd')).findLast(({ value }) => isPacked(value));
    if (!last) throw new Error('nothing is packed');
    const at = last.value.length - 9;
    last.value[at] = (last.value[at] ?? 0) ^ 1;
    db.putSync(last.key, last.value);
    await db.close();
    await use(async (collection) => {
      const refusal = /^a document of school\.records is damaged/;
      await expect(collection.findOne({ _id: 199 })).rejects.toThrow(refusal);
      await expect(all(collection)).rejects.toThrow(refusal);
      expect(await collection.findOne({ _id: 198 })).toEqual(recordOf(198));
    });
    await expect(dumpStore({ dir }, path.join(dir, 'out'))).rejects.toThrow(/is damaged/);
  });

  it('are read as the first layout stored them, and packed from then on', async () => {
    await fill(50);
    const db = openLmdb(dir);
    for (const { key, value } of await entriesOf(dir, 'i')) {
      if (value.length === 0) db.putSync(key, recordBytes(recordOfEntry({ key, value })));
    }
    for (const { key, value } of await entriesOf(dir, 'c')) {
      const { dictionaries: _, ...described } = decodePlain(value);
      db.putSync(key, encode(described));
    }
    db.putSync(LAYOUT_KEY, Buffer.from('1'));
    await db.close();
    await use(async (collection) => {
      expect(await all(collection)).toEqual(records(50));
      expect(await collection.find({ actor: 'learner 6' }).toArray()).toHaveLength(7);
      await collection.insertMany(records(100, 50));
      await collection.updateOne({ _id: 6 }, { $set: { actor: 'learner 7' } });
      expect(await collection.find({ actor: 'learner 6' }).toArray()).toHaveLength(20);
      expect(await all(collection)).toHaveLength(150);
    });
    expect((await entriesOf(dir, 'f')).map(({ value }) => value.toString())).toEqual(['2']);
    expect((await entriesOf(dir, 'd')).some(({ value }) => isPacked(value))).toBe(true);
  });

  it('use no dictionary of a commit that failed', async () => {
    const db = openLmdb(dir);
    const store = new Store(db);
    const insert = (docs: readonly Record[]): void => {
      for (const doc of docs)
        store.documents.insert(store.catalogue.findOrCreate('school.records'), encode({ ...doc }));
    };
    const failing = store.kv.write(() => {
      insert(records(80));
      throw new Error('half done');
    });
    await expect(failing).rejects.toThrow('half done');
    const others = Array.from({ length: 80 }, (_, i) => recordOf(i, 'another question'));
    await store.kv.write(() => insert(others));
    const collection = store.catalogue.find('school.records');
    if (!collection) throw new Error('there is no collection');
    expect(collection.dictionaries).toHaveLength(1);
    const again = new Store(db);
    for (const reader of [store, again]) {
      const found = [...matchesOf(reader, reader.catalogue.find('school.records'), { filter: {} })].flat();
      expect(found.map(({ doc }) => decodePlain(doc.raw))).toEqual(others);
    }
    await db.close();
  });

  it('are looked at once more when they have changed since the index was read', async () => {
    const db = openLmdb(dir);
    const store = new Store(db);
    const collection = await store.kv.write(() => store.catalogue.findOrCreate('school.records'));
    await store.kv.write(() =>
      store.catalogue.addIndex(collection, parseIndexSpec({ key: { n: 1 }, name: 'n' })),
    );
    const docs = Array.from({ length: 200 }, (_, _id) => encode({ _id, n: 1 }));
    await store.kv.write(() => docs.forEach((doc) => store.documents.insert(collection, doc)));
    const chunks = matchesOf(store, collection, { filter: { n: 1 }, hint: 'n' });
    let seen = 0;
    const read = (): number => chunks.next().value?.length ?? 0;
    // In the middle of what the index told of at once.
    while (seen < 50) seen += read();
    const [gone, changed] = [store.read(collection, seen + 1), store.read(collection, seen + 2)];
    if (!gone || !changed) throw new Error('there are no such records');
    await store.kv.write(() => {
      store.documents.remove(collection, seen + 1, gone);
      const { indexes } = collection;
      const before = store.documents.keysBefore(indexes, changed, seen + 2);
      const raw = encode({ _id: seen + 1, n: 2 });
      store.documents.replace(collection, seen + 2, new StoredDocument(raw), raw, { indexes, before });
    });
    for (const chunk of chunks) seen += chunk.length;
    expect(seen).toBe(198);
    await db.close();
  });

  it('are all there after kill -9, with the dictionary that they need', async () => {
    const bundle = await bundleStore();
    const first = await startStoreProcess(bundle, dir);
    const client = await new MongoClient(first.uri, { serverSelectionTimeoutMS: 500 }).connect();
    const acknowledged: number[] = [];
    let killed: Promise<unknown> | undefined;
    await Promise.all(
      [0, 1, 2, 3].map(async (writer) => {
        for (let n = writer; ; n += 4) {
          try {
            await client.db('school').collection<Record>('records').insertOne(recordOf(n));
          } catch {
            return;
          }
          // The dictionary comes with the 64th.
          if (acknowledged.push(n) === 66) killed = first.kill();
        }
      }),
    );
    await client.close();
    // Connections break before the process has gone, and with it its hold on the data.
    await killed;
    await rm(bundle, { recursive: true, force: true });
    expect(acknowledged.length).toBeGreaterThanOrEqual(66);
    await use(async (collection) => {
      for (const n of acknowledged) expect(await collection.findOne({ _id: n })).toEqual(recordOf(n));
    });
    expect((await entriesOf(dir, 'd')).some(({ value }) => isPacked(value))).toBe(true);
  }, 60_000);
});
