import { answerAs, seen, submit, useCouncils, vote, type Member } from './councils.ts';
import { addedTo } from './made-banks.ts';

const { lecturer, administrator, bankWithCouncil, openIn, handedIn, member } = useCouncils();

const comment = ({ call }: Member, id: string, text: string) =>
  call('POST', `/appraisals/${id}/comments`, { text });

/** A question of which two people have said something, and one has signed it. */
async function appraisedBy(first: Member, second: Member) {
  const bank = await bankWithCouncil({ members: [first.id, second.id], needed: 2 });
  const question = await addedTo(lecturer, bank);
  await submit(lecturer, [question]);
  const id = await handedIn(question);
  await answerAs(first, id);
  await vote(first, id);
  await comment(first, id, 'Lời của người thứ nhất');
  await answerAs(second, id);
  await comment(second, id, 'Lời của người thứ hai');
  return { bank, question, id };
}

describe('what is held of people who sit in a council', () => {
  it('is handed out with what they said and signed, and nothing that others did', async () => {
    const { question, id } = await appraisedBy(member(0), member(1));
    const { hash } = await seen(member(0), id);
    const by = member(0).id;
    const { body } = await administrator<{ accounts: { appraisals: object[] }[] }>(
      'GET',
      `/people/${by}/file`,
    );
    expect(body.accounts[0]?.appraisals).toEqual([
      {
        ...{ _id: id, question: question.code, hash },
        checks: [expect.objectContaining({ by, agrees: true })],
        votes: [expect.objectContaining({ by, verdict: 'approve', hash })],
        comments: [expect.objectContaining({ by, text: 'Lời của người thứ nhất' })],
      },
    ]);
  });

  it.each([
    ['nameless', 0],
    ['removed', 1],
  ] as const)('stands without a name once they are %s', async (how, number) => {
    const { bank, id } = await appraisedBy(member(number), member(2));
    const body = { how, reason: 'Theo đề nghị' };
    const { status } = await administrator('POST', `/people/${member(number).id}/forget`, body);
    expect(status).toBe(200);
    const [left] = await openIn(bank.code);
    expect(left).toMatchObject({
      ...{ id, approvals: 1, votes: [{ by: null, verdict: 'approve' }] },
      checks: [{ by: null }, { by: expect.stringContaining('Đào') as string }],
    });
  });
});
