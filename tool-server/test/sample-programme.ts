import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Level } from '@chuyen-de/contracts';
import { parse, stringify } from 'yaml';

const TOPICS = ['CD01', 'CD02'];
const PER_LEVEL = 4;

/** The key of a question by its type. */
export const rightOf = (type: string): string[] => (type === 'multiple-choice' ? ['a', 'c'] : ['b']);

/** Every third question has two keys. */
const question = (topic: string, level: Level, index: number) => ({
  code: `${topic}-${level}-${index}`,
  type: index % 3 === 0 ? 'multiple-choice' : 'single-choice',
  level,
  stem: { vi: `Câu ${index} về ${topic}, mức ${level}?`, en: `Question ${index} on ${topic}, ${level}?` },
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { vi: `Phương án ${id} của câu ${index}` } })),
  key: index % 3 === 0 ? ['a', 'c'] : ['b'],
  explanation: { vi: `SECRET-EXPLANATION ${topic} ${index}` },
  source: { source: 'hien-phap-2013', clause: `SECRET-CLAUSE Điều ${index}` },
});

const questions = (topic: string) =>
  Level.options.flatMap((level) =>
    Array.from({ length: PER_LEVEL }, (_, index) => question(topic, level, index)),
  );

const lecture = (topic: string): string =>
  `# ${topic}\n\n## Mở đầu\n\nĐoạn **một**.\n\n## Nội dung\n\n### Ý chính\n\n- a\n- b\n\n## Kết luận\n\nHết.\n`;

const exam = (code: string, over: object = {}) => ({
  code,
  title: { vi: `Kiểm tra ${code}`, en: `Test ${code}` },
  summary: { vi: 'Mười câu' },
  blueprint: [
    { topic: 'CD01', level: 'recall', count: 4 },
    { topic: 'CD01', level: 'understanding', count: 2 },
    { topic: 'CD02', level: 'application', count: 4 },
  ],
  minutes: 20,
  attempts: 2,
  passMark: 5,
  outageMinutes: 30,
  review: { answers: true, key: true, explanation: true },
  ...over,
});

/** The files of a small, faultless programme, by path. */
export const programmeFiles = (): Record<string, string> => ({
  'programme.yaml': stringify({
    code: 'BD',
    title: { vi: 'Bồi dưỡng', en: 'Refresher' },
    summary: { vi: 'Hai chuyên đề' },
    version: 1,
    topics: ['mot', 'hai'],
  }),
  'sources.yaml': stringify([
    {
      id: 'hien-phap-2013',
      title: { vi: 'Hiến pháp' },
      number: '18/2013/L-CTN',
      date: '2013-11-28',
      version: 'Bản 2013',
    },
  ]),
  'exams.yaml': stringify([
    exam('KT01'),
    exam('KT02', { attempts: undefined, review: { answers: false, key: false, explanation: false } }),
    exam('KT03', {
      attempts: undefined,
      review: { answers: true, key: false, explanation: false },
      grading: 'average',
      shuffleQuestions: false,
      shuffleOptions: false,
    }),
  ]),
  ...Object.fromEntries(
    TOPICS.flatMap((code, index) => {
      const folder = `topics/${['mot', 'hai'][index]!}`;
      return [
        [
          `${folder}/topic.yaml`,
          stringify({
            code,
            title: { vi: `Chuyên đề ${code}`, en: `Topic ${code}` },
            summary: { vi: 'Tóm tắt' },
            objectives: [{ vi: 'Mục tiêu' }],
            readingList: [{ source: 'hien-phap-2013', clause: 'Chương I' }],
          }),
        ],
        [`${folder}/lecture.vi.md`, lecture(code)],
        [`${folder}/questions.yaml`, stringify(questions(code))],
      ];
    }),
  ),
});

const written: string[] = [];
afterAll(() => Promise.all(written.splice(0).map((folder) => rm(folder, { recursive: true }))));

/** Writes files into a new temporary folder, which goes with the tests of the file. */
export async function writeFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'programme-'));
  written.push(root);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return root;
}

/** Files of a programme, one of them with other content. */
export const edited = (files: Record<string, string>, file: string, edit: (content: never) => unknown) => ({
  ...files,
  [file]: stringify(edit(parse(files[file]!) as never), { aliasDuplicateObjects: false }),
});

export const withVersion = (files: Record<string, string>, version: number): Record<string, string> =>
  edited(files, 'programme.yaml', (programme: object) => ({ ...programme, version }));

/** The sample programme, of whose exams each has other terms. */
export const examsWith = (terms: object, version = 2): Record<string, string> =>
  withVersion(
    edited(programmeFiles(), 'exams.yaml', (exams: object[]) => exams.map((exam) => ({ ...exam, ...terms }))),
    version,
  );
