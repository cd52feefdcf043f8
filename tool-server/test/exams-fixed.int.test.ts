import type { ExamStart } from '@chuyen-de/contracts';
import { parse, stringify } from 'yaml';
import { aSession, openExamRooms, type ExamRooms } from './exam-rooms.ts';
import { start } from './exam-steps.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

let rooms: ExamRooms;
beforeAll(async () => {
  rooms = await openExamRooms();
});
beforeEach(() => rooms.empty('attempts'));
afterAll(() => rooms.close());

const learner = (over: Parameters<typeof aSession>[0] = {}) => rooms.as(aSession(over));
/** What is in force stays in memory by its number: each import has the next. */
let version = 0;

const FIXED = [
  { topic: 'CD02', question: 'CD02-recall-3', points: 2 },
  { topic: 'CD01', question: 'CD01-recall-0' },
];

/** The sample programme; its first exam asks two questions of everybody. */
function withFixed(over: object = {}): Record<string, string> {
  const files = programmeFiles();
  const [first, ...others] = parse(files['exams.yaml']!) as { blueprint: object[] }[];
  const exam = { ...first, blueprint: first!.blueprint.slice(1), fixed: FIXED, ...over };
  const yaml = stringify([exam, ...others], { aliasDuplicateObjects: false });
  return { ...files, 'exams.yaml': yaml };
}

const importFiles = async (files: Record<string, string>) => {
  version += 1;
  const folder = await writeFolder(withVersion(files, version));
  expect(await rooms.importProgramme(folder)).toMatchObject({ outcome: 'imported' });
};

const paperOf = async (id: string) => {
  const found = await rooms.collection('attempts').findOne({ _id: id as never });
  return found!['paper'] as { question: string; revision: number; points?: number }[];
};

const questionsOf = (paper: { question: string }[]) => paper.map(({ question }) => question);

describe('fixed questions of an exam', () => {
  it('are in every paper beside what is drawn, with points of their own', async () => {
    await importFiles(withFixed());
    for (let person = 1; person <= 3; person++) {
      const client = await learner({ personId: `person-${person}` });
      const { id, questions } = await start(client);
      expect(questions).toHaveLength(8);
      const paper = await paperOf(id);
      expect(questionsOf(paper)).toEqual(expect.arrayContaining(FIXED.map(({ question }) => question)));
      expect(paper.filter(({ points }) => points === 2).map(({ question }) => question)).toEqual([
        'CD02-recall-3',
      ]);
    }
  });

  it('are counted among the topics before the exam, and come first where nothing is shuffled', async () => {
    await importFiles(withFixed({ shuffleQuestions: false }));
    const client = await learner();
    const { body } = await client('GET', '/exams/KT01');
    expect((body as ExamStart).questionCount).toBe(8);
    expect((body as ExamStart).topics.map(({ code, count }) => [code, count])).toEqual([
      ['CD02', 5],
      ['CD01', 3],
    ]);
    const { id } = await start(client);
    expect(questionsOf(await paperOf(id)).slice(0, 2)).toEqual(['CD02-recall-3', 'CD01-recall-0']);
  });

  it('make an exam alone', async () => {
    await importFiles(withFixed({ blueprint: [] }));
    const { questions } = await start(await learner());
    expect(questions).toHaveLength(2);
  });

  it('are asked as they are in force, and as they were last once a bank leaves them out', async () => {
    await importFiles(withFixed());
    const changed = (questions: { code: string }[]) =>
      questions.map((question) =>
        question.code === 'CD02-recall-3' ? { ...question, stem: { vi: 'Câu đã sửa?' } } : question,
      );
    await importFiles(edited(withFixed(), 'topics/hai/questions.yaml', changed));
    rooms.clock.pass(1);
    const revisionOf = async (personId: string) => {
      const { id } = await start(await learner({ personId }));
      return (await paperOf(id)).find(({ question }) => question === 'CD02-recall-3')!.revision;
    };
    expect(await revisionOf('person-1')).toBe(2);
    // Whoever writes a programme may not leave out what its own exams ask; exams of others may ask it too.
    const { exams } = rooms;
    const [programme] = await rooms.catalogue.readProgrammes();
    const number = programme!.edition.number + 1;
    const gone = await rooms
      .collection('questionsInForce')
      .updateMany({ code: 'CD02-recall-3' }, { $addToSet: { retired: number } });
    expect(gone.modifiedCount).toBeGreaterThan(0);
    const later = [{ ...programme!.edition, number }];
    const settings = { blueprint: [], fixed: FIXED, shuffleQuestions: false, shuffleOptions: false };
    const drawing = await exams.drawPaper(settings, later, 'a'.repeat(32));
    expect(drawing.ok && drawing.paper.map(({ question, revision }) => [question, revision])).toEqual([
      ['CD02-recall-3', 2],
      ['CD01-recall-0', 1],
    ]);
  });
});

describe('an import refuses', () => {
  it.each<[string, (first: object) => object, RegExp]>([
    [
      'a fixed question that its topic does not have',
      (first) => ({ ...first, fixed: [{ topic: 'CD02', question: 'CD01-recall-0' }] }),
      /^exams\.yaml:\d+: CD02 has no question "CD01-recall-0"$/,
    ],
    [
      'a fixed question of a topic that the programme does not have',
      (first) => ({ ...first, fixed: [{ topic: 'CD09', question: 'CD01-recall-0' }] }),
      /^exams\.yaml:\d+: the programme has no topic "CD09"$/,
    ],
    [
      'a question that is fixed twice',
      (first) => {
        const fixed = { topic: 'CD01', question: 'CD01-understanding-0' };
        return { ...first, fixed: [fixed, { ...fixed }] };
      },
      /^exams\.yaml:\d+: question "CD01-understanding-0" is fixed already$/,
    ],
    [
      'a blueprint that wants what is fixed',
      (first) => ({ ...first, fixed: [{ topic: 'CD01', question: 'CD01-recall-0' }] }),
      /^exams\.yaml:\d+: 4 wanted of CD01, recall; there are 3, beside 1 fixed$/,
    ],
    [
      'an exam that asks nothing',
      (first) => ({ ...first, blueprint: [] }),
      /^exams\.yaml:\d+: KT01 blueprint: an exam asks something/,
    ],
  ])('%s', async (_what, edit, reason) => {
    const files = edited(programmeFiles(), 'exams.yaml', ([first]: object[]) => [edit(first!)]);
    const result = await rooms.importProgramme(await writeFolder(withVersion(files, version + 1)));
    const faults = result.ok
      ? []
      : result.faults.map(({ file, line, reason: said }) => `${file}:${line}: ${said}`);
    expect(faults).toContainEqual(expect.stringMatching(reason));
  });
});
