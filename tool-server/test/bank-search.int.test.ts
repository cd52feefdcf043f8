import type { QuestionImport } from '@chuyen-de/contracts';
import { useBankFiles } from './bank-files.ts';
import { addedTo, CHOICE, draftIn, found, issue, newBank, savedAs } from './made-banks.ts';
import { useMaking } from './made-exams.ts';

const { making, lecturer } = useMaking();
const { upload } = useBankFiles({ making });

const asking = (vi: string) => ({ ...CHOICE, stem: { vi, en: '' } });

describe('the list of a bank', () => {
  it('is searched as the bank is now, whatever was changed, issued, moved and removed since the search before', async () => {
    const bank = await newBank(lecturer, ['Một', 'Hai']);
    const totalOf = async (query: string) => (await found(lecturer, bank.code, query)).total;
    const first = await addedTo(lecturer, bank, draftIn(bank, asking('Độc lập dân tộc')));
    const second = await addedTo(lecturer, bank, draftIn(bank, asking('Chủ nghĩa xã hội')));
    expect([await totalOf(''), await totalOf('?text=doc+lap'), await totalOf('?text=nghia')]).toEqual([
      2, 1, 1,
    ]);

    const moved = draftIn(bank, asking('Tự do'), { topic: bank.topics[1]!.code });
    const changed = (await savedAs(lecturer, first, moved)).body;
    const topic = `?topic=${bank.topics[1]!.code}`;
    expect([await totalOf('?text=doc+lap'), await totalOf('?text=tu+do'), await totalOf(topic)]).toEqual([
      0, 1, 1,
    ]);

    await issue(lecturer, bank.code, [changed]);
    expect([await totalOf('?state=issued'), await totalOf('?state=draft')]).toEqual([1, 1]);

    const removal = `/made-banks/${bank.code}/questions/${second.code}/removal`;
    expect((await lecturer('POST', removal, { edition: second.edition })).status).toBe(200);
    expect([await totalOf(''), await totalOf('?text=nghia')]).toEqual([1, 0]);
  });

  it('forgets what another process has removed', async () => {
    const bank = await newBank(lecturer);
    const gone = await addedTo(lecturer, bank);
    await addedTo(lecturer, bank);
    expect((await found(lecturer, bank.code)).total).toBe(2);
    const drafts = making().tool.connection.collection<{ _id: string }>('questionDrafts');
    await drafts.deleteOne({ _id: gone.code });
    expect((await found(lecturer, bank.code)).total).toBe(1);
  });

  it('has questions of a file once they are confirmed', async () => {
    const bank = await newBank(lecturer);
    const totalOf = async () => (await found(lecturer, bank.code, '?text=thu+do')).total;
    const { body: read } = await upload(bank, 'Câu 1. Thủ đô?\nA. Huế\n*B. Hà Nội\n');
    expect(await totalOf()).toBe(0);
    const at = `/made-banks/${bank.code}/imports/${read.id}`;
    await lecturer<QuestionImport>('POST', `${at}/confirmation`, { without: [] });
    expect(await totalOf()).toBe(1);
    await lecturer<QuestionImport>('POST', `${at}/undoing`, {});
    expect(await totalOf()).toBe(0);
  });

  it('comes page by page in the order in which the questions were written', async () => {
    const bank = await newBank(lecturer);
    const text = Array.from(
      { length: 60 },
      (_, index) => `Câu ${index + 1}. Hỏi ${index + 1}?\nA. Có\n*B. Không\n`,
    );
    const { body: read } = await upload(bank, text.join('\n'));
    await lecturer('POST', `/made-banks/${bank.code}/imports/${read.id}/confirmation`, { without: [] });
    const first = await found(lecturer, bank.code, '?text=hoi');
    const second = await found(lecturer, bank.code, `?text=hoi&after=${first.next ?? ''}`);
    expect([first.total, first.questions.length, second.questions.length, second.next]).toEqual([
      60,
      50,
      10,
      null,
    ]);
    expect([...first.questions, ...second.questions].map(({ stem }) => stem)).toEqual(
      text.map((_, index) => `Hỏi ${index + 1}?`),
    );
  });
});
