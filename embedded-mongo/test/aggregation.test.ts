import { type Document, ObjectId } from 'mongodb';
import { type DriverSession, openDriverSession } from './driver.ts';

const [ha, binh] = [new ObjectId(), new ObjectId()];
const later = new Date('2026-03-01T05:00:01Z');

const cases: readonly (readonly [string, Document[], Document[]])[] = [
  [
    '$match, $group, $sort',
    [
      { $match: { score: { $gte: 0 } } },
      {
        $group: {
          _id: '$unit',
          n: { $sum: 1 },
          best: { $max: '$score' },
          mean: { $avg: '$score' },
          who: { $addToSet: '$person' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 'A', n: 2, best: 9, mean: 7, who: [ha] },
      { _id: 'B', n: 1, best: 4, mean: 4, who: [binh] },
    ],
  ],
  [
    '$group by an ObjectId and by null',
    [
      { $group: { _id: '$person', n: { $sum: 1 }, first: { $first: '$score' }, last: { $last: '$score' } } },
      { $sort: { n: -1, first: 1 } },
    ],
    [
      { _id: ha, n: 2, first: 5, last: 9 },
      { _id: null, n: 1, first: null, last: null },
      { _id: binh, n: 1, first: 4, last: 4 },
    ],
  ],
  [
    '$project with expressions',
    [
      { $match: { _id: 1 } },
      {
        $project: {
          _id: 0,
          unit: 1,
          pass: { $gte: ['$score', 5] },
          label: { $concat: ['$unit', '-', { $type: '$score' }] },
        },
      },
    ],
    [{ unit: 'A', pass: true, label: 'A-int' }],
  ],
  [
    '$addFields, $set and $unset',
    [
      { $match: { _id: 3 } },
      { $addFields: { 'x.y': '$score' } },
      { $set: { twice: { $multiply: ['$score', 2] } } },
      { $unset: ['answers', 'person', 'unit'] },
    ],
    [{ _id: 3, score: 4, x: { y: 4 }, twice: 8 }],
  ],
  [
    '$unwind with its position',
    [
      { $match: { _id: { $in: [1, 4] } } },
      { $unwind: { path: '$answers', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
      { $project: { answers: 1, i: 1 } },
    ],
    [
      { _id: 1, answers: { slot: 1, right: true }, i: 0 },
      { _id: 1, answers: { slot: 2, right: false }, i: 1 },
      { _id: 4, i: null },
    ],
  ],
  [
    '$replaceRoot',
    [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { $arrayElemAt: ['$answers', 0] } } }],
    [{ slot: 1, right: true }],
  ],
  [
    '$sort, $skip, $limit',
    [{ $sort: { score: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { _id: 1 } }],
    [{ _id: 1 }],
  ],
  [
    'arrays in expressions',
    [
      { $match: { _id: 1 } },
      {
        $project: {
          right: { $size: { $filter: { input: '$answers', as: 'a', cond: '$$a.right' } } },
          slots: { $map: { input: '$answers', as: 'a', in: '$$a.slot' } },
          sum: { $sum: '$answers.slot' },
          share: { $divide: ['$score', 2] },
          grade: {
            $switch: { branches: [{ case: { $gte: ['$score', 8] }, then: 'good' }], default: 'fair' },
          },
          none: { $ifNull: ['$missing', 'x'] },
          later: { $add: ['$at', 1000] },
        },
      },
    ],
    [{ _id: 1, right: 1, slots: [1, 2], sum: 3, share: 2.5, grade: 'fair', none: 'x', later }],
  ],
];

describe('aggregation', () => {
  let session: DriverSession;

  beforeAll(async () => {
    session = await openDriverSession();
    await session.db.collection('attempts').insertMany([
      {
        _id: 1 as never,
        unit: 'A',
        person: ha,
        score: 5,
        at: new Date('2026-03-01T05:00:00Z'),
        answers: [
          { slot: 1, right: true },
          { slot: 2, right: false },
        ],
      },
      { _id: 2 as never, unit: 'A', person: ha, score: 9, answers: [{ slot: 1, right: true }] },
      { _id: 3 as never, unit: 'B', person: binh, score: 4, answers: [] },
      { _id: 4 as never, unit: 'C' },
    ]);
  });
  afterAll(() => session.close());

  it.each(cases)('%s', async (_name, pipeline, expected) => {
    expect(await session.db.collection('attempts').aggregate(pipeline).toArray()).toEqual(expected);
  });

  it('reads long results in batches', async () => {
    const numbers = session.db.collection('numbers');
    await numbers.insertMany(Array.from({ length: 1000 }, (_, i) => ({ i })));
    const cursor = numbers.aggregate(
      [{ $match: { i: { $gte: 100 } } }, { $set: { j: { $add: ['$i', 1] } } }],
      { batchSize: 50 },
    );
    expect((await cursor.toArray()).length).toBe(900);
    expect(await numbers.countDocuments({ i: { $lt: 10 } }, { skip: 3, limit: 5 })).toBe(5);
  });

  it('refuses a stage and an expression that do not exist', async () => {
    const attempts = session.db.collection('attempts');
    await expect(attempts.aggregate([{ $nope: {} }]).toArray()).rejects.toMatchObject({ code: 40324 });
    await expect(attempts.aggregate([{ $project: { a: { $nope: 1 } } }]).toArray()).rejects.toThrow(/\$nope/);
  });
});
