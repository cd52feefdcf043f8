import { type Collection, type Document, Double, type Filter, Long, ObjectId } from 'mongodb';
import { type DriverSession, makeIndex, openDriverSession } from './driver.ts';

const id = new ObjectId();
const docs: Document[] = [
  { _id: 1, n: 5, s: 'five', tags: ['a', 'b'], at: new Date(5000), sub: { x: 1, y: [1, 2] } },
  {
    _id: 2,
    n: 7.5,
    s: 'seven',
    tags: [],
    at: new Date(7000),
    items: [
      { k: 'p', q: 2 },
      { k: 'r', q: 9 },
    ],
  },
  { _id: 3, n: null, s: 'Năm', ref: id, big: Long.fromString('9007199254740993') },
  { _id: 4, n: 'text', tags: 'a', nested: [[1, 2], [3]], items: [{ k: 'p', q: 9 }] },
  { _id: 5, s: 'seven up', sub: { x: 2 }, double: new Double(3) },
];

const cases: readonly [string, Filter<Document>, number[]][] = [
  ['equality', { n: 5 }, [1]],
  ['null, which also matches what is missing', { n: null }, [3, 5]],
  ['$gt within one type only', { n: { $gt: 5 } }, [2]],
  ['$lte on strings', { n: { $lte: 'z' } }, [4]],
  ['dates', { at: { $gte: new Date(6000) } }, [2]],
  ['$in with null', { n: { $in: [5, null] } }, [1, 3, 5]],
  ['$nin', { n: { $nin: [5, null] } }, [2, 4]],
  ['$ne, which also matches what is missing', { s: { $ne: 'five' } }, [2, 3, 4, 5]],
  ['$exists', { sub: { $exists: true } }, [1, 5]],
  ['$exists false', { sub: { $exists: false } }, [2, 3, 4]],
  ['$type by name', { n: { $type: 'string' } }, [4]],
  ['$type of numbers', { n: { $type: 'number' } }, [1, 2]],
  ['an element of an array', { tags: 'a' }, [1, 4]],
  ['a whole array', { tags: ['a', 'b'] }, [1]],
  ['an empty array', { tags: [] }, [2]],
  ['$size', { tags: { $size: 2 } }, [1]],
  ['$all', { tags: { $all: ['b', 'a'] } }, [1]],
  ['a path into documents', { 'sub.x': 2 }, [5]],
  ['a path through an array', { 'items.q': 9 }, [2, 4]],
  ['a path by array position', { 'items.0.q': 9 }, [4]],
  ['two conditions on different elements', { 'items.k': 'r', 'items.q': 2 }, [2]],
  ['$elemMatch on one element', { items: { $elemMatch: { k: 'p', q: 9 } } }, [4]],
  ['$elemMatch with operators', { 'sub.y': { $elemMatch: { $gt: 1, $lt: 3 } } }, [1]],
  ['a nested array as an element', { nested: [1, 2] }, [4]],
  ['a document, in the order of its keys', { sub: { x: 2 } }, [5]],
  ['$not', { n: { $not: { $gt: 5 } } }, [1, 3, 4, 5]],
  ['a regular expression', { s: /^seven/ }, [2, 5]],
  ['$regex with options', { s: { $regex: '^NĂM$', $options: 'i' } }, [3]],
  ['$mod', { n: { $mod: [5, 0] } }, [1]],
  ['$or', { $or: [{ n: 5 }, { 'sub.x': 2 }] }, [1, 5]],
  ['$nor', { $nor: [{ s: { $exists: true } }, { n: 5 }] }, [4]],
  ['$and', { $and: [{ n: { $gt: 1 } }, { s: 'seven' }] }, [2]],
  ['$expr', { $expr: { $eq: ['$sub.x', 2] } }, [5]],
  ['an ObjectId', { ref: id }, [3]],
  ['an int64 that no double holds', { big: Long.fromString('9007199254740993') }, [3]],
  ['not its neighbour', { big: Long.fromString('9007199254740992') }, []],
  ['a number whatever its type', { double: 3 }, [5]],
];

describe('filters', () => {
  let session: DriverSession;
  let plain: Collection;
  let indexed: Collection;

  beforeAll(async () => {
    session = await openDriverSession();
    plain = session.db.collection('plain');
    indexed = session.db.collection('indexed');
    await plain.insertMany(docs.map((doc) => ({ ...doc })));
    for (const path of ['n', 's', 'tags', 'at', 'sub.x', 'items.q', 'items.k', 'ref', 'big', 'double']) {
      await makeIndex(indexed, { [path]: 1 });
    }
    await indexed.insertMany(docs.map((doc) => ({ ...doc })));
  });
  afterAll(() => session.close());

  const found = async (collection: Collection, filter: Filter<Document>): Promise<unknown[]> =>
    (await collection.find(filter).toArray()).map((doc) => doc._id as unknown).sort();

  it.each(cases)('match %s', async (_name, filter, expected) => {
    expect(await found(plain, filter)).toEqual(expected);
  });

  it.each(cases)('match %s with indexes', async (_name, filter, expected) => {
    expect(await found(indexed, filter)).toEqual(expected);
    expect(await indexed.countDocuments(filter)).toBe(expected.length);
  });

  it('sorts by MongoDB’s order of types', async () => {
    const sorted = await plain
      .find({}, { projection: { _id: 1 } })
      .sort({ n: 1, _id: 1 })
      .toArray();
    expect(sorted.map((doc) => doc._id as unknown)).toEqual([3, 5, 1, 2, 4]);
    const backwards = await indexed.find().sort({ n: -1, _id: 1 }).skip(1).limit(2).toArray();
    expect(backwards.map((doc) => doc._id as unknown)).toEqual([2, 1]);
  });

  it('projects fields, parts of arrays and computed values', async () => {
    const one = async (projection: Document): Promise<Document | null> =>
      plain.findOne({ _id: 2 as never, 'items.q': 9 }, { projection });
    expect(await one({ s: 1 })).toEqual({ _id: 2, s: 'seven' });
    expect(await one({ 'items.k': 1, _id: 0 })).toEqual({ items: [{ k: 'p' }, { k: 'r' }] });
    expect(await one({ items: 0, at: 0, tags: 0, _id: 0 })).toEqual({ n: 7.5, s: 'seven' });
    expect(await one({ items: { $slice: 1 }, s: 0, n: 0, at: 0, tags: 0 })).toEqual({
      _id: 2,
      items: [{ k: 'p', q: 2 }],
    });
    expect(await one({ items: { $elemMatch: { q: 9 } } })).toEqual({ _id: 2, items: [{ k: 'r', q: 9 }] });
    expect(await one({ 'items.$': 1 })).toEqual({ _id: 2, items: [{ k: 'r', q: 9 }] });
    expect(await one({ s: 1, twice: { $concat: ['$s', '$s'] } })).toEqual({
      _id: 2,
      s: 'seven',
      twice: 'sevenseven',
    });
  });

  it('returns values of every type as they were stored', async () => {
    const read = await plain.findOne({ _id: 3 as never }, { promoteLongs: false });
    expect(read).toMatchObject({ n: null, ref: id });
    expect(String(read?.['big'])).toBe('9007199254740993');
  });

  it('reads a cursor in batches and can give it up', async () => {
    const many = session.db.collection('many');
    await many.insertMany(Array.from({ length: 500 }, (_, i) => ({ i })));
    const cursor = many.find({}, { batchSize: 7 }).sort({ i: -1 });
    const first = await cursor.next();
    expect(first?.['i']).toBe(499);
    await cursor.close();
    expect((await many.find({}, { batchSize: 100 }).toArray()).length).toBe(500);
    expect((await many.find({}, { limit: 150, batchSize: 100 }).toArray()).length).toBe(150);
  });
});
