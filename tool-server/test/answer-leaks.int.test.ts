import type { BankQuality, ExamDraft, MadeExam } from '@chuyen-de/contracts';
import { addedTo, draftIn, issue, newBank } from './made-banks.ts';
import { newExam, saved, useMaking } from './made-exams.ts';

const { lecturer } = useMaking();

const choice = (stem: string, right: string) => ({
  ...{ type: 'single-choice', stem: { vi: stem, en: '' }, key: ['a'] },
  options: [right, 'Một cơ quan khác', 'Không nơi nào'].map((vi, index) => ({
    id: 'abc'[index]!,
    text: { vi },
  })),
});

/** A bank in force with a question, and another one whose stem tells its answer. */
async function tellingBank() {
  const bank = await newBank(lecturer);
  const add = async (content: object) => (await addedTo(lecturer, bank, draftIn(bank, content))).code;
  const of = await add(choice('Cơ quan quyền lực nhà nước cao nhất là cơ quan nào?', 'Quốc hội nước ta'));
  const by = await add(choice('Quốc hội nước ta, cơ quan quyền lực cao nhất, do ai bầu?', 'Toàn thể cử tri'));
  await add(choice('Nguồn của luật ở Việt Nam gồm những gì?', 'Văn bản quy phạm'));
  await issue(lecturer, bank.code);
  return { bank, of, by, topic: bank.topics[0]!.code };
}

const remarksOf = async (draft: Partial<ExamDraft>) => {
  const { status, body } = await saved(lecturer, await newExam(lecturer), {
    ...{ title: { vi: 'Đề', en: '' }, shuffleOptions: false },
    ...draft,
  });
  expect(status).toBe(200);
  return { exam: body, remarks: body.faults.filter(({ code }) => code === 'answer_leaks') };
};

it('remarks on questions of one paper of which one tells the answer of the other, and stops nothing', async () => {
  const { of, by, topic } = await tellingBank();
  const fixed = (...codes: string[]) => codes.map((question) => ({ topic, question }));
  const row = (count: number) => [{ topic, level: 'recall' as const, count }];
  const told = { code: 'answer_leaks', stops: false, text: `${of} ← ${by}`, found: 1 };

  const asked = await remarksOf({ blueprint: [], fixed: fixed(of, by) });
  expect(asked.remarks).toEqual([{ ...told, fields: ['fixed'] }]);
  expect((await remarksOf({ blueprint: row(1), fixed: fixed(by) })).remarks).toEqual([
    { ...told, fields: ['blueprint'] },
  ]);
  expect((await remarksOf({ blueprint: row(2), fixed: [] })).remarks).toEqual([
    { ...told, fields: ['blueprint'] },
  ]);
  // Of a row that brings one question no two meet.
  expect((await remarksOf({ blueprint: row(1), fixed: [] })).remarks).toEqual([]);
  expect((await remarksOf({ blueprint: [], fixed: fixed(of) })).remarks).toEqual([]);

  const { code, edition } = asked.exam;
  const published = await lecturer<MadeExam>('POST', `/made-exams/${code}/publication`, { edition });
  expect(published.status).toBe(200);
});

it('tells of such questions where a bank is looked at as a whole', async () => {
  const { bank, of, by } = await tellingBank();
  const { body } = await lecturer<BankQuality>('GET', `/made-banks/${bank.code}/quality`);
  expect(body.leaks).toMatchObject([{ of: { code: of }, by: { code: by }, answer: 'Quốc hội nước ta' }]);
});
