import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import {
  BSON,
  BSONRegExp,
  Decimal128,
  type Document,
  Long,
  type MongoServerError,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { validateBson } from '../src/bson/validate.ts';
import { type DriverSession, openDriverSession } from './driver.ts';

const bytesOf = (doc: Document): Buffer => Buffer.from(BSON.serialize(doc));

/** Every kind of value that a document may have. */
const WHOLE: Document = {
  double: 1.5,
  text: 'điểm',
  doc: { a: [{ b: 1 }] },
  bytes: Buffer.from([1, 2]),
  id: new ObjectId(),
  yes: true,
  at: new Date(0),
  none: null,
  pattern: new BSONRegExp('a', 'i'),
  long: Long.MAX_VALUE,
  stamp: new Timestamp({ t: 1, i: 1 }),
};

const nested = (depth: number): Document => {
  let doc: Document = {};
  for (let i = 1; i < depth; i++) doc = { a: doc };
  return doc;
};

const changed = (doc: Document, change: (bytes: Buffer) => void): Buffer => {
  const bytes = bytesOf(doc);
  change(bytes);
  return bytes;
};

const faulty: readonly (readonly [string, Buffer, number])[] = [
  ['shorter than it says', bytesOf({ a: 1 }).subarray(0, 9), 22],
  ['longer than it says', Buffer.concat([bytesOf({ a: 1 }), Buffer.from([0])]).fill(13, 0, 1), 22],
  ['without its end', changed({ a: 1 }, (bytes) => bytes.fill(1, bytes.length - 1)), 22],
  ['a boolean of 2', changed({ a: true }, (bytes) => bytes.fill(2, 7, 8)), 22],
  ['a text longer than its document', changed({ a: 'x' }, (bytes) => bytes.writeInt32LE(99, 7)), 22],
  ['a text without its end', changed({ a: 'x' }, (bytes) => bytes.fill(1, 12, 13)), 22],
  ['a text that is no UTF-8', changed({ a: 'x' }, (bytes) => bytes.fill(0xff, 11, 12)), 22],
  ['a name that is no UTF-8', changed({ a: 'x' }, (bytes) => bytes.fill(0xff, 5, 6)), 22],
  [
    'binary of a length below zero',
    changed({ a: Buffer.from([1]) }, (bytes) => bytes.writeInt32LE(-1, 7)),
    22,
  ],
  ['an inner document that runs over', changed({ a: { b: 1 } }, (bytes) => bytes.writeInt32LE(99, 7)), 22],
  ['of a type that there is none', changed({ a: 1 }, (bytes) => bytes.fill(0x20, 4, 5)), 22],
  ['deeper than 200', bytesOf(nested(201)), 15],
  ['a Decimal128', bytesOf({ a: [{ b: Decimal128.fromString('1') }] }), 115],
  ['a timestamp that MongoDB would replace', bytesOf({ a: new Timestamp(0n) }), 115],
];

async function replyTo(socket: Socket, body: Buffer): Promise<Document> {
  const head = Buffer.alloc(21);
  head.writeInt32LE(21 + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(2013, 12);
  socket.write(Buffer.concat([head, body]));
  const [reply] = (await once(socket, 'data')) as [Buffer];
  return BSON.deserialize(reply.subarray(21));
}

describe('bytes that are no document', () => {
  it('lets every kind of value pass', () => {
    expect(() => validateBson(bytesOf(WHOLE))).not.toThrow();
    expect(() => validateBson(bytesOf(nested(200)))).not.toThrow();
  });

  it.each(faulty)('refuses a document %s', (_name, bytes, code) => {
    expect(() => validateBson(bytes)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('never accepts a document cut anywhere, or with a byte of its lengths changed, beyond its end', () => {
    const bytes = bytesOf(WHOLE);
    for (let end = 0; end < bytes.length; end++) expect(() => validateBson(bytes.subarray(0, end))).toThrow();
  });
});

const onlyEmbedded = process.env['MONGODB_URI'] ? describe.skip : describe;

onlyEmbedded('the embedded store at its door', () => {
  let session: DriverSession;
  beforeAll(async () => {
    session = await openDriverSession();
  });
  afterAll(() => session.close());

  it.each<[string, (value: unknown) => Promise<unknown>]>([
    ['an insert', (value) => session.db.collection('docs').insertOne({ a: value })],
    ['a filter', (value) => session.db.collection('docs').findOne({ a: value })],
    ['an update', (value) => session.db.collection('docs').updateOne({}, { $set: { a: value } })],
    [
      'a pipeline',
      (value) =>
        session.db
          .collection('docs')
          .aggregate([{ $match: { a: value } }])
          .toArray(),
    ],
  ])('refuses a Decimal128 in %s by name, and stores nothing', async (_name, send) => {
    await expect(send(Decimal128.fromString('1.5'))).rejects.toThrow(/Decimal128\) is not supported/);
    expect(await session.db.collection('docs').countDocuments()).toBe(0);
  });

  it('answers bytes that are no document, and goes on with the connection', async () => {
    const socket = connect(session.client.options.hosts[0]?.socketPath ?? '');
    const body = bytesOf({ ping: 1, $db: 'admin', a: true });
    body.fill(2, body.length - 2, body.length - 1);
    expect(await replyTo(socket, body)).toMatchObject({ ok: 0, code: 22 });
    expect(await replyTo(socket, bytesOf({ ping: 1, $db: 'admin' }))).toEqual({ ok: 1 });
    socket.destroy();
  });

  it.each<[string, (sort: Document) => Document]>([
    ['a find', (sort) => ({ find: 'docs', sort })],
    ['a $sort', (sort) => ({ aggregate: 'docs', pipeline: [{ $match: {} }, { $sort: sort }], cursor: {} })],
    ['a findAndModify', (sort) => ({ findAndModify: 'docs', sort, remove: true })],
    ['an update', (sort) => ({ update: 'docs', updates: [{ q: {}, u: { $set: { a: 1 } }, sort }] })],
  ])('refuses a sort of %s that names a field twice', async (_name, command) => {
    const socket = connect(session.client.options.hosts[0]?.socketPath ?? '');
    const body = bytesOf({ ...command({ twice: 1, twicf: -1 }), $db: session.db.databaseName });
    body.write('twice', body.indexOf('twicf'));
    expect(await replyTo(socket, body)).toMatchObject({ ok: 0, code: 7472500 });
    socket.destroy();
  });

  it('ends a command whose time is over, and a cursor by the sum of its batches', async () => {
    const docs = session.db.collection('many');
    await docs.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ i, text: 'x'.repeat(200) })));
    const slow = { text: { $regex: '(x+)y$' } };
    const outcomes = await Promise.allSettled([
      docs.find(slow).maxTimeMS(1).toArray(),
      docs.countDocuments(slow, { maxTimeMS: 1 }),
      docs.aggregate([{ $match: slow }], { maxTimeMS: 1 }).toArray(),
      docs.distinct('i', slow, { maxTimeMS: 1 }),
      docs.updateMany(slow, { $set: { a: 1 } }, { maxTimeMS: 1 }),
      docs.findOneAndUpdate(slow, { $set: { a: 1 } }, { maxTimeMS: 1 }),
    ]);
    expect(
      outcomes.map((each) => each.status === 'rejected' && (each.reason as MongoServerError).code),
    ).toEqual(outcomes.map(() => 50));
    expect(await docs.find({}).maxTimeMS(60_000).batchSize(5_000).toArray()).toHaveLength(20_000);
  });
});
