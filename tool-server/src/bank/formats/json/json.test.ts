import type { QuestionContent } from '@chuyen-de/question-types';
import { readQuestions, writeQuestions } from '../index.ts';

const SHORT: QuestionContent = {
  type: 'short-answer',
  accepted: ['Hà Nội'],
  exact: { case: true, tonePlacement: true },
};

it('keeps what no other format does: English, exactness, hints and sources', async () => {
  const question = {
    content: SHORT,
    stem: { vi: 'Thủ đô?', en: 'The capital?' },
    explanation: { vi: 'Vì thế.', en: 'Hence.' },
    hints: [{ vi: 'Ở miền Bắc' }],
    source: 'Hiến pháp, Điều 13',
  };
  const { bytes, remarks } = await writeQuestions('json', [question], { keys: true });
  expect(remarks).toEqual([]);
  expect((await readQuestions(bytes)).questions).toEqual([{ ...question, at: { question: 1 }, remarks: [] }]);
});

it('leaves out what is no question of a bank, says why, and reads the others', async () => {
  const file = {
    format: 'chuyen-de.questions',
    version: 1,
    questions: [
      { type: 'true-false', stem: { vi: 'Một' }, key: 'có' },
      { type: 'true-false', stem: { vi: 'Hai' }, key: true },
      { type: 'numeric', stem: { vi: 'Ba' }, answer: 3, script: '<script>' },
    ],
  };
  const { questions, remarks } = await readQuestions(Buffer.from(JSON.stringify(file)));
  expect(questions).toMatchObject([{ stem: { vi: 'Hai' }, at: { question: 2 } }]);
  expect(remarks).toMatchObject([
    { code: 'content_faulty', kind: 'fault', at: { question: 1 }, values: { path: 'key' } },
    { code: 'content_faulty', kind: 'fault', at: { question: 3 } },
  ]);
});

it('reads the members of a file in any order', async () => {
  const stem = { vi: 'Hỏi? '.repeat(200).trim() };
  const file = {
    questions: [{ key: true, stem, type: 'true-false' }],
    version: 1,
    format: 'chuyen-de.questions',
  };
  expect(await readQuestions(Buffer.from(JSON.stringify(file)))).toMatchObject({
    format: 'json',
    questions: [{ stem, content: { type: 'true-false', key: true } }],
  });
});
