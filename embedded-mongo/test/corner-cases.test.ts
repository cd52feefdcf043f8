import { type Collection, type Document, Long, type MongoServerError, type UpdateFilter } from 'mongodb';
import { makeIndex, useDocs } from './driver.ts';

type Doc = Document & { _id: number };

/** What few documents have, and what then has to come out as from MongoDB all the same. */
const updates: readonly (readonly [string, Document, Document | Document[], Document])[] = [
  ['$pull of a value leaves arrays that hold it', { a: [[5, 6], 5] }, { $pull: { a: 5 } }, { a: [[5, 6]] }],
  ['$pull by operators looks into them', { a: [[5, 6], 5] }, { $pull: { a: { $gte: 6 } } }, { a: [5] }],
  [
    '$set of $$REMOVE removes',
    { a: 1, b: { c: 1, d: 2 } },
    [{ $set: { a: '$$REMOVE', 'b.c': '$none' } }],
    { b: { d: 2 } },
  ],
];

const refused: readonly (readonly [string, Document, Document | Document[], number])[] = [
  ['$rename of an array’s element', { a: [1] }, { $rename: { 'a.0': 'b' } }, 2],
  ['$rename into an array', { a: [1], c: 1 }, { $rename: { c: 'a.0' } }, 2],
  ['$rename to itself', { a: 1 }, { $rename: { a: 'a' } }, 2],
  ['$currentDate of an unknown type', { a: 1 }, { $currentDate: { a: { $type: 'year' } } }, 2],
  ['$currentDate of a number', { a: 1 }, { $currentDate: { a: 5 } }, 2],
  ['$push with a sort by 2', { a: [{ x: 1 }] }, { $push: { a: { $each: [], $sort: { x: 2 } } } }, 2],
  ['$push with an empty sort', { a: [{ x: 1 }] }, { $push: { a: { $each: [], $sort: {} } } }, 2],
  ['$push with half a slice', { a: [1] }, { $push: { a: { $each: [], $slice: 1.5 } } }, 2],
  ['$push at half a position', { a: [1] }, { $push: { a: { $each: [2], $position: 0.5 } } }, 2],
  ['$bit of nothing', { a: 1 }, { $bit: { a: {} } }, 2],
  ['$pop of a number', { a: 1 }, { $pop: { a: 1 } }, 14],
];

const sorts: readonly (readonly [string, Document[], Document, number[]])[] = [
  ['an empty array before null', [{ a: null }, { a: [] }, { a: 1 }], { a: 1, _id: 1 }, [1, 0, 2]],
  [
    'by the first pair of one array, not by the first of each field',
    [
      {
        a: [
          { b: 1, c: 2 },
          { b: 2, c: 0 },
        ],
      },
      { a: [{ b: 1, c: 1 }] },
    ],
    { 'a.b': 1, 'a.c': 1 },
    [1, 0],
  ],
  ['a value within a path as null', [{ a: [{ b: 1 }] }, { a: [1, { b: 2 }] }], { 'a.b': 1 }, [1, 0]],
];

const patterns: readonly (readonly [string, string, string[], string[]])[] = [
  ['a letter of Unicode’s class', '^\\p{Lu}', ['Đx', 'p{Lu}'], ['Đx']],
  ['one sign beyond 16 bits', '^.$', ['😀', 'ab'], ['😀']],
  ['escapes that need not be', '^a\\-b\\ c\\@[\\-\\@]$', ['a-b c@-'], ['a-b c@-']],
  ['a brace that counts nothing', '^a{b}{2}$', ['a{b}}'], ['a{b}}']],
];

const projections: readonly (readonly [string, Document, Document])[] = [
  ['a slice beside an inclusion', { x: 1, 'a.b': { $slice: 1 } }, { _id: 1, x: 1, a: { b: [1] } }],
  ['a slice alone', { 'a.b': { $slice: 1 } }, { _id: 1, x: 1, a: { b: [1], c: 3 } }],
];

describe('corner cases', () => {
  const session = useDocs<Doc>();

  const fill = async (given: readonly Document[]): Promise<void> => {
    await session.docs.insertMany(given.map((doc, i) => ({ _id: i, ...doc })));
  };
  const idsOf = async (found: { toArray: () => Promise<Doc[]> }): Promise<number[]> =>
    (await found.toArray()).map(({ _id }) => _id);
  const aggregated = (...pipeline: Document[]): Promise<Document[]> =>
    session.docs.aggregate(pipeline).toArray();

  it.each(updates)('update: %s', async (_name, before, update, after) => {
    await session.docs.insertOne({ _id: 1, ...before });
    await session.docs.updateOne({ _id: 1 }, update);
    expect(await session.docs.findOne({ _id: 1 })).toEqual({ _id: 1, ...after });
  });

  it.each(refused)('update refused: %s', async (_name, before, update, code) => {
    await session.docs.insertOne({ _id: 1, ...before });
    await expect(session.docs.updateOne({ _id: 1 }, update as UpdateFilter<Doc>)).rejects.toMatchObject({
      code,
    });
    expect(await session.docs.findOne({ _id: 1 })).toEqual({ _id: 1, ...before });
  });

  it('refuses array filters of a pipeline', async () => {
    await expect(
      session.docs.updateOne({}, [{ $set: { a: 2 } }], { arrayFilters: [{ x: 1 }] }),
    ).rejects.toMatchObject({ code: 9 });
  });

  it('refuses an upsert whose filter says two things of one path', async () => {
    const set = { $set: { c: 1 } };
    for (const filter of [
      { a: 1, $and: [{ a: 1 }] },
      { a: { x: 1 }, 'a.b': 1 },
    ]) {
      await expect(session.docs.updateOne(filter, set, { upsert: true })).rejects.toMatchObject({ code: 54 });
    }
    await session.docs.replaceOne({ _id: 3, a: 1, $and: [{ a: 1 }] }, { b: 1 }, { upsert: true });
    expect(await session.docs.find().toArray()).toEqual([{ _id: 3, b: 1 }]);
  });

  it.each(sorts)('sorts %s', async (_name, given, sort, expected) => {
    await fill(given);
    expect(await idsOf(session.docs.find().sort(sort as never))).toEqual(expected);
  });

  it('does not sort by two arrays side by side', async () => {
    await fill([{ a: [1, 2], b: [1, 2] }]);
    await expect(session.docs.find().sort({ a: 1, b: 1 }).toArray()).rejects.toMatchObject({ code: 2 });
  });

  it.each(patterns)('finds by a pattern %s', async (_name, $regex, texts, expected) => {
    await fill(texts.map((a) => ({ a })));
    expect((await session.docs.find({ a: { $regex } }).toArray()).map((doc) => doc['a'] as string)).toEqual(
      expected,
    );
  });

  it('refuses, or finds, but does not misread what only PCRE knows', async () => {
    await fill([{ a: 'abc' }, { a: 'xAabc' }, { a: ':]' }]);
    for (const [$regex, expected] of [
      ['\\Aabc', [0]],
      ['^[[:alpha:]]+$', [0, 1]],
    ] as const) {
      const found = await idsOf(session.docs.find({ a: { $regex } })).catch(
        (error: unknown) => (error as MongoServerError).code,
      );
      expect(session.isEmbedded ? [found] : found).toEqual(session.isEmbedded ? [51091] : expected);
    }
  });

  it.each(projections)('projects %s', async (_name, projection, expected) => {
    await session.docs.insertOne({ _id: 1, x: 1, a: { b: [1, 2], c: 3 } });
    expect(await session.docs.findOne({ _id: 1 }, { projection })).toEqual(expected);
  });

  it('refuses projections that contradict themselves', async () => {
    await session.docs.insertOne({ _id: 1, a: { b: [1] } });
    const read = (projection: Document): Promise<unknown> => session.docs.findOne({}, { projection });
    await expect(read({ a: 1, 'a.b': 1 })).rejects.toMatchObject({ code: 31249 });
    await expect(read({ 'a.b': 1, a: 1 })).rejects.toMatchObject({ code: 31250 });
    await expect(read({ 'a.b': { $slice: [0, -1] } })).rejects.toMatchObject({ code: 28724 });
    await expect(session.docs.find().skip(-1).toArray()).rejects.toThrow();
  });

  it('projects a part of _id', async () => {
    const keyed = session.db.collection('keyed');
    await keyed.insertOne({ _id: { x: 1, y: 2 } as never, a: 1 });
    expect(await keyed.find({}, { projection: { '_id.x': 1 } }).toArray()).toEqual([{ _id: { x: 1 } }]);
  });

  it('returns the element that the filter of a findAndModify found, as it was before', async () => {
    await session.docs.insertOne({ _id: 1, a: [1, 2] });
    const projection = { 'a.$': 1, _id: 0 };
    expect(await session.docs.findOneAndUpdate({ a: 2 }, { $set: { b: 1 } }, { projection })).toEqual({
      a: [2],
    });
    await expect(
      session.docs.findOneAndUpdate({ a: 2 }, { $set: { b: 2 } }, { projection, returnDocument: 'after' }),
    ).rejects.toMatchObject({ code: 2 });
    expect((await session.docs.findOne({ _id: 1 }))?.['b']).toBe(1);
    expect(await session.docs.findOneAndDelete({ a: 2 }, { projection })).toEqual({ a: [2] });
  });

  it('keeps an empty array in a sparse index, and apart from null in a unique one', async () => {
    await fill([{ a: [] }, { a: 1 }, {}]);
    await makeIndex(session.docs as unknown as Collection, { a: 1 }, { sparse: true });
    expect(
      await idsOf(
        session.docs
          .find({ a: { $exists: true } })
          .sort({ a: 1 })
          .limit(5),
      ),
    ).toEqual([0, 1]);
    await session.docs.drop();
    await makeIndex(session.docs as unknown as Collection, { a: 1 }, { unique: true });
    await fill([{ a: [] }, { a: null }]);
    await expect(session.docs.insertOne({ _id: 9, a: [] })).rejects.toMatchObject({ code: 11000 });
    expect(await idsOf(session.docs.find({ a: null }))).toEqual([1]);
  });

  it('refuses a hint at a partial index that lacks what the query asks for', async () => {
    await fill([{ a: 1, b: 1 }, { a: 1 }]);
    await makeIndex(
      session.docs as unknown as Collection,
      { a: 1 },
      { partialFilterExpression: { b: { $gt: 0 } } },
    );
    await expect(session.docs.find({ a: 1 }).hint({ a: 1 }).toArray()).rejects.toMatchObject({ code: 2 });
    expect(await idsOf(session.docs.find({ a: 1, b: { $gt: 0 } }).hint({ a: 1 }))).toEqual([0]);
  });

  it('writes the key of a duplicate as the shell would', async () => {
    await fill([{ a: new Date(5), b: Long.fromString('9007199254740993') }]);
    await makeIndex(session.docs as unknown as Collection, { a: 1, b: 1 }, { unique: true });
    const again = { _id: 7, a: new Date(5), b: Long.fromString('9007199254740993') };
    await expect(session.docs.insertOne(again)).rejects.toThrow(
      'dup key: { a: new Date(5), b: 9007199254740993 }',
    );
  });

  it('leaves out what an expression has no value for', async () => {
    await fill([{ a: 1, b: 2 }]);
    expect(await aggregated({ $addFields: { a: '$none' } })).toEqual([{ _id: 0, b: 2 }]);
    expect(await aggregated({ $addFields: { a: '$$REMOVE' } })).toEqual([{ _id: 0, b: 2 }]);
    expect(await aggregated({ $project: { _id: '$none', a: 1 } })).toEqual([{ a: 1 }]);
  });

  it('computes the extreme of a list of one array, and refuses what no branch answers', async () => {
    await fill([{ a: [1, 3] }]);
    expect(await aggregated({ $project: { _id: 0, m: { $max: ['$a'] } } })).toEqual([{ m: 3 }]);
    expect(await aggregated({ $project: { _id: 0, m: { $max: ['$a', 7] } } })).toEqual([{ m: [1, 3] }]);
    const none = { $switch: { branches: [{ case: false, then: 1 }] } };
    await expect(aggregated({ $project: { m: none } })).rejects.toMatchObject({ code: 40066 });
  });

  it.each([{ $skip: -1 }, { $skip: 'x' }, { $limit: 0 }, { $limit: 1.5 }])('refuses %j', async (stage) => {
    await fill([{}]);
    await expect(aggregated(stage)).rejects.toThrow();
  });
});
