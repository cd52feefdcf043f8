import type { BankQuestion, QuestionComments } from '@chuyen-de/contracts';
import { addedTo, newBank } from './made-banks.ts';
import { useMaking, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();

const pathOf = ({ bank, code }: BankQuestion) => `/made-banks/${bank}/questions/${code}`;
const comment = (call: Call, question: BankQuestion, text: string) =>
  call<QuestionComments & { code: string }>('POST', `${pathOf(question)}/comments`, { text });
const commentsOf = async (call: Call, question: BankQuestion) =>
  (await call<QuestionComments>('GET', `${pathOf(question)}/comments`)).body.comments;
const kept = () => making().tool.connection.collection<{ _id: string }>('questionComments');

describe('what those who write in a bank say of a question', () => {
  it('is read by all of them, and taken back by whoever said it alone', async () => {
    const colleague = await making().colleague('Lê');
    const question = await addedTo(lecturer, await newBank(lecturer));
    await comment(lecturer, question, ' Cần căn cứ mới. ');
    await comment(colleague, question, 'Đã sửa.');
    const comments = await commentsOf(colleague, question);
    expect(comments).toMatchObject([
      { by: 'Trần Văn Bình', text: 'Cần căn cứ mới.', can: { remove: false } },
      { by: 'Lê Đồng Nghiệp', text: 'Đã sửa.', can: { remove: true } },
    ]);
    const remove = (index: number) =>
      colleague('POST', `${pathOf(question)}/comments/${comments[index]!.id}/removal`, {});
    expect(await remove(0)).toMatchObject({ status: 404, body: { code: 'comment_not_found' } });
    expect((await remove(1)).status).toBe(200);
    expect(await commentsOf(lecturer, question)).toHaveLength(1);
    expect((await comment(lecturer, question, '  ')).status).toBe(400);
  });

  it('has an end, and goes with a question that is removed', async () => {
    const question = await addedTo(lecturer, await newBank(lecturer));
    await kept().insertMany(
      Array.from({ length: 100 }, (_, index) => ({
        ...{ _id: `${question.code}-${index}`, question: question.code },
        ...{ by: 'f'.repeat(24), at: new Date(index), text: 'x' },
      })),
    );
    const refused = await comment(lecturer, question, 'Thêm');
    expect(refused).toMatchObject({ status: 409, body: { code: 'too_many_comments' } });
    await lecturer('POST', `${pathOf(question)}/removal`, { edition: question.edition });
    expect(await kept().countDocuments({ question: question.code })).toBe(0);
  });
});
