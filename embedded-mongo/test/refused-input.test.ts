import type { Document } from 'mongodb';
import { type DriverSession, openDriverSession } from './driver.ts';

/* What a client says wrongly is refused with MongoDB's code, instead of being read as something else. */

const refused: readonly (readonly [string, Document, number])[] = [
  ['a field that the command does not have', { find: 'docs', filtre: {} }, 40415],
  ['a field of another command', { count: 'docs', filter: {} }, 40415],
  ['a field of another type', { find: 'docs', singleBatch: 1 }, 14],
  [
    'an option of a statement that is none',
    { update: 'docs', updates: [{ q: {}, u: {}, mulit: true }] },
    40415,
  ],
  ['a delete without a limit', { delete: 'docs', deletes: [{ q: {} }] }, 40414],
  ['a delete of two', { delete: 'docs', deletes: [{ q: {}, limit: 2 }] }, 9],
  ['an update without a filter', { update: 'docs', updates: [{ u: { $set: { a: 1 } } }] }, 40414],
  ['renaming onto itself', { renameCollection: 'DB.docs', to: 'DB.docs', dropTarget: true }, 20],
  ['$ne of a pattern', { find: 'docs', filter: { a: { $ne: /a/ } } }, 2],
  ['$gt of a pattern', { find: 'docs', filter: { a: { $gt: /a/ } } }, 2],
  ['an unknown option of a pattern', { find: 'docs', filter: { a: { $regex: 'a', $options: 'g' } } }, 51108],
  [
    '$addToSet with what $push has',
    { update: 'docs', updates: [{ q: {}, u: { $addToSet: { a: { $each: [1], $slice: 1 } } } }] },
    2,
  ],
  [
    'a partial index by what is not',
    {
      createIndexes: 'docs',
      indexes: [{ key: { a: 1 }, name: 'a', partialFilterExpression: { b: { $ne: 1 } } }],
    },
    67,
  ],
  ['a descending index of _id', { createIndexes: 'docs', indexes: [{ key: { _id: -1 }, name: 'x' }] }, 2],
  ['an index without a name', { createIndexes: 'docs', indexes: [{ key: { a: 1 } }] }, 9],
  [
    'a text as long as no document may be',
    {
      aggregate: 'docs',
      pipeline: [{ $project: { a: { $concat: ['x'.repeat(2 ** 23), 'é'.repeat(2 ** 22)] } } }],
      cursor: {},
    },
    16493,
  ],
  [
    'an index of 33 fields',
    {
      createIndexes: 'docs',
      indexes: [{ key: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`f${i}`, 1])), name: 'x' }],
    },
    13103,
  ],
  [
    'the 65th index',
    {
      createIndexes: 'docs',
      indexes: Array.from({ length: 64 }, (_, i) => ({ key: { [`f${i}`]: 1 }, name: `f${i}` })),
    },
    67,
  ],
  ['a read concern of replica sets', { find: 'docs', readConcern: { level: 'snapshot' } }, 115],
  ['more machines than there are', { insert: 'docs', documents: [{}], writeConcern: { w: 2 } }, 2],
  ['half a millisecond', { find: 'docs', maxTimeMS: 0.5 }, 9],
  ['a time below zero', { find: 'docs', maxTimeMS: -1 }, 2],
];

describe('what is said wrongly', () => {
  let session: DriverSession;

  beforeAll(async () => {
    session = await openDriverSession();
    await session.db.collection('docs').insertOne({ a: 'a' });
  });
  afterAll(() => session.close());

  it.each(refused)('refuses %s', async (_name, command, code) => {
    const docs = session.db.collection('docs');
    const named = JSON.stringify(command).includes('DB.docs')
      ? { renameCollection: docs.namespace, to: docs.namespace, dropTarget: true }
      : command;
    const db = 'renameCollection' in named ? session.client.db('admin') : session.db;
    const answer = await db.command(named).catch((error: unknown) => error as { code: number });
    const errors = (answer as { writeErrors?: { code: number }[] }).writeErrors;
    expect(errors?.[0]?.code ?? (answer as { code?: number }).code).toBe(code);
    expect(await docs.countDocuments()).toBe(1);
  });
});
