import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { MongoClient } from 'mongodb';
import { DirectoryLockedError, findRunningStore, startEmbeddedMongo } from '../src/index.ts';
import { bundleStore, startStoreProcess, type StoreProcess } from './child-process.ts';
import { temporaryDirectory } from './support.ts';

interface Counter {
  _id: string;
  n: number;
  tag: string;
  log: number[];
}

describe('a store in a process of its own', () => {
  let bundle: string;
  let dir: string;
  const running: StoreProcess[] = [];
  const start = async (largestFileKb?: number): Promise<StoreProcess> => {
    const store = await startStoreProcess(bundle, dir, largestFileKb);
    running.push(store);
    return store;
  };

  beforeAll(async () => {
    bundle = await bundleStore();
  });
  beforeEach(async () => {
    dir = await temporaryDirectory();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((store) => store.kill()));
    await rm(dir, { recursive: true, force: true });
  });
  afterAll(() => rm(bundle, { recursive: true, force: true }));

  it('holds its directory against a second one until it ends', async () => {
    const first = await start();
    await expect(startEmbeddedMongo({ dir })).rejects.toMatchObject({
      name: 'DirectoryLockedError',
      pid: first.process.pid,
    });
    expect((await start()).uri).toBe(`DirectoryLockedError ${first.process.pid}`);
    expect(await findRunningStore(dir)).toBe(first.uri);
    await first.kill();
    expect(await findRunningStore(dir)).toBeUndefined();
    const next = await startEmbeddedMongo({ dir });
    await expect(startEmbeddedMongo({ dir })).rejects.toBeInstanceOf(DirectoryLockedError);
    expect(await findRunningStore(dir)).toBe(next.uri);
    await next.close();
    expect(await findRunningStore(dir)).toBeUndefined();
  });

  it('keeps every acknowledged write through kill -9, and its indexes agree', async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 2; round++) {
      const store = await start();
      const client = await new MongoClient(store.uri, { serverSelectionTimeoutMS: 500 }).connect();
      const counters = client.db('kill').collection<Counter>('counters');
      await counters.createIndexes([
        { key: { n: 1 } },
        { key: { tag: 1 }, unique: true },
        { key: { log: 1 } },
      ]);
      let writes = 0;
      let killed: Promise<void> | undefined;
      await Promise.all(
        Array.from({ length: 8 }, async (_, writer) => {
          for (let i = 0; ; i++) {
            const _id = `${writer}-${i % 20}`;
            const n = (acknowledged.get(_id) ?? 0) + 1;
            try {
              await counters.updateOne(
                { _id },
                { $set: { n, tag: `${_id}-${n}` }, $push: { log: { $each: [n], $slice: -3 } } },
                { upsert: true },
              );
            } catch {
              return;
            }
            acknowledged.set(_id, n);
            if (++writes === 150) killed = store.kill();
          }
        }),
      );
      await client.close();
      await killed;
    }
    const client = await new MongoClient((await start()).uri).connect();
    const counters = client.db('kill').collection<Counter>('counters');
    const all = await counters.find({}, { hint: { $natural: 1 } }).toArray();
    const stored = new Map(all.map((each) => [each._id, each]));
    for (const [id, n] of acknowledged) {
      // The write under way at the moment of the kill may be there without having been acknowledged.
      expect([n, n + 1]).toContain(stored.get(id)?.n);
    }
    await Promise.all(
      all.map(async ({ _id, n, tag, log }) => {
        expect((await counters.findOne({ tag }))?._id).toBe(_id);
        expect(await counters.countDocuments({ _id, n, log: log.at(-1)! })).toBe(1);
      }),
    );
    expect(await counters.countDocuments({ n: { $gte: 0 } })).toBe(all.length);
    expect(await counters.estimatedDocumentCount()).toBe(all.length);
    await client.close();
  }, 120_000);

  it('refuses what the disk has no room for, goes on reading, and has lost nothing acknowledged', async () => {
    const full = await start(1_500);
    const client = await new MongoClient(full.uri).connect();
    const papers = client.db('full').collection<{ _id: number; writer: number; text: string }>('papers');
    await papers.createIndexes([{ key: { writer: 1 } }]);
    const acknowledged: number[] = [];
    const refusals: unknown[] = [];
    await Promise.all(
      [0, 1, 2, 3].map(async (writer) => {
        for (let i = writer; refusals.length < 8; i += 4) {
          await papers.insertOne({ _id: i, writer, text: randomBytes(15_000).toString('base64') }).then(
            () => acknowledged.push(i),
            (error: unknown) => refusals.push(error),
          );
        }
      }),
    );
    expect(acknowledged.length).toBeGreaterThan(20);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
    expect(await papers.countDocuments({ writer: 0 })).toBe(acknowledged.filter((i) => i % 4 === 0).length);
    expect(await papers.estimatedDocumentCount()).toBe(acknowledged.length);
    const other = client.db('full').collection('others');
    await expect(other.insertOne({ text: 'y'.repeat(2_000_000) })).rejects.toThrow();
    expect(await other.countDocuments()).toBe(0);
    await client.close();
    await full.kill();

    const again = await new MongoClient((await start()).uri).connect();
    const kept = again.db('full').collection<{ _id: number; writer: number; text: string }>('papers');
    const ids = (await kept.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
    expect(ids.sort((a, b) => a - b)).toEqual(acknowledged.sort((a, b) => a - b));
    expect((await kept.insertOne({ _id: -1, writer: 1, text: 'z' })).acknowledged).toBe(true);
    await again.close();
  }, 120_000);
});
