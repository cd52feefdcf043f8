import { BSON, type Collection, type Document, Double, Int32, Long, MinKey } from 'mongodb';
import { makeIndex, useDocs } from './driver.ts';

type Doc = Document & { _id: number };

/* Kinds of answers that a store easily gets almost right; every expected one is MongoDB's documented answer. */

const filters: readonly (readonly [string, Document[], Document, number[]])[] = [
  ['$eq of a pattern finds the pattern alone', [{ a: 'abc' }, { a: /abc/ }], { a: { $eq: /abc/ } }, [1]],
  ['a pattern finds strings and the same pattern', [{ a: 'abc' }, { a: /abc/ }], { a: /abc/ }, [0, 1]],
  [
    '$mod of 64-bit numbers',
    [{ a: Long.MAX_VALUE }, { a: Long.fromString('9007199254740993') }, { a: 1.9 }, { a: Number.NaN }],
    { a: { $mod: [2, 1] } },
    [0, 1, 2],
  ],
  ['$pattern of another type', [{ a: 1 }, { a: '1' }], { a: { $regex: '1' } }, [1]],
  [
    '$expr with exact integers',
    [
      { a: Long.MAX_VALUE, b: 1 },
      { a: 1, b: 2 },
    ],
    { $expr: { $gt: ['$a', '$b'] } },
    [0],
  ],
];

const updates: readonly (readonly [string, Document, Document | Document[], Document])[] = [
  [
    '$pull with $and',
    {
      a: [
        { x: 1, y: 5 },
        { x: 3, y: 8 },
      ],
    },
    { $pull: { a: { $and: [{ x: { $gte: 2 } }, { y: 8 }] } } },
    { a: [{ x: 1, y: 5 }] },
  ],
  [
    '$pull with $or',
    { a: [{ x: 1 }, { x: 5 }] },
    { $pull: { a: { $or: [{ x: 1 }, { x: 9 }] } } },
    { a: [{ x: 5 }] },
  ],
  ['$pull with $nor', { a: [{ x: 1 }, { x: 5 }] }, { $pull: { a: { $nor: [{ x: 1 }] } } }, { a: [{ x: 1 }] }],
  [
    'a pipeline keeps the types of numbers',
    { a: new Long(1), b: new Double(2), c: new Int32(2147483647) },
    [
      {
        $set: {
          sum: { $add: ['$a', 1] },
          half: { $divide: ['$b', 1] },
          more: { $add: ['$c', 1] },
          copy: '$b',
        },
      },
    ],
    {
      a: new Long(1),
      b: new Double(2),
      c: new Int32(2147483647),
      sum: new Long(2),
      half: new Double(2),
      more: Long.fromString('2147483648'),
      copy: new Double(2),
    },
  ],
  [
    'a pipeline sets a path in every element of an array',
    { a: [{ b: 1 }, 2, [{ c: 1 }]] },
    [{ $set: { 'a.b': 9 } }],
    { a: [{ b: 9 }, { b: 9 }, [{ c: 1, b: 9 }]] },
  ],
  [
    'what the record store does to its list of writers',
    { hosts: ['a', 'b'], term: 4 },
    [
      { $set: { term: { $add: [{ $ifNull: ['$term', 0] }, 1] }, last: { $ifNull: ['$last', ''] } } },
      {
        $set: {
          hosts: {
            $cond: [
              { $in: ['c', '$hosts'] },
              '$hosts',
              { $slice: [{ $concatArrays: ['$hosts', ['c']] }, -2] },
            ],
          },
        },
      },
    ],
    { hosts: ['b', 'c'], term: 5, last: '' },
  ],
];

const pipelines: readonly (readonly [string, Document[], Document[], Document[]])[] = [
  [
    '$unwind that preserves drops an empty array, keeps null, and counts positions in 64 bits',
    [{ a: [] }, { a: null }, {}, { a: ['x'] }],
    [{ $unwind: { path: '$a', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } }],
    [
      { _id: 0, i: null },
      { _id: 1, a: null, i: null },
      { _id: 2, i: null },
      { _id: 3, a: 'x', i: new Long(0) },
    ],
  ],
  [
    '$project computes in every element of an array',
    [{ a: [{ b: 1, c: 1 }, 5] }],
    [{ $project: { 'a.b': { $add: [1, 1] } } }],
    [{ _id: 0, a: [{ b: new Int32(2) }, { b: new Int32(2) }] }],
  ],
  [
    'what has no value leaves what lies around it',
    [{ a: [[{ b: 1 }], { b: 2 }] }],
    [{ $set: { 'x.y': '$none', 'a.c': '$$REMOVE', seen: '$a.b' } }],
    [{ _id: 0, a: [[{ b: 1 }], { b: 2 }], x: {}, seen: [2] }],
  ],
  [
    'dates and half milliseconds',
    [{ at: new Date(1000) }],
    [{ $project: { _id: 0, sooner: { $add: ['$at', -0.5] }, later: { $subtract: ['$at', 2.5] } } }],
    [{ sooner: new Date(999), later: new Date(997) }],
  ],
  [
    '$group sums without losing a digit or a type',
    [{ a: Long.MAX_VALUE }, { a: new Int32(-1) }],
    [{ $group: { _id: null, sum: { $sum: '$a' }, mean: { $avg: '$_id' } } }],
    [{ _id: null, sum: Long.MAX_VALUE.subtract(1), mean: new Double(0.5) }],
  ],
  [
    '$sum of doubles loses nothing to rounding',
    [{ a: 1e16 }, { a: 1.5 }, { a: -1e16 }],
    [{ $group: { _id: null, sum: { $sum: '$a' } } }],
    [{ _id: null, sum: new Double(1.5) }],
  ],
];

describe('semantics', () => {
  const session = useDocs<Doc>();

  const exact = { promoteValues: false };
  const fill = async (given: readonly Document[]): Promise<void> => {
    await session.docs.insertMany(given.map((doc, i) => ({ _id: i, ...doc })));
  };
  const idsOf = async (filter: Document): Promise<number[]> =>
    (await session.docs.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  /** Numbers with their types, which `toEqual` would not tell apart. */
  const typed = (value: unknown): string => BSON.EJSON.stringify(value, { relaxed: false });

  it.each(filters)('filter: %s', async (_name, given, filter, expected) => {
    await fill(given);
    expect(await idsOf(filter)).toEqual(expected);
  });

  it.each(updates)('update: %s', async (_name, before, update, after) => {
    await session.docs.insertOne({ _id: 1, ...before });
    await session.docs.updateOne({ _id: 1 }, update);
    const found = await session.docs.findOne({ _id: 1 }, { projection: { _id: 0 }, ...exact });
    expect(typed(sortKeys(found))).toBe(typed(sortKeys(await roundTrip(after))));
  });

  it.each(pipelines)('pipeline: %s', async (_name, given, pipeline, expected) => {
    await fill(given);
    const found = await session.docs.aggregate([{ $sort: { _id: 1 } }, ...pipeline], exact).toArray();
    const wanted: Document[] = [];
    for (const each of expected) wanted.push(await roundTrip(each));
    expect(found.map((each) => typed(sortKeys(each)))).toEqual(wanted.map((each) => typed(sortKeys(each))));
  });

  /** As the server would return it, with numbers of the types that the driver gave them. */
  const roundTrip = async (doc: Document): Promise<Document> => {
    const kept = session.db.collection('kept');
    await kept.drop().catch(() => undefined);
    await kept.insertOne({ kept: doc });
    const found: Document | null = await kept.findOne({}, exact);
    return found?.['kept'] as Document;
  };
  const sortKeys = (doc: Document | null): Document =>
    Object.fromEntries(Object.entries(doc ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

  it('finds through a partial index what it says of one type only', async () => {
    await fill([{ a: 'hello' }, { a: 5 }, { a: null }, { a: Number.NaN }, { a: new Date(0) }]);
    await makeIndex(
      session.docs as unknown as Collection,
      { a: 1 },
      { partialFilterExpression: { a: { $gt: 1 } } },
    );
    expect(await idsOf({ a: 'hello' })).toEqual([0]);
    expect(await idsOf({ a: { $gte: 'h' } })).toEqual([0]);
    expect(await idsOf({ a: new Date(0) })).toEqual([4]);
    expect(await idsOf({ a: { $in: [5, 'hello'] } })).toEqual([0, 1]);
    await session.docs.updateOne({ a: 'hello' }, { $set: { seen: true } }, { upsert: true });
    expect(await session.docs.countDocuments()).toBe(5);
  });

  it('changes when documents expire, and says what was', async () => {
    await makeIndex(session.docs as unknown as Collection, { at: 1 }, { expireAfterSeconds: 100.9 });
    expect((await session.docs.indexes())[1]).toMatchObject({ expireAfterSeconds: 100 });
    const change = (name: string, expireAfterSeconds: number): Promise<Document> =>
      session.db.command({ collMod: 'docs', index: { name, expireAfterSeconds } });
    expect(await change('at_1', 50.9)).toEqual({
      expireAfterSeconds_old: 100,
      expireAfterSeconds_new: 50,
      ok: 1,
    });
    await expect(change('at_1', -2)).rejects.toMatchObject({ code: 72 });
    await expect(change('_id_', 5)).rejects.toMatchObject({ code: 72 });
  });

  it('counts from half a document on as from a whole one', async () => {
    await fill([{}, {}, {}]);
    expect(await session.db.command({ count: 'docs', skip: 1.9 })).toMatchObject({ n: 2 });
  });

  it('says which element matched first where several conditions do', async () => {
    await fill([{ a: [1, 2, 3, 4] }]);
    expect(await session.docs.findOne({ a: { $gt: 1, $lt: 9 } }, { projection: { 'a.$': 1 } })).toEqual({
      _id: 0,
      a: [2],
    });
  });

  it('says of the values of one $all which element the last of them is', async () => {
    await fill([{ a: [1, 2, 3, 4, 5] }]);
    const found = await session.docs.findOne({ a: { $all: [3, 5] } }, { projection: { 'a.$': 1 } });
    expect(found).toEqual({ _id: 0, a: [5] });
    await session.docs.updateOne({ a: { $all: [4, 2] } }, { $set: { 'a.$': 0 } });
    expect(await session.docs.findOne({ _id: 0 })).toEqual({ _id: 0, a: [1, 0, 3, 4, 5] });
  });

  it('lists what databases every server has, and filters by what it is going to show', async () => {
    await fill([{}]);
    const list = async (more: Document): Promise<unknown> => {
      const { databases } = await session.client.db('admin').command({ listDatabases: 1, ...more });
      return (databases as { name: string }[]).map(({ name }) => name);
    };
    expect(await list({})).toEqual(
      expect.arrayContaining(['admin', 'config', 'local', session.db.databaseName]),
    );
    expect(await list({ filter: { sizeOnDisk: { $exists: true } } })).toContain('admin');
    expect(await list({ filter: { sizeOnDisk: { $exists: true } }, nameOnly: true })).toEqual([]);
    expect(await list({ filter: { name: 'admin' }, nameOnly: true })).toEqual(['admin']);
  });

  it('does not accumulate what is no value', async () => {
    await fill([{ a: new MinKey() }]);
    const work = session.docs.aggregate([{ $group: { _id: 1, a: { $last: '$a' } } }]).toArray();
    await (session.isEmbedded ? expect(work).rejects.toMatchObject({ code: 115 }) : work);
  });
});
