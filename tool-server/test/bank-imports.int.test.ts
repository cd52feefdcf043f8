import type { FoundQuestions, MadeBank, QuestionImport } from '@chuyen-de/contracts';
import { useBankFiles } from './bank-files.ts';
import { addedTo, draftIn, found, issue, newBank, savedAs } from './made-banks.ts';
import { useMaking } from './made-exams.ts';

const { making, lecturer } = useMaking();
const { upload } = useBankFiles({ making });

const TEXT = `Câu 1. Thủ đô của nước ta là thành phố nào?
A. Huế
*B. Hà Nội
C. Đà Nẵng
D. Cần Thơ

Câu 2. Quốc hội do ai bầu ra?
A. Nhân dân
B. Chính phủ
C. Tòa án
D. Mặt trận
`;

const at = (bank: MadeBank, { id }: QuestionImport, what = '') =>
  `/made-banks/${bank.code}/imports/${id}${what}`;
const foundIn = async (bank: MadeBank, read: QuestionImport) =>
  (await lecturer<FoundQuestions>('GET', at(bank, read, '/questions'))).body.questions;

describe('a file that is read into a bank', () => {
  it('shows every question before any is in the bank, with what there is to say of it', async () => {
    const bank = await newBank(lecturer);
    const { status, body: read } = await upload(bank, TEXT);
    expect([status, read]).toEqual([
      201,
      expect.objectContaining({ state: 'open', format: 'text', found: 2 }),
    ]);
    const [first, second] = await foundIn(bank, read);
    expect(first).toMatchObject({
      question: { state: 'found', draft: { level: 'understanding' }, faults: [], can: { issue: false } },
      shown: { type: 'single-choice', key: ['b'] },
      alike: null,
    });
    expect(second!.remarks.map(({ code }) => code)).toContain('key_missing');
    expect((await found(lecturer, bank.code)).total).toBe(0);
    expect((await issue(lecturer, bank.code)).body.done).toBe(0);
    expect((await issue(lecturer, bank.code, [first!.question])).body.done).toBe(0);
  });

  it('can be mended, placed and left out in part, and brings in what is confirmed', async () => {
    const bank = await newBank(lecturer, ['Một', 'Hai']);
    const { body: read } = await upload(bank, TEXT);
    const [first, second] = await foundIn(bank, read);
    const { draft } = second!.question;
    const content = { ...draft.content, key: ['a'] };
    expect((await savedAs(lecturer, second!.question, { ...draft, content })).body).toMatchObject({
      ...{ state: 'found', faults: [] },
    });
    await lecturer('POST', at(bank, read, '/placing'), { topic: bank.topics[1]!.code, level: 'application' });
    const without = [first!.question.code];
    const confirmed = await lecturer<QuestionImport>('POST', at(bank, read, '/confirmation'), { without });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', untouched: 1 });
    const { questions } = await found(lecturer, bank.code);
    expect(questions).toMatchObject([
      { code: second!.question.code, state: 'draft', level: 'application', topic: bank.topics[1]!.code },
    ]);
    expect((await issue(lecturer, bank.code)).body.done).toBe(1);
    const again = await lecturer('POST', at(bank, read, '/confirmation'), { without: [] });
    expect(again).toMatchObject({ status: 409, body: { code: 'import_decided' } });
  });

  it('is undone but for what was issued or changed since', async () => {
    const bank = await newBank(lecturer);
    const { body: read } = await upload(
      bank,
      TEXT + TEXT.replaceAll('Câu 1.', 'Câu 3.').replaceAll('Câu 2.', 'Câu 4.'),
    );
    await lecturer('POST', at(bank, read, '/confirmation'), { without: [] });
    const { questions } = await found(lecturer, bank.code);
    expect(questions).toHaveLength(4);
    expect((await issue(lecturer, bank.code)).body.done).toBe(2);
    const { body: waiting } = await lecturer<QuestionImport>('GET', at(bank, read));
    expect(waiting.untouched).toBe(2);
    const undone = await lecturer<QuestionImport>('POST', at(bank, read, '/undoing'), {});
    expect(undone.body).toMatchObject({
      state: 'undone',
      stayed: { total: 2, questions: [{ why: 'issued' }, { why: 'issued' }] },
    });
    expect((await found(lecturer, bank.code)).questions.map(({ state }) => state)).toEqual([
      'issued',
      'issued',
    ]);
  });

  it('is told of what asks the same, in the bank and within itself', async () => {
    const bank = await newBank(lecturer);
    const content = { type: 'true-false', stem: { vi: 'thu do cua nuoc ta là thành phố nào' }, key: true };
    const there = await addedTo(lecturer, bank, draftIn(bank, content));
    const { body: read } = await upload(bank, TEXT);
    const [first, second] = await foundIn(bank, read);
    expect(first!.alike).toMatchObject({ code: there.code });
    expect(second!.alike).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['no question', 'Lời nói đầu'],
    ['no text', Buffer.from([0, 159, 146, 150, 0, 0, 1])],
    ['half a package', Buffer.from('PK\u0003\u0004xxxx')],
  ])('is refused with a reason where it holds %s, and leaves nothing', async (_what, file) => {
    const bank = await newBank(lecturer);
    const refused = await upload(bank, file);
    expect(refused).toMatchObject({ status: 422, body: { code: 'file_not_read' } });
    expect(refused.body.fault).toMatch(/^[a-z_]+$/);
    expect((await lecturer<{ imports: [] }>('GET', `/made-banks/${bank.code}/imports`)).body.imports).toEqual(
      [],
    );
  });
});
