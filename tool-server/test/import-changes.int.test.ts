import { everyQuestion } from './every-question.ts';
import { openExamRooms, type ExamRooms } from './exam-rooms.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

type Files = Record<string, string>;

describe('an import of a later version', () => {
  let rooms: ExamRooms;
  beforeAll(async () => {
    rooms = await openExamRooms();
  });
  afterAll(() => rooms.close());

  const importFiles = async (files: Files) => rooms.importProgramme(await writeFolder(files));

  it('does not touch the questions of a topic whose file and sources stay', async () => {
    await importFiles(programmeFiles());
    const stored = rooms.collection('questions');
    const storedOf = (topic: string) => stored.countDocuments({ topic });
    // Whatever writes a question that is there already would find it missing now.
    await stored.deleteMany({});
    const edit = (files: Files, topic: string): Files =>
      edited(files, `topics/${topic}/questions.yaml`, ([first, ...others]: object[]) => [
        { ...first, stem: { vi: 'Câu đã sửa?' } },
        ...others,
      ]);
    const second = withVersion(edit(programmeFiles(), 'hai'), 2);
    expect(await importFiles(second)).toMatchObject({ outcome: 'imported' });
    expect([await storedOf('CD01'), await storedOf('CD02')]).toEqual([0, 16]);
    const others = edited(withVersion(second, 3), 'sources.yaml', (sources: { title: object }[]) =>
      sources.map((source) => ({ ...source, title: { vi: 'Nguồn đổi tên' } })),
    );
    expect(await importFiles(others)).toMatchObject({ outcome: 'imported' });
    expect(await storedOf('CD01')).toBe(16);
    const [programme] = await rooms.catalogue.readProgrammes();
    expect(await everyQuestion(rooms.bank, programme!.edition)).toHaveLength(32);
  });
});
