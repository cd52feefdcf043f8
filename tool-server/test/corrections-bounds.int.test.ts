import { randomUUID } from 'node:crypto';
import { rightIs, useCorrectionRooms } from './correction-rooms.ts';

const { sit, settled, lecturer, correct, collection } = useCorrectionRooms();

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
});
