import type { MadeExam } from '@chuyen-de/contracts';
import { newExam, useMaking, publishedExam, saved } from './made-exams.ts';

const { making, lecturer } = useMaking();

const publish = ({ code, edition }: MadeExam) =>
  lecturer<MadeExam>('POST', `/made-exams/${code}/publication`, { edition });

describe('an exam made in the browser', () => {
  it('is put into force once as it is, and so often in all', async () => {
    const exam = await publishedExam(lecturer);
    const again = await publish(exam);
    expect([again.status, again.body.versions.length]).toEqual([200, 1]);
    const { body: changed } = await saved(lecturer, exam, { minutes: 21 });
    const versions = Array.from({ length: 500 }, (_, index) => ({ revision: index, at: new Date(), by: '' }));
    const stored = making().tool.connection.collection<{ _id: string }>('madeExams');
    await stored.updateOne({ _id: exam.code }, { $set: { versions } });
    expect(await publish(changed)).toMatchObject({
      status: 409,
      body: { code: 'too_many_versions' },
    });
    await stored.deleteOne({ _id: exam.code });
  });

  it('is one of so many of its owner', async () => {
    const exam = await newExam(lecturer);
    const stored = making().tool.connection.collection<{ _id: string }>('madeExams');
    const one = await stored.findOne({ _id: exam.code });
    const others = Array.from({ length: 1_000 }, (_, index) => ({ ...one, _id: `FULL-${index}` }));
    await stored.insertMany(others);
    const wish = { owner: 'course' };
    expect(await lecturer('POST', '/made-exams', wish)).toMatchObject({
      status: 409,
      body: { code: 'too_many_exams' },
    });
    await stored.deleteMany({ _id: { $in: others.map(({ _id }) => _id) } });
    expect((await lecturer('POST', '/made-exams', wish)).status).toBe(201);
  });
});
