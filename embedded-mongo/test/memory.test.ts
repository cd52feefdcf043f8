import { rm } from 'node:fs/promises';
import { Long, MongoClient, type Db, type Document, type FindCursor } from 'mongodb';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/index.ts';
import { makeIndex } from './driver.ts';
import { temporaryDirectory } from './support.ts';

const MEBIBYTE = 1024 * 1024;
const DOCUMENTS = 1_000;
/** Room for two sorts of all documents, not for four. */
const LIMIT = 1.5 * MEBIBYTE;

const small = (i: number): Document => ({
  _id: i as never,
  n: (i * 7919) % DOCUMENTS,
  text: 'x'.repeat(100),
});

type Outcome = 'whole' | 'refused';

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    await work;
    return 'whole';
  } catch (error) {
    expect(error).toMatchObject({ code: 292 });
    return 'refused';
  }
}

describe('what running commands hold in memory', () => {
  let dir: string;
  let mongo: EmbeddedMongo;
  let client: MongoClient;
  let db: Db;

  beforeAll(async () => {
    dir = await temporaryDirectory();
    mongo = await startEmbeddedMongo({ dir, memoryBytes: LIMIT });
    client = await new MongoClient(mongo.uri).connect();
    db = client.db('memory');
    await db.collection('docs').insertMany(Array.from({ length: DOCUMENTS }, (_, i) => small(i)));
  });
  afterAll(async () => {
    await client.close();
    await mongo.close();
    await rm(dir, { recursive: true, force: true });
  });

  const docs = () => db.collection('docs');
  const sorted = (): Promise<Document[]> => docs().find().sort({ n: 1 }).toArray();
  const aggregated = (...pipeline: Document[]): Promise<Document[]> => docs().aggregate(pipeline).toArray();
  const isFree = async (): Promise<void> => {
    const found = await sorted();
    expect(found.map(({ n }) => n as number)).toEqual(Array.from({ length: DOCUMENTS }, (_, i) => i));
  };

  /** A sort that goes on holding what it has sorted, until it is closed. */
  const openSort = async (among = DOCUMENTS): Promise<FindCursor> => {
    const cursor = docs()
      .find({ _id: { $lt: among as never } })
      .sort({ n: 1 })
      .batchSize(2);
    expect(await cursor.next()).toMatchObject({ _id: 0 });
    return cursor;
  };
  const closeAll = (cursors: readonly FindCursor[]): Promise<unknown> =>
    Promise.all(cursors.map((cursor) => cursor.close()));

  /** Holds all memory but what four documents and a cursor take. */
  async function fillMemory(): Promise<FindCursor[]> {
    const open: FindCursor[] = [];
    for (let among = DOCUMENTS; among > 3;) {
      const opening = openSort(among);
      if ((await outcomeOf(opening)) === 'whole') open.push(await opening);
      else among /= 2;
    }
    return open;
  }

  it('leaves the store alive when four large sorts come at once', async () => {
    const sorts = Array.from({ length: 4 }, () => openSort());
    const outcomes = await Promise.all(sorts.map(outcomeOf));
    expect(outcomes).toContain('whole');
    expect(outcomes).toContain('refused');
    const opened = await Promise.allSettled(sorts);
    await closeAll(opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
    await isFree();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a sort', () => docs().find().sort({ text: 1, n: -1 }).toArray()],
    ['a $sort in the middle', () => aggregated({ $set: { a: 1 } }, { $sort: { n: 1 } })],
    ['a $group by many keys', () => aggregated({ $group: { _id: '$_id', text: { $first: '$text' } } })],
    ['$push', () => aggregated({ $group: { _id: 1, all: { $push: '$$ROOT' } } })],
    ['$addToSet', () => aggregated({ $group: { _id: 1, all: { $addToSet: '$$ROOT' } } })],
    ['distinct', () => docs().distinct('_id')],
    ['a sorted findAndModify', () => docs().findOneAndUpdate({}, { $set: { a: 1 } }, { sort: { n: 1 } })],
    ['finding what to change', () => docs().updateMany({}, { $set: { seen: 1 } })],
  ])('counts %s among all that run, and gives back what it held', async (_name, work) => {
    const open = await fillMemory();
    expect(await outcomeOf(work())).toBe('refused');
    await closeAll(open);
    expect(await outcomeOf(work())).toBe('whole');
    await isFree();
  });

  it('holds what an open cursor has read, until it is closed', async () => {
    const cursors = [await openSort(), await openSort()];
    expect(await outcomeOf(sorted())).toBe('refused');
    await closeAll(cursors);
    await isFree();
  });

  it.each<[string, Document, Document]>([
    ['by what identifies them', {}, { _id: 1 }],
    ['by an index, backwards', {}, { due: -1 }],
    ['by an index, under a condition that none knows', { text: { $exists: true } }, { due: 1 }],
  ])('does not hold documents that come in order %s, however large they are', async (_name, filter, sort) => {
    const large = db.collection('large');
    if ((await large.estimatedDocumentCount()) === 0) {
      await makeIndex(large, { due: 1 });
      const text = 'x'.repeat(MEBIBYTE / 4);
      await large.insertMany(
        Array.from({ length: 10 }, (_, i) => ({ _id: (i * 7) % 10, due: i, text }) as never),
      );
    }
    const [path = '', direction] = Object.entries(sort)[0] ?? [];
    const found = await large
      .find(filter, { projection: { due: 1 } })
      .sort(sort)
      .toArray();
    const order = Array.from({ length: 10 }, (_, i) => i);
    expect(found.map((each) => each[path] as number)).toEqual(direction === 1 ? order : order.reverse());
  });

  it('refuses more open cursors than it has memory for', async () => {
    const open = Array.from({ length: 600 }, () =>
      db
        .command({ find: 'docs', batchSize: 1 })
        .then(({ cursor }) => Long.fromString(String((cursor as { id: unknown }).id))),
    );
    const outcomes = await Promise.allSettled(open);
    const ids = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(ids.length).toBeLessThan(600);
    await db.command({ killCursors: 'docs', cursors: ids });
    await isFree();
  });
});
