import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Edition } from '../src/bank/index.ts';
import { everyQuestion } from './every-question.ts';
import { IMPORTED, openExamRooms, type ExamRooms } from './exam-rooms.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

type Files = Record<string, string>;

describe('importing a programme', () => {
  let rooms: ExamRooms;
  beforeAll(async () => {
    rooms = await openExamRooms();
  });
  beforeEach(async () => {
    await rooms.empty(...IMPORTED);
    rooms.clock.pass(1);
  });
  afterAll(() => rooms.close());

  const importFiles = async (files: Files) => rooms.importProgramme(await writeFolder(files));
  const faultsOf = async (files: Files): Promise<string[]> => {
    const result = await importFiles(files);
    return result.ok ? [] : result.faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
  };
  const inForce = async () => (await rooms.catalogue.readProgrammes())[0];
  const questionsInForce = ({ edition }: { edition: Edition }) => everyQuestion(rooms.bank, edition);

  it('puts topics, questions and exams into force', async () => {
    expect(await importFiles(programmeFiles())).toEqual({
      ok: true,
      outcome: 'imported',
      programme: { code: 'BD', version: 1, topics: 2, questions: 32, exams: 3 },
      remarks: [],
    });
    const [programme] = await rooms.catalogue.listPlaceable();
    expect(programme).toMatchObject({
      code: 'BD',
      topics: [
        { code: 'CD01', minutes: 1, questionCount: 16 },
        { code: 'CD02', questionCount: 16 },
      ],
      exams: [{ code: 'KT01', minutes: 20, questionCount: 10 }, { code: 'KT02' }, { code: 'KT03' }],
    });
    expect(await rooms.catalogue.describeItem({ kind: 'exam', code: 'KT01' })).toEqual({
      title: { vi: 'Kiểm tra KT01', en: 'Test KT01' },
      summary: { vi: 'Mười câu' },
      graded: true,
      scoreMaximum: 10,
    });
    expect(await rooms.catalogue.describeItem({ kind: 'topic', code: 'CD01' })).toMatchObject({
      graded: false,
    });
    expect(await rooms.catalogue.describeItem({ kind: 'topic', code: 'KT01' })).toBeUndefined();
  });

  it('takes the programme that comes with the tool', async () => {
    const root = path.join(__dirname, '../../content/boi-duong-ly-luan-chinh-tri');
    expect(await rooms.importProgramme(root)).toMatchObject({
      ok: true,
      programme: { topics: 9, questions: 156 },
    });
  });

  it('changes nothing when the same folder is imported again', async () => {
    await importFiles(programmeFiles());
    const before = await inForce();
    rooms.clock.pass(5);
    expect(await importFiles(programmeFiles())).toMatchObject({ ok: true, outcome: 'unchanged' });
    expect(await inForce()).toEqual(before);
  });

  it('gives a new revision to what changed, and to nothing else', async () => {
    await importFiles(programmeFiles());
    const files = edited(programmeFiles(), 'topics/mot/questions.yaml', (questions: { stem: object }[]) =>
      questions.map((question, index) =>
        index === 2 ? { ...question, stem: { vi: 'Câu đã sửa?' } } : question,
      ),
    );
    expect(await importFiles(withVersion(files, 2))).toMatchObject({ ok: true, outcome: 'imported' });
    const programme = (await inForce())!;
    const questions = await questionsInForce(programme);
    const changed = [...questions, ...programme.topics, ...programme.exams].filter(
      ({ revision }) => revision !== 1,
    );
    expect(changed).toMatchObject([{ code: 'CD01-recall-2', revision: 2 }]);
    const old = await rooms.bank.findRevisions([{ code: 'CD01-recall-2', revision: 1 }]);
    expect(old.get('CD01-recall-2@1')?.stem.vi).toBe('Câu 2 về CD01, mức recall?');
  });

  it('goes back to the old revision when a question gets its old text again', async () => {
    await importFiles(programmeFiles());
    const files = edited(programmeFiles(), 'topics/hai/topic.yaml', (topic: object) => ({
      ...topic,
      summary: { vi: 'Tóm tắt mới' },
    }));
    await importFiles(withVersion(files, 2));
    expect((await inForce())!.topics[1]).toMatchObject({
      code: 'CD02',
      revision: 2,
      summary: { vi: 'Tóm tắt mới' },
    });
    await importFiles(withVersion(programmeFiles(), 3));
    expect((await inForce())!.topics[1]).toMatchObject({
      code: 'CD02',
      revision: 1,
      summary: { vi: 'Tóm tắt' },
    });
  });

  it('takes a question out of force that the new version leaves out', async () => {
    await importFiles(programmeFiles());
    const files = edited(programmeFiles(), 'topics/hai/questions.yaml', (questions: unknown[]) =>
      questions.slice(1),
    );
    await importFiles(withVersion(files, 2));
    const codes = (await questionsInForce((await inForce())!)).map(({ code }) => code);
    expect([codes.length, codes.includes('CD02-recall-0')]).toEqual([31, false]);
  });

  it('reads text in NFC whatever form the file has', async () => {
    const files = Object.fromEntries(
      Object.entries(programmeFiles()).map(([name, text]) => [name, text.normalize('NFD')]),
    );
    expect(await importFiles(files)).toMatchObject({ ok: true });
    expect(await importFiles(programmeFiles())).toMatchObject({ ok: true, outcome: 'unchanged' });
  });

  it('lists every fault of every file with its line, and imports nothing', async () => {
    const files = programmeFiles();
    files['sources.yaml'] = 'a: [1\n';
    files['topics/mot/topic.yaml'] = files['topics/mot/topic.yaml']!.replace(
      'clause: Chương I',
      "clause: ''",
    );
    files['topics/hai/questions.yaml'] = files['topics/hai/questions.yaml']!.replace(
      '    - b\n',
      '    - z\n',
    );
    delete (files as Partial<Files>)['topics/hai/lecture.vi.md'];
    const faults = await faultsOf(files);
    expect(faults).toEqual([
      expect.stringMatching(/^sources\.yaml:[12]: /),
      expect.stringMatching(/^topics\/mot\/topic\.yaml:\d+: /),
      expect.stringMatching(
        /^topics\/hai\/questions\.yaml:\d+: CD02-recall-1 key: no option has the id "z" \(không có phương án nào mang mã "z"\)$/,
      ),
      'topics/hai/lecture.vi.md:1: the file is missing',
    ]);
    expect(await rooms.catalogue.readProgrammes()).toEqual([]);
  });

  it('leaves the old programme in force when the new one has a fault', async () => {
    await importFiles(programmeFiles());
    const before = await inForce();
    const files = withVersion(programmeFiles(), 2);
    files['exams.yaml'] = files['exams.yaml']!.replace('count: 4', 'count: 5');
    expect(await faultsOf(files)).toEqual(['exams.yaml:10: 5 wanted of CD01, recall; there are 4']);
    expect(await inForce()).toEqual(before);
  });

  it.each<[string, string, (content: never) => unknown, RegExp]>([
    [
      'an unknown source of a question',
      'topics/mot/questions.yaml',
      ([first, ...rest]: { source: object }[]) => [
        { ...first, source: { source: 'none', clause: '1' } },
        ...rest,
      ],
      /^topics\/mot\/questions\.yaml:\d+: sources\.yaml has no source "none"$/,
    ],
    [
      'an unknown source of a reading list',
      'topics/mot/topic.yaml',
      (topic: object) => ({ ...topic, readingList: [{ source: 'none' }] }),
      /^topics\/mot\/topic\.yaml:\d+: sources\.yaml has no source "none"$/,
    ],
    [
      'a question code that another topic has',
      'topics/hai/questions.yaml',
      ([first, ...rest]: object[]) => [{ ...first, code: 'CD01-recall-0' }, ...rest],
      /^topics\/hai\/questions\.yaml:1: question "CD01-recall-0" is there already, at topics\/mot\/questions\.yaml:1$/,
    ],
    [
      'a topic code that is there twice',
      'topics/hai/topic.yaml',
      (topic: object) => ({ ...topic, code: 'CD01' }),
      /^topics\/hai\/topic\.yaml:1: topic "CD01" is there already, at topics\/mot\/topic\.yaml:1$/,
    ],
    [
      'a topic folder that is listed twice',
      'programme.yaml',
      (programme: object) => ({ ...programme, topics: ['mot', 'hai', 'mot'] }),
      /^programme\.yaml:\d+: topic folder "mot" is there already, at programme\.yaml:\d+$/,
    ],
    [
      'a topic of a blueprint that the programme does not have',
      'exams.yaml',
      ([first]: object[]) => [{ ...first, blueprint: [{ topic: 'CD09', level: 'recall', count: 1 }] }],
      /^exams\.yaml:\d+: the programme has no topic "CD09"$/,
    ],
    [
      'a blueprint with two rows for one cell',
      'exams.yaml',
      ([first]: { blueprint: object[] }[]) => [
        { ...first, blueprint: [first!.blueprint[0], first!.blueprint[0]] },
      ],
      /^exams\.yaml:\d+: a second row for CD01, recall$/,
    ],
    [
      'a member that the format does not know',
      'programme.yaml',
      (programme: object) => ({ ...programme, colour: 'red' }),
      /^programme\.yaml:\d+: .*colour/,
    ],
  ])('refuses %s', async (_what, file, edit, reason) => {
    const faults = await faultsOf(edited(programmeFiles(), file, edit));
    expect(faults).toContainEqual(expect.stringMatching(reason));
    expect(await rooms.catalogue.readProgrammes()).toEqual([]);
  });

  it('refuses codes that belong to another programme', async () => {
    await importFiles(programmeFiles());
    const files = edited(programmeFiles(), 'programme.yaml', (programme: object) => ({
      ...programme,
      code: 'OTHER',
    }));
    const faults = await faultsOf(files);
    expect(faults).toHaveLength(2 + 32 + 3);
    expect(faults[0]).toBe('topics/mot/topic.yaml:1: topic "CD01" belongs to the programme "BD"');
  });

  it('refuses another content under the same version, and an older version', async () => {
    await importFiles(withVersion(programmeFiles(), 2));
    const files = edited(programmeFiles(), 'topics/mot/topic.yaml', (topic: object) => ({
      ...topic,
      summary: { vi: 'Tóm tắt mới' },
    }));
    expect(await faultsOf(withVersion(files, 2))).toEqual([
      'programme.yaml:7: version 2 is in force with other content: raise the version',
    ]);
    expect(await faultsOf(withVersion(files, 1))).toEqual([
      'programme.yaml:7: version 2 is in force already',
    ]);
  });

  it('refuses bytes that are not UTF-8 and an English lecture of other sections', async () => {
    const root = await writeFolder({
      ...programmeFiles(),
      'topics/mot/lecture.en.md': '## Only one\n\nText.\n',
    });
    await writeFile(path.join(root, 'sources.yaml'), Uint8Array.of(0x2d, 0x20, 0xff, 0xfe));
    expect(await rooms.importProgramme(root)).toEqual({
      ok: false,
      faults: [
        { file: 'sources.yaml', line: 1, reason: 'the file is not UTF-8 text' },
        { file: 'topics/mot/lecture.en.md', line: 1, reason: '1 sections where lecture.vi.md has 3' },
      ],
    });
  });
});
