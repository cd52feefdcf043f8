import mongoose, { type Connection, Schema } from 'mongoose';
import { freshDatabaseName, startTestServer, type TestServer } from './support.ts';

const thingSchema = new Schema(
  {
    name: { type: String, unique: true },
    n: Number,
    tags: [String],
    items: [{ sku: String, q: Number }],
    at: Date,
    dept: String,
  },
  { timestamps: true },
);
thingSchema.index({ dept: 1, n: -1 });

describe('mongoose on the store', () => {
  let server: TestServer;
  let connection: Connection;
  const things = () => connection.model('Thing', thingSchema);

  beforeAll(async () => {
    server = await startTestServer();
    connection = await mongoose.createConnection(server.uri, { dbName: freshDatabaseName() }).asPromise();
    await things().init();
  });

  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
    await server.close();
  });

  beforeEach(async () => {
    await things().deleteMany({});
    await things().create({
      name: 'a',
      n: 1,
      tags: ['x', 'y'],
      items: [
        { sku: 's1', q: 1 },
        { sku: 's2', q: 5 },
      ],
      dept: 'd1',
    });
  });

  it('creates and finds a document', async () => {
    const found = await things().findOne({ name: 'a' });
    expect(found?.createdAt).toBeInstanceOf(Date);
    expect(found?.items[1]?.q).toBe(5);
  });

  it('names the key of a duplicate', async () => {
    await expect(things().create({ name: 'a' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { name: 1 },
      keyValue: { name: 'a' },
    });
  });

  it('updates elements by array filter and by position', async () => {
    await things().updateOne(
      { name: 'a' },
      { $set: { 'items.$[item].q': 9 }, $inc: { n: 2 } },
      { arrayFilters: [{ 'item.sku': 's2' }] },
    );
    await things().updateOne({ name: 'a', 'items.sku': 's1' }, { $set: { 'items.$.q': 11 } });
    const found = await things().findOne({ name: 'a' }).lean();
    expect(found?.items.map(({ q }) => q)).toEqual([11, 9]);
    expect(found?.n).toBe(3);
  });

  it('upserts and returns the document before or after', async () => {
    const after = await things().findOneAndUpdate(
      { name: 'b' },
      { $set: { n: 5 }, $setOnInsert: { dept: 'd2' } },
      { upsert: true, returnDocument: 'after' },
    );
    expect(after).toMatchObject({ name: 'b', n: 5, dept: 'd2' });
    const before = await things().findOneAndUpdate(
      { name: 'b' },
      { $inc: { n: 1 } },
      { returnDocument: 'before' },
    );
    expect(before?.n).toBe(5);
  });

  it('inserts many, counts and reads them through a cursor', async () => {
    await things().insertMany(
      Array.from({ length: 1000 }, (_, i) => ({
        name: `m${i}`,
        n: i,
        dept: `d${i % 5}`,
        tags: [`t${i % 3}`],
      })),
    );
    let seen = 0;
    for await (const thing of things().find().lean().cursor({ batchSize: 50 })) seen += thing.name ? 1 : 0;
    expect(seen).toBe(1001);
    expect(await things().countDocuments({ dept: 'd3' })).toBe(200);
    expect(await things().estimatedDocumentCount()).toBe(1001);
    expect(await things().distinct('dept')).toEqual(['d0', 'd1', 'd2', 'd3', 'd4']);
    const top = await things().find({ dept: 'd1' }).sort({ n: -1 }).limit(3).lean();
    expect(top.map(({ n }) => n)).toEqual([996, 991, 986]);
  });

  it('writes in bulk', async () => {
    const result = await things().bulkWrite([
      { insertOne: { document: { name: 'bulk' } } },
      { updateMany: { filter: { dept: 'd1' }, update: { $set: { n: -1 } } } },
      { deleteOne: { filter: { name: 'bulk' } } },
      { replaceOne: { filter: { name: 'new' }, replacement: { name: 'new' }, upsert: true } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, deletedCount: 1, upsertedCount: 1 });
  });

  it('refuses to save a document that someone else changed', async () => {
    const [one, two] = await Promise.all([things().findOne({ name: 'a' }), things().findOne({ name: 'a' })]);
    one!.items.splice(0, 1);
    await one!.save();
    two!.items.splice(0, 2);
    await expect(two!.save()).rejects.toThrow(/No matching document/);
  });

  it('populates references', async () => {
    const posts = connection.model(
      'Post',
      new Schema({ owner: { type: Schema.Types.ObjectId, ref: 'Thing' } }),
    );
    const owner = await things().findOne({ name: 'a' });
    await posts.create({ owner: owner!._id });
    const post = await posts.findOne().populate<{ owner: { name: string } }>('owner');
    expect(post?.owner.name).toBe('a');
  });
});
