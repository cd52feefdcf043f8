import type { Collection, Document } from 'mongodb';
import { type DriverSession, makeIndex, openDriverSession } from './driver.ts';

/** The stages of a plan, whatever they are nested in. */
const stagesOf = (explained: Document): string[] =>
  [
    ...JSON.stringify((explained['queryPlanner'] as Document)['winningPlan']).matchAll(/"stage":"(\w+)"/g),
  ].map(([, stage]) => stage ?? '');

describe('indexes', () => {
  let session: DriverSession;
  let docs: Collection;
  let number = 0;

  beforeAll(async () => {
    session = await openDriverSession();
  });
  afterAll(() => session.close());
  beforeEach(() => {
    docs = session.db.collection(`docs${number++}`);
  });

  it('are used for an equality prefix, a range and the order', async () => {
    await makeIndex(docs, { state: 1, due: 1 });
    await docs.insertMany(
      Array.from({ length: 50 }, (_, i) => ({ state: i % 2 ? 'open' : 'closed', due: i })),
    );
    const explained = await docs
      .find({ state: 'open', due: { $gt: 10 } })
      .sort({ due: -1 })
      .explain();
    expect(stagesOf(explained)).toContain('IXSCAN');
    expect(stagesOf(explained)).not.toContain('SORT');
    const found = await docs
      .find({ state: 'open', due: { $gt: 10 } })
      .sort({ due: -1 })
      .limit(3)
      .toArray();
    expect(found.map(({ due }) => due as unknown)).toEqual([49, 47, 45]);
    expect(stagesOf(await docs.find({ due: 5 }).explain())).toContain('COLLSCAN');
  });

  it('find nothing between bounds of two types', async () => {
    await makeIndex(docs, { a: 1 });
    await docs.insertMany([{ a: 2 }, { a: 'A' }, { a: [2, 'A'] }]);
    const between = { a: { $gte: 0, $lt: 'a' } } as object;
    expect(
      (await docs.find(between, { projection: { _id: 0 } }).toArray()).map(({ a }) => a as unknown),
    ).toEqual([[2, 'A']]);
    await docs.deleteMany({ a: { $type: 'array' } });
    await docs.dropIndexes();
    await makeIndex(docs, { a: 1 });
    expect(await docs.countDocuments(between)).toBe(0);
  });

  it('give the order of the field behind an array of which one element is asked for', async () => {
    await makeIndex(docs, { keys: 1, place: 1 });
    const docOf = (place: number) => ({ keys: [`k${place % 3}`, 'all', `k${place % 4}`], place });
    await docs.insertMany(Array.from({ length: 40 }, (_, place) => docOf(place)));
    for (const filter of [{ keys: 'k2' }, { keys: { $all: ['k2', 'all'] }, place: { $gt: 3, $lte: 30 } }]) {
      const sorted = () => docs.find(filter).sort({ place: -1 });
      expect(stagesOf(await sorted().explain())).not.toContain('SORT');
      const places = (await sorted().toArray()).map(({ place }) => place as number);
      const all = Array.from({ length: 40 }, (_, place) => docOf(place)).reverse();
      const within = (place: number) => !('place' in filter) || (place > 3 && place <= 30);
      expect(places).toEqual(
        all.filter(({ keys, place }) => keys.includes('k2') && within(place)).map(({ place }) => place),
      );
    }
    expect(stagesOf(await docs.find({ keys: 'k2' }).sort({ keys: 1 }).explain())).toContain('SORT');
  });

  it('are used for $in, for $or and for the beginning of a text', async () => {
    await docs.createIndexes([{ key: { a: 1 } }, { key: { b: -1 } }]);
    await docs.insertMany(Array.from({ length: 20 }, (_, i) => ({ a: `k${i}`, b: i })));
    for (const filter of [
      { a: { $in: ['k1', 'k2'] } },
      { $or: [{ a: 'k1' }, { b: { $gt: 15 } }] },
      { a: /^k1/ },
    ]) {
      expect(stagesOf(await docs.find(filter).explain())).not.toContain('COLLSCAN');
    }
    expect(await docs.countDocuments({ $or: [{ a: 'k1' }, { b: { $gte: 1, $lt: 3 } }] })).toBe(2);
    expect(await docs.countDocuments({ a: /^k1/ })).toBe(11);
  });

  it('can be given as a hint', async () => {
    await makeIndex(docs, { a: 1 }, { name: 'by_a' });
    await docs.insertMany([{ a: 2 }, { a: 1 }]);
    const found = await docs.find({}, { hint: 'by_a' }).toArray();
    expect(found.map(({ a }) => a as unknown)).toEqual([1, 2]);
    await expect(docs.find({}, { hint: 'none' }).toArray()).rejects.toMatchObject({ code: 2 });
  });

  it('keep unique keys unique, in inserts, updates and upserts', async () => {
    await makeIndex(docs, { a: 1, b: 1 }, { unique: true });
    await docs.insertMany([{ a: 1, b: 1 }, { a: 1, b: 2 }, { a: 2 }]);
    await expect(docs.insertOne({ a: 2, b: null })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { a: 1, b: 1 },
    });
    await expect(docs.updateOne({ b: 2 }, { $set: { b: 1 } })).rejects.toMatchObject({ code: 11000 });
    expect((await docs.findOne({ a: 1, b: 2 }))?.['b']).toBe(2);
    await docs.updateOne({ b: 2 }, { $set: { b: 3 } });
    await docs.insertOne({ a: 1, b: 2 });
  });

  it('refuse to become unique over duplicates', async () => {
    await docs.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(makeIndex(docs, { a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect((await docs.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });

  it('hold each element of an array once per document', async () => {
    await makeIndex(docs, { 'items.sku': 1, 'items.q': 1 });
    await docs.insertMany([
      {
        _id: 1 as never,
        items: [
          { sku: 'a', q: 1 },
          { sku: 'b', q: 2 },
        ],
      },
      {
        _id: 2 as never,
        items: [
          { sku: 'a', q: 2 },
          { sku: 'a', q: 3 },
        ],
      },
    ]);
    expect(await docs.countDocuments({ 'items.sku': 'a', 'items.q': 2 })).toBe(2);
    expect(await docs.countDocuments({ items: { $elemMatch: { sku: 'a', q: 2 } } })).toBe(1);
    expect((await docs.find({ 'items.sku': { $gte: 'a' } }).toArray()).length).toBe(2);
    await expect(
      makeIndex(session.db.collection('parallel'), { x: 1, y: 1 }).then(() =>
        session.db.collection('parallel').insertOne({ x: [1], y: [2] }),
      ),
    ).rejects.toMatchObject({ code: 171 });
  });

  it('leave out what a sparse or partial index does not cover', async () => {
    await makeIndex(docs, { code: 1 }, { unique: true, sparse: true });
    await makeIndex(docs, { k: 1 }, { unique: true, partialFilterExpression: { state: 'open' } });
    await docs.insertMany([
      { k: 1, state: 'closed' },
      { k: 1, state: 'closed' },
      { k: 1, state: 'open', code: 'c' },
    ]);
    await expect(docs.insertOne({ k: 1, state: 'open' })).rejects.toMatchObject({ code: 11000 });
    await expect(docs.insertOne({ code: 'c' })).rejects.toMatchObject({ code: 11000 });
    expect(stagesOf(await docs.find({ k: 1 }).explain())).toContain('COLLSCAN');
    expect(stagesOf(await docs.find({ k: 1, state: 'open' }).explain())).toContain('IXSCAN');
    expect(await docs.countDocuments({ k: 1 })).toBe(3);
    expect(await docs.countDocuments({ code: null })).toBe(2);
    await docs.updateOne({ state: 'open' }, { $set: { state: 'closed' } });
    await docs.insertOne({ k: 1, state: 'open' });
  });

  it('remove what has expired', async () => {
    const admin = session.client.db('admin');
    await makeIndex(docs, { at: 1 }, { expireAfterSeconds: 1 });
    await docs.insertMany([{ at: new Date(0) }, { at: new Date(Date.now() + 1e6) }, { at: 'no date' }]);
    const { was } = await admin.command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
    try {
      const deadline = Date.now() + 20_000;
      while ((await docs.countDocuments()) > 2 && Date.now() < deadline) await admin.command({ ping: 1 });
    } finally {
      await admin.command({ setParameter: 1, ttlMonitorSleepSecs: was as number });
    }
    expect(await docs.countDocuments()).toBe(2);
  });

  it('index keys that are longer than a key may be', async () => {
    const long = 'x'.repeat(5000);
    await makeIndex(docs, { a: 1 }, { unique: true });
    await docs.insertMany([{ a: `${long}1` }, { a: `${long}2` }, { a: 'short' }]);
    await expect(docs.insertOne({ a: `${long}2` })).rejects.toMatchObject({ code: 11000 });
    expect((await docs.findOne({ a: `${long}2` }))?.['a']).toBe(`${long}2`);
    expect(await docs.countDocuments({ a: { $gte: `${long}2` } })).toBe(1);
  });

  it('are listed, dropped and made again', async () => {
    await makeIndex(docs, { a: 1 }, { name: 'one' });
    await makeIndex(docs, { a: 1 }, { name: 'one' });
    await makeIndex(docs, { b: -1 }, { expireAfterSeconds: 60 });
    expect(await docs.indexes()).toMatchObject([
      { name: '_id_' },
      { name: 'one', key: { a: 1 } },
      { name: 'b_-1', expireAfterSeconds: 60 },
    ]);
    await expect(makeIndex(docs, { a: 1 }, { name: 'two' })).rejects.toMatchObject({ code: 85 });
    await expect(makeIndex(docs, { c: 1 }, { name: 'one' })).rejects.toMatchObject({ code: 86 });
    await docs.insertOne({ a: 1 });
    await docs.dropIndex('one');
    expect(await docs.countDocuments({ a: 1 })).toBe(1);
    await makeIndex(docs, { a: 1 }, { name: 'two' });
    expect(stagesOf(await docs.find({ a: 1 }).explain())).toContain('IXSCAN');
    expect(await docs.countDocuments({ a: 1 })).toBe(1);
  });

  it('on one key stand side by side where they differ in what they hold or in being unique', async () => {
    await docs.insertMany([{ a: 1 }, {}]);
    const kinds = [{}, { sparse: true }, { unique: true }, { unique: true, sparse: true }];
    const names = ['plain', 'sparse', 'unique', 'both'];
    for (const [i, kind] of kinds.entries())
      await makeIndex(docs, { a: 1 }, { name: names[i] ?? '', ...kind });
    expect(await docs.indexes()).toHaveLength(5);
    expect(await docs.countDocuments({ a: null })).toBe(1);
    expect(await docs.find({ a: { $gte: 0 } }, { hint: 'sparse' }).toArray()).toHaveLength(1);
    const again = makeIndex(docs, { a: 1 }, { name: 'other', sparse: true });
    await expect(again).rejects.toMatchObject({ code: 85 });
    await expect(makeIndex(docs, { a: 1 }, { name: 'plain', sparse: true })).rejects.toMatchObject({
      code: 86,
    });
    const later = makeIndex(docs, { a: 1 }, { name: 'plain', expireAfterSeconds: 5 });
    await expect(later).rejects.toMatchObject({ code: 85 });
  });

  it('have to be named where their key is that of several', async () => {
    await docs.insertOne({ a: 1 });
    await makeIndex(docs, { a: 1 }, { name: 'plain' });
    await makeIndex(docs, { a: 1 }, { name: 'sparse', sparse: true });
    const { collectionName } = docs;
    const command = (fields: Document): Promise<Document> => session.db.command(fields);
    const ambiguous = { code: 181, codeName: 'AmbiguousIndexKeyPattern' };
    await expect(command({ dropIndexes: collectionName, index: { a: 1 } })).rejects.toMatchObject(ambiguous);
    const change = { keyPattern: { a: 1 }, expireAfterSeconds: 5 };
    await expect(command({ collMod: collectionName, index: change })).rejects.toMatchObject(ambiguous);
    await expect(docs.findOne({}, { hint: { a: 1 } })).rejects.toMatchObject({ code: 27 });
    const twice = command({ dropIndexes: collectionName, index: ['plain', 'plain'] });
    await expect(twice).rejects.toMatchObject({ code: 27, codeName: 'IndexNotFound' });
    expect(await docs.indexes()).toHaveLength(3);
    await command({ dropIndexes: collectionName, index: ['plain', 'sparse'] });
    expect(await docs.indexes()).toHaveLength(1);
  });

  it('are complete when writes go on while they are built', async () => {
    await docs.insertMany(Array.from({ length: 2000 }, (_, i) => ({ _id: i as never, v: i })));
    const building = makeIndex(docs, { v: 1 });
    const writes = Array.from({ length: 200 }, async (_, i) => {
      await docs.updateOne({ _id: (i * 10) as never }, { $set: { v: -i - 1 } });
      await docs.deleteOne({ _id: (i * 10 + 1) as never });
      await docs.insertOne({ _id: (5000 + i) as never, v: 5000 + i });
    });
    await Promise.all([building, ...writes]);
    expect(await docs.countDocuments({ v: { $lt: 0 } })).toBe(200);
    expect(await docs.find({ v: { $gte: -1000 } }, { hint: { v: 1 } }).toArray()).toHaveLength(2000);
  });

  it('follow a collection through renaming and dropping', async () => {
    await makeIndex(docs, { a: 1 }, { unique: true });
    await docs.insertOne({ a: 1 });
    const renamed = await docs.rename(`${docs.collectionName}_renamed`);
    await expect(renamed.insertOne({ a: 1 })).rejects.toMatchObject({ code: 11000 });
    await renamed.drop();
    expect(await renamed.countDocuments()).toBe(0);
    const names = (await session.db.listCollections().toArray()).map(({ name }) => name);
    expect(names).not.toContain(renamed.collectionName);
  });
});
