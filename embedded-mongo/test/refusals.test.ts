import type { Document } from 'mongodb';
import { type DriverSession, openDriverSession } from './driver.ts';

/** What a real MongoDB would do and this store does not: it says so, and names it. */
const commands: readonly (readonly [string, Document, RegExp])[] = [
  ['an unknown command', { mapReduce: 'docs' }, /no such command: 'mapReduce'/],
  ['$where', { find: 'docs', filter: { $where: 'true' } }, /\$where is not supported/],
  ['$text', { find: 'docs', filter: { $text: { $search: 'a' } } }, /\$text is not supported/],
  ['a geo query', { find: 'docs', filter: { at: { $near: [0, 0] } } }, /\$near is not supported/],
  ['an unknown operator', { find: 'docs', filter: { a: { $nope: 1 } } }, /unknown operator: \$nope/],
  [
    'an unknown top level operator',
    { find: 'docs', filter: { $nope: 1 } },
    /unknown top level operator: \$nope/,
  ],
  ['collation', { find: 'docs', filter: {}, collation: { locale: 'vi' } }, /collation is not supported/],
  ['a tailable cursor', { find: 'docs', tailable: true }, /tailable is not supported/],
  [
    'a text index',
    { createIndexes: 'docs', indexes: [{ key: { a: 'text' }, name: 'a' }] },
    /index type 'text' is not supported/,
  ],
  [
    'a geo index',
    { createIndexes: 'docs', indexes: [{ key: { a: '2dsphere' }, name: 'a' }] },
    /'2dsphere' is not supported/,
  ],
  [
    'a hashed index',
    { createIndexes: 'docs', indexes: [{ key: { a: 'hashed' }, name: 'a' }] },
    /'hashed' is not supported/,
  ],
  [
    'a wildcard index',
    { createIndexes: 'docs', indexes: [{ key: { '$**': 1 }, name: 'a' }] },
    /wildcard index is not supported/,
  ],
  ['a capped collection', { create: 'capped', capped: true, size: 1000 }, /capped is not supported/],
  ['a view', { create: 'view', viewOn: 'docs', pipeline: [] }, /viewOn is not supported/],
  ['$out', { aggregate: 'docs', pipeline: [{ $out: 'x' }], cursor: {} }, /\$out is not supported/],
  ['$merge', { aggregate: 'docs', pipeline: [{ $merge: 'x' }], cursor: {} }, /\$merge is not supported/],
  [
    '$graphLookup',
    { aggregate: 'docs', pipeline: [{ $graphLookup: {} }], cursor: {} },
    /\$graphLookup is not supported/,
  ],
  [
    'a change stream',
    { aggregate: 'docs', pipeline: [{ $changeStream: {} }], cursor: {} },
    /\$changeStream is not supported/,
  ],
  [
    '$function',
    { aggregate: 'docs', pipeline: [{ $set: { a: { $function: {} } } }], cursor: {} },
    /\$function is not supported/,
  ],
  ...['$dateToString', '$dateTrunc', '$week', '$split', '$toDouble', '$substrCP'].map(
    (name): readonly [string, Document, RegExp] => [
      name,
      { aggregate: 'docs', pipeline: [{ $set: { a: { [name]: '$a' } } }], cursor: {} },
      new RegExp(`\\${name}\\b.* is not supported`),
    ],
  ),
  [
    'an unknown accumulator',
    { aggregate: 'docs', pipeline: [{ $group: { _id: 1, a: { $nope: 1 } } }], cursor: {} },
    /'\$nope'/,
  ],
  [
    '$lookup',
    { aggregate: 'docs', pipeline: [{ $lookup: { as: 'x' } }], cursor: {} },
    /\$lookup is not supported/,
  ],
];

const onlyEmbedded = process.env['MONGODB_URI'] ? describe.skip : describe;

onlyEmbedded('the embedded store refuses', () => {
  let session: DriverSession;
  beforeAll(async () => {
    session = await openDriverSession();
    await session.db.collection('docs').insertOne({ a: 1 });
  });
  afterAll(() => session.close());

  it.each(commands)('%s', async (_name, command, message) => {
    await expect(session.db.command(command)).rejects.toThrow(message);
  });

  it('transactions', async () => {
    await session.client.withSession(async (inSession) => {
      inSession.startTransaction();
      await expect(session.db.collection('docs').insertOne({ a: 1 }, { session: inSession })).rejects.toThrow(
        /does not support sessions/,
      );
    });
    expect(await session.db.collection('docs').countDocuments()).toBe(1);
  });
});
