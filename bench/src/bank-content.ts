import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Level } from '@chuyen-de/contracts';

/** A file of questions holds at most 5 MB: so many of them, of some 900 bytes each. */
const PER_TOPIC = 5_000;
const SLOTS = 30;

const words = 'Đảng cầm quyền lãnh đạo Nhà nước và xã hội bằng cương lĩnh, chiến lược, chính sách';
const text = (...parts: (string | number)[]): { vi: string } => ({ vi: `${parts.join(' ')}: ${words}.` });

const question = (topic: string, index: number) => ({
  code: `${topic}-${index}`,
  type: 'single-choice',
  level: Level.options[index % Level.options.length],
  stem: text('Câu', index, 'của', topic),
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { vi: `Phương án ${id} của câu ${index}` } })),
  key: ['b'],
  explanation: text('Vì', index),
  source: { source: 'nguon', clause: `Điều ${index}` },
});

const topicCode = (number: number): string => `CD${String(number).padStart(4, '0')}`;

/** One question from each of so many cells, in turn over topics and levels: the draw has to look at all of them. */
const blueprint = (topics: number) => {
  const cells = Array.from({ length: topics }, (_, topic) =>
    Level.options.map((level) => ({ topic: topicCode(topic + 1), level })),
  ).flat();
  const counts = new Map<number, number>();
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const cell = Math.floor((slot * cells.length) / SLOTS);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts].map(([cell, count]) => ({ ...cells[cell], count }));
};

const json = (value: unknown): string => JSON.stringify(value);

/** Writes a programme with so many questions, and an exam of thirty of them, into a new folder. JSON is YAML. */
export async function writeBankContent(questions: number, exam: string): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'chuyen-de-bank-'));
  const topics = Math.ceil(questions / PER_TOPIC);
  const files = new Map<string, string>([
    [
      'programme.yaml',
      json({
        code: 'NGAN-HANG',
        title: text('Ngân hàng'),
        summary: text('Ngân hàng', questions, 'câu'),
        version: 1,
        topics: Array.from({ length: topics }, (_, topic) => topicCode(topic + 1).toLowerCase()),
      }),
    ],
    ['sources.yaml', json([{ id: 'nguon', title: text('Nguồn'), date: '2020', version: '1' }])],
    [
      'exams.yaml',
      json([
        {
          code: exam,
          title: text('Kiểm tra'),
          summary: text('Ba mươi câu'),
          blueprint: blueprint(topics),
          minutes: 60,
          passMark: 5,
          review: { answers: true, key: false, explanation: false },
        },
      ]),
    ],
  ]);
  for (const [name, content] of files) await writeFile(path.join(root, name), content);
  for (let number = 1; number <= topics; number += 1) {
    const code = topicCode(number);
    const folder = path.join(root, 'topics', code.toLowerCase());
    const count = Math.min(PER_TOPIC, questions - (number - 1) * PER_TOPIC);
    const list = Array.from({ length: count }, (_, index) => json(question(code, index)));
    await mkdir(folder, { recursive: true });
    const topic = { code, title: text(code), summary: text(code), objectives: [text(code)], readingList: [] };
    await writeFile(path.join(folder, 'topic.yaml'), json(topic));
    await writeFile(path.join(folder, 'lecture.vi.md'), `## Mở đầu\n\n${words}.\n`);
    await writeFile(path.join(folder, 'questions.yaml'), `- ${list.join('\n- ')}\n`);
  }
  return root;
}

/** Makes the next version of a programme that was written so: one question has another text. */
export async function changeOneQuestion(root: string): Promise<void> {
  const edit = async (name: string, from: string, to: string): Promise<void> => {
    const file = path.join(root, name);
    await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
  };
  await edit('programme.yaml', '"version":1', '"version":2');
  await edit(
    `topics/${topicCode(1).toLowerCase()}/questions.yaml`,
    'Phương án a của câu 0',
    'Phương án khác',
  );
}
