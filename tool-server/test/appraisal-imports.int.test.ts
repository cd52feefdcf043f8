import type { QuestionImport } from '@chuyen-de/contracts';
import { useBankFiles } from './bank-files.ts';
import { answerAs, submit, useCouncils, vote } from './councils.ts';
import { found, questionAt } from './made-banks.ts';

const { making, lecturer, bankWithCouncil, handedIn, member } = useCouncils();
const { upload } = useBankFiles({ making });

const NUMBERS = [1, 2, 3, 4];
const TEXT = NUMBERS.map((number) => `Câu ${number}. Câu hỏi thứ ${number} là gì?\nA. Sai\n*B. Đúng\n`).join(
  '\n',
);

describe('an import that is undone', () => {
  it('leaves what is before a council or was, and says which and why', async () => {
    const bank = await bankWithCouncil();
    const { body: read } = await upload(bank, TEXT);
    const at = `/made-banks/${bank.code}/imports/${read.id}`;
    await lecturer('POST', `${at}/confirmation`, { without: [] });
    const { questions } = await found(lecturer, bank.code);
    const [waiting, returned, untouched] = questions.map(({ code }) => code);
    const now = (code: string) => questionAt(lecturer, { bank: bank.code, code });
    await submit(lecturer, [await now(waiting!), await now(returned!)]);
    const id = await handedIn(await now(returned!));
    await answerAs(member(0), id);
    await vote(member(0), id, 'return');
    await answerAs(member(1), id);
    expect((await vote(member(1), id, 'return')).body.state).toBe('returned');

    expect((await lecturer<QuestionImport>('GET', at)).body.untouched).toBe(2);
    const undone = await lecturer<QuestionImport>('POST', `${at}/undoing`, {});
    expect(undone.body).toMatchObject({
      state: 'undone',
      stayed: {
        total: 2,
        questions: [
          { code: waiting, why: 'appraised' },
          { code: returned, why: 'appraised' },
        ],
      },
    });
    const left = (await found(lecturer, bank.code)).questions.map(({ code }) => code);
    expect(left).toEqual([waiting, returned]);
    expect(left).not.toContain(untouched);
  });
});
