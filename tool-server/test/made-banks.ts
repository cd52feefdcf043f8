import type { BankQuestion, BankRows, Issued, MadeBank, QuestionDraft } from '@chuyen-de/contracts';
import type { Call } from './made-exams.ts';

/** A new bank of the course, with topics. */
export async function newBank(call: Call, topics = ['Nhập môn']): Promise<MadeBank> {
  const made = await call<MadeBank>('POST', '/made-banks', { owner: 'course', title: 'Ngân hàng của lớp' });
  expect(made.status).toBe(201);
  const { code, edition, title } = made.body;
  const saved = await call<MadeBank>('PUT', `/made-banks/${code}`, {
    edition,
    title: title.vi,
    topics: topics.map((name) => ({ title: name })),
  });
  expect(saved.status).toBe(200);
  return saved.body;
}

/** A question with one right option, as its author types it. */
export const CHOICE = {
  type: 'single-choice',
  stem: { vi: 'Thủ đô của nước ta?', en: '' },
  options: [
    { id: 'a', text: { vi: 'Huế' } },
    { id: 'b', text: { vi: 'Hà Nội' } },
  ],
  key: ['b'],
} as const;

export const draftIn = (bank: MadeBank, content: object = CHOICE, over: object = {}): QuestionDraft =>
  ({ topic: bank.topics[0]!.code, level: 'recall', content, ...over }) as QuestionDraft;

export async function addedTo(call: Call, bank: MadeBank, draft = draftIn(bank)): Promise<BankQuestion> {
  const { status, body } = await call<BankQuestion>('POST', `/made-banks/${bank.code}/questions`, { draft });
  expect([status, body]).toEqual([201, expect.objectContaining({ bank: bank.code })]);
  return body;
}

export const savedAs = (call: Call, { bank, code, edition }: BankQuestion, draft: QuestionDraft) =>
  call<BankQuestion>('PUT', `/made-banks/${bank}/questions/${code}/draft`, { edition, draft });

export const issue = (call: Call, bank: string, questions?: readonly BankQuestion[]) =>
  call<Issued>(
    'POST',
    `/made-banks/${bank}/issue`,
    questions ? { questions: questions.map(({ code, edition }) => ({ code, edition })) } : { all: true },
  );

export const found = async (call: Call, bank: string, query = ''): Promise<BankRows> =>
  (await call<BankRows>('GET', `/made-banks/${bank}/questions${query}`)).body;

export const questionAt = async (
  call: Call,
  { bank, code }: Pick<BankQuestion, 'bank' | 'code'>,
): Promise<BankQuestion> => (await call<BankQuestion>('GET', `/made-banks/${bank}/questions/${code}`)).body;
