import { type Collection, type Document, Int32, Long, ObjectId, type UpdateFilter } from 'mongodb';
import { type DriverSession, openDriverSession } from './driver.ts';

type Doc = Document & { _id: number };
type Case = readonly [string, Document, Document | Document[], Document];

const cases: readonly Case[] = [
  ['$set at a new path', {}, { $set: { 'a.b': 1 } }, { a: { b: 1 } }],
  ['$set beyond the end of an array', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$unset', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset in an array', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$inc of a missing field', {}, { $inc: { a: 2 } }, { a: 2 }],
  ['$inc by a fraction', { a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  ['$mul', { a: 3, b: 1 }, { $mul: { a: 2, c: 5 } }, { a: 6, b: 1, c: 0 }],
  ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 3, c: 1 } }, { a: 3, b: 5, c: 1 }],
  ['$push', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
  ['$push to what is missing', {}, { $push: { a: { x: 1 } } }, { a: [{ x: 1 }] }],
  [
    '$push with all its options',
    { a: [{ q: 3 }, { q: 1 }] },
    { $push: { a: { $each: [{ q: 2 }, { q: 0 }], $sort: { q: 1 }, $slice: 3 } } },
    { a: [{ q: 0 }, { q: 1 }, { q: 2 }] },
  ],
  [
    '$push at a position',
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  [
    '$push with a slice from the end',
    { a: [1, 2] },
    { $push: { a: { $each: [3], $slice: -2 } } },
    { a: [2, 3] },
  ],
  [
    '$addToSet',
    { a: [1, { x: 1 }] },
    { $addToSet: { a: { $each: [1, { x: 1 }, 2] } } },
    { a: [1, { x: 1 }, 2] },
  ],
  ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull of documents', { a: [{ x: 1, y: 2 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
  ['$pullAll', { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
  ['$pop', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2] }],
  ['$bit', { a: new Int32(13) }, { $bit: { a: { and: new Int32(10) } } }, { a: 8 }],
  ['$rename', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  ['all elements', { a: [{ q: 1 }, { q: 2 }] }, { $inc: { 'a.$[].q': 1 } }, { a: [{ q: 2 }, { q: 3 }] }],
  [
    '$setOnInsert, which an update leaves alone',
    { a: 1 },
    { $setOnInsert: { a: 2 }, $set: { b: 1 } },
    { a: 1, b: 1 },
  ],
  ['a pipeline', { a: 2, b: 3 }, [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }], { b: 3, c: 5 }],
];

const failures: readonly (readonly [string, Document, Document, number])[] = [
  ['an unknown operator', {}, { $nope: { a: 1 } }, 9],
  ['two changes of one path', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a change inside another', {}, { $set: { a: 1, 'a.b': 2 } }, 40],
  ['a change of _id', {}, { $set: { _id: 99 } }, 66],
  ['a path through a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
  ['$inc of a text', { a: 'x' }, { $inc: { a: 1 } }, 14],
  ['$push to a number', { a: 1 }, { $push: { a: 1 } }, 2],
  ['an empty field name', {}, { $set: { 'a..b': 1 } }, 56],
];

describe('updates', () => {
  let session: DriverSession;
  let docs: Collection<Doc>;

  beforeAll(async () => {
    session = await openDriverSession();
    docs = session.db.collection<Doc>('docs');
  });
  afterAll(() => session.close());
  beforeEach(() => docs.deleteMany({}));

  it.each(cases)('by %s', async (_name, before, update, after) => {
    await docs.insertOne({ _id: 1, ...before });
    await docs.updateOne({ _id: 1 }, update);
    expect(await docs.findOne({ _id: 1 })).toEqual({ _id: 1, ...after });
  });

  it.each(failures)('refuse %s and change nothing', async (_name, before, update, code) => {
    await docs.insertOne({ _id: 1, ...before });
    await expect(docs.updateOne({ _id: 1 }, update as UpdateFilter<Doc>)).rejects.toMatchObject({ code });
    expect(await docs.findOne({ _id: 1 })).toEqual({ _id: 1, ...before });
  });

  it('keep the types of what they do not touch, and of counters', async () => {
    await docs.insertOne({ _id: 1, whole: Long.fromNumber(7), n: new Int32(2147483647) });
    await docs.updateOne({ _id: 1 }, { $set: { other: 1 }, $inc: { n: 1 } });
    expect(await docs.countDocuments({ whole: { $type: 'long' }, n: { $type: 'long' } })).toBe(1);
  });

  it('choose by array filters among the elements as they were before any change', async () => {
    await docs.insertOne({
      _id: 1,
      v: [
        { due: 1, tries: 0 },
        { due: 9, tries: 0 },
      ],
    });
    await docs.updateOne(
      { _id: 1 },
      { $set: { 'v.$[e].due': 7 }, $inc: { 'v.$[e].tries': 1 } },
      { arrayFilters: [{ 'e.due': { $lte: 5 } }] },
    );
    expect(await docs.findOne({ _id: 1 })).toMatchObject({
      v: [
        { due: 7, tries: 1 },
        { due: 9, tries: 0 },
      ],
    });
  });

  it('reach the element that the filter found, and those that array filters choose', async () => {
    await docs.insertOne({
      _id: 1,
      a: [
        { k: 'x', q: 1, r: [1, 6] },
        { k: 'y', q: 2, r: [7] },
      ],
    });
    await docs.updateOne({ _id: 1, 'a.k': 'y' }, { $set: { 'a.$.q': 20 } });
    await docs.updateOne(
      { _id: 1 },
      { $mul: { 'a.$[e].r.$[v]': 10 } },
      { arrayFilters: [{ 'e.q': { $lt: 5 } }, { v: { $gt: 5 } }] },
    );
    expect((await docs.findOne({ _id: 1 }))?.['a']).toEqual([
      { k: 'x', q: 1, r: [1, 60] },
      { k: 'y', q: 20, r: [7] },
    ]);
    await expect(docs.updateOne({ _id: 1 }, { $set: { 'a.$.q': 0 } })).rejects.toMatchObject({ code: 2 });
  });

  it('tell matched from modified', async () => {
    await docs.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1, b: 1 },
    ]);
    expect(await docs.updateMany({ a: 1 }, { $set: { b: 1 } })).toMatchObject({
      matchedCount: 2,
      modifiedCount: 1,
    });
  });

  it('insert what an upsert describes', async () => {
    const result = await docs.updateOne(
      { _id: 7, 'a.b': { $eq: 2 }, c: { $gt: 1 } },
      { $set: { d: 1 }, $setOnInsert: { e: 5 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ upsertedCount: 1, upsertedId: 7 });
    expect(await docs.findOne({ _id: 7 })).toEqual({ _id: 7, a: { b: 2 }, d: 1, e: 5 });
    await docs.replaceOne({ _id: 8 }, { x: 1 }, { upsert: true });
    expect(await docs.findOne({ _id: 8 })).toEqual({ _id: 8, x: 1 });
  });

  it('return the document before or after, with a sort and a projection', async () => {
    await docs.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    const after = await docs.findOneAndUpdate(
      {},
      { $inc: { a: 10 } },
      { sort: { a: -1 }, returnDocument: 'after', projection: { a: 1, _id: 0 } },
    );
    expect(after).toEqual({ a: 12 });
    expect(await docs.findOneAndReplace({ _id: 1 }, { b: 1 })).toEqual({ _id: 1, a: 1 });
    expect(await docs.findOneAndDelete({ _id: 1 })).toEqual({ _id: 1, b: 1 });
    expect(await docs.findOneAndUpdate({ _id: 1 }, { $set: { a: 1 } })).toBeNull();
  });

  it('stop an ordered bulk at its first error and carry on with an unordered one', async () => {
    const batch = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
    await expect(docs.insertMany(batch)).rejects.toMatchObject({ code: 11000, insertedCount: 1 });
    await expect(docs.insertMany(batch, { ordered: false })).rejects.toMatchObject({
      code: 11000,
      insertedCount: 1,
    });
    expect(await docs.countDocuments()).toBe(2);
  });

  it('keep concurrent increments apart', async () => {
    await docs.insertOne({ _id: 1, n: 0 });
    await Promise.all(Array.from({ length: 100 }, () => docs.updateOne({ _id: 1 }, { $inc: { n: 1 } })));
    expect((await docs.findOne({ _id: 1 }))?.['n']).toBe(100);
  });

  it('let one of many conditional updates through', async () => {
    await docs.insertOne({ _id: 1, state: 'open' });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        docs.updateOne({ _id: 1, state: 'open' }, { $set: { state: 'closed', by: i } }),
      ),
    );
    expect(results.reduce((sum, { modifiedCount }) => sum + modifiedCount, 0)).toBe(1);
  });

  it('change and remove many', async () => {
    await docs.insertMany(Array.from({ length: 1500 }, (_, i) => ({ _id: i, odd: i % 2 === 1, n: i })));
    expect(await docs.updateMany({ odd: true }, { $inc: { n: 10_000 } })).toMatchObject({
      modifiedCount: 750,
    });
    expect(await docs.deleteMany({ n: { $gte: 10_000 } })).toEqual({ acknowledged: true, deletedCount: 750 });
    expect(await docs.estimatedDocumentCount()).toBe(750);
  });

  it('leave prototypes alone, whatever the path is called', async () => {
    await docs.insertOne({ _id: 1 });
    for (const path of ['constructor.prototype.polluted', '__proto__.polluted', 'a.__proto__.polluted']) {
      await docs.updateOne({ _id: 1 }, { $set: { [path]: 'yes' } }).catch(() => undefined);
      await docs
        .updateOne({ _id: 1 }, { $push: { [`${path}s`]: 1 } } as UpdateFilter<Doc>)
        .catch(() => undefined);
      await docs.findOne({ [path]: 'yes' });
      await docs.findOne({}, { projection: { [path]: 1 } });
      await docs
        .aggregate([{ $set: { [path]: 1 } }, { $group: { _id: null, a: { $push: '$$ROOT' } } }])
        .toArray()
        .catch(() => undefined);
    }
    expect(({} as Document)['polluted']).toBeUndefined();
    expect((Object as unknown as Document)['polluted']).toBeUndefined();
    expect(await docs.findOne({ toString: { $exists: true } })).toBeNull();
    expect(await docs.findOne({ 'constructor.name': 'Object' })).toBeNull();
  });

  it('make an _id where there is none and store it first', async () => {
    const anonymous = session.db.collection('anonymous');
    await session.db.command({ insert: 'anonymous', documents: [{ b: 1 }, { c: 2, _id: 5 }] });
    const [made, given] = await anonymous.find().toArray();
    expect(made?._id).toBeInstanceOf(ObjectId);
    expect(Object.keys(given ?? {})).toEqual(['_id', 'c']);
  });
});
