import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { rightIs, useCorrectionRooms } from './correction-rooms.ts';

const { sit, settled, lecturer, correct, preview, collection } = useCorrectionRooms();

describe('a question', () => {
  it('is corrected so often in a scope, and what stands can be taken back still', async () => {
    await sit('a');
    await settled();
    const teacher = await lecturer();
    await correct(teacher, rightIs('a'));
    const [first] = await collection('corrections').find().sort({ number: -1 }).limit(1).toArray();
    const copies = Array.from({ length: 49 }, (_, index) => ({
      ...first,
      _id: randomUUID() as never,
      number: Number(first!['number']) + 1 + index,
      // So long ago that no process comes to go by it.
      at: new Date(0),
      owed: [],
    }));
    await collection('corrections').insertMany(copies);
    await expect(correct(teacher, rightIs('c'))).rejects.toThrow('too_many_corrections');
    await correct(teacher, { kind: 'undo', of: String(first!._id) });
    await collection('corrections').deleteMany({ _id: { $in: copies.map(({ _id }) => _id) } });
  });

  it('is foreseen at the places of the course, among however many others', async () => {
    await sit('a');
    await settled();
    const teacher = await lecturer();
    const statistics = collection('itemStatistics');
    const figures = (await statistics.findOne({ question: 'CD01-recall-1@1' }))!;
    const link = (await collection('links').findOne({ _id: new Types.ObjectId(String(figures['linkId'])) }))!;
    /** The question was asked at some more links of an exam that comes before that of the class, or behind it. */
    const askAt = async (examCode: string, count: number) => {
      const links = Array.from({ length: count }, () => new Types.ObjectId());
      const copies = links.map((linkId) => ({
        ...figures,
        ...{ _id: `CD01-recall-1@1 ${examCode} ${linkId.toHexString()}` as never },
        ...{ examCode, linkId: linkId.toHexString() },
      }));
      await statistics.insertMany(copies);
      return links;
    };
    await askAt('A', 1_100);
    const [near] = await askAt('B', 1);
    await collection('links').insertOne({ ...link, _id: near!, linkId: 'near' });
    await askAt('Z', 600);
    const whole = await preview(teacher, rightIs('a'));
    expect(whole).toMatchObject({ parts: 2, attempts: 2, changes: { length: 2 } });
    await statistics.deleteMany({ examCode: { $in: ['A', 'B', 'Z'] } });
  });
});
