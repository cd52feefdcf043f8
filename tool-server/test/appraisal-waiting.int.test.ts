import type { Appraisal, AppraisalQueue, RoleGrants } from '@chuyen-de/contracts';
import { answerAs, approveAs, seen, submit, useCouncils, vote, withdraw } from './councils.ts';
import { addedTo, draftIn, CHOICE, questionAt } from './made-banks.ts';

const { lecturer, administrator, editorInCouncil, bankWithCouncil, openIn, handedIn, member } = useCouncils();

async function inReview(over: object = {}) {
  const bank = await bankWithCouncil(over);
  const question = await addedTo(lecturer, bank, draftIn(bank, CHOICE));
  await submit(lecturer, [question]);
  return { bank, question, id: await handedIn(question) };
}

const waits = (appraisal: Pick<Appraisal, 'waitsFor'> | null) =>
  appraisal?.waitsFor?.map(({ what }) => what) ?? null;

/** Takes the role from somebody. */
async function revoke(personId: string): Promise<void> {
  const { body } = await administrator<RoleGrants>('GET', '/roles');
  for (const { id } of body.grants.filter(({ person }) => person.id === personId))
    expect((await administrator('POST', `/roles/${id}/revocation`, { reason: 'Thôi' })).status).toBe(200);
}

describe('what is before a council', () => {
  it('says for whom it waits and what for, to those who write it and to its members', async () => {
    const { bank, question, id } = await inReview();
    expect(waits((await questionAt(lecturer, question)).appraisal)).toEqual(['check', 'check', 'check']);
    await answerAs(member(0), id, 'a');
    await approveAs([member(1)], id);
    const { appraisal } = await questionAt(lecturer, question);
    expect(appraisal?.waitsFor).toEqual([
      { name: expect.stringContaining('Bùi') as string, what: 'settlement' },
      { name: expect.stringContaining('Đào') as string, what: 'check' },
    ]);
    expect(appraisal?.votes).toMatchObject([{ by: expect.stringContaining('Cao') as string }]);
    expect(waits((await openIn(bank.code))[0]!)).toEqual(['settlement', 'check']);
    expect(waits(await seen(member(0), id))).toEqual(['settlement', 'check']);
    // For whom it waits would tell how others answered.
    expect(waits(await seen(member(2), id))).toBeNull();
  });

  it('stays with whoever contradicted the key, also once all have voted', async () => {
    const { id } = await inReview();
    await answerAs(member(0), id, 'a');
    await vote(member(0), id, 'approve');
    await approveAs([member(1), member(2)], id);
    const { body } = await member(0).call<AppraisalQueue>('GET', '/appraisals');
    expect(body.waiting.find((each) => each.id === id)).toMatchObject({ what: 'settlement' });
    expect(await seen(member(1), id)).toMatchObject({ state: 'in-review', contested: 1 });
    expect(waits(await seen(member(1), id))).toEqual(['settlement']);
  });

  it('waits for nobody who has lost the role, and then its author takes it back', async () => {
    const former = await editorInCouncil();
    const { question, id } = await inReview({ members: [former.id, member(0).id], needed: 2 });
    await approveAs([member(0)], id);
    await revoke(former.id);
    const { appraisal } = await questionAt(lecturer, question);
    expect(appraisal).toMatchObject({ state: 'in-review', waitsFor: [] });
    expect((await seen(member(0), id)).can.withdraw).toBe(false);
    expect((await withdraw(member(0).call, id)).body.code).toBe('not_permitted');
    const { status, body } = await withdraw(lecturer, id);
    expect([status, body.state]).toEqual([200, 'withdrawn']);
    expect(body.ended?.by).toBe(body.submittedBy);
    expect((await withdraw(lecturer, id)).body.code).toBe('appraisal_closed');
    expect(await questionAt(lecturer, question)).toMatchObject({
      appraisal: { state: 'withdrawn', waitsFor: null, ended: { by: body.submittedBy } },
      can: { submit: true, withdraw: false },
    });
  });

  it('is handed in only where enough of the council hold the role still', async () => {
    const former = await editorInCouncil();
    const bank = await bankWithCouncil({ members: [former.id, member(0).id], needed: 2 });
    const question = await addedTo(lecturer, bank);
    await revoke(former.id);
    expect(await submit(lecturer, [question])).toMatchObject({ done: 0, authored: [question.code] });
  });

  it('was approved when it was, also where it is taken back later', async () => {
    const { bank, id } = await inReview();
    await approveAs([member(0), member(1)], id);
    const { decidedAt } = await seen(member(0), id);
    expect(decidedAt).not.toBeNull();
    await withdraw(lecturer, id);
    const [left] = await openIn(bank.code, '?from=2000-01-01&to=2100-01-01');
    expect(left).toMatchObject({ id, state: 'withdrawn', decidedAt });
    expect(left!.ended!.at >= decidedAt!).toBe(true);
  });
});

describe('what members and minutes ask for', () => {
  it.each([
    ['single-choice', CHOICE, { selected: [] }],
    ['short-answer', { type: 'short-answer', stem: { vi: 'Thủ đô?' }, accepted: ['Hà Nội'] }, { text: '  ' }],
    ['true-false', { type: 'true-false', stem: { vi: 'Đúng?' }, key: true }, { value: null }],
  ])('is no answer where a %s is left blank', async (type, content, parts) => {
    const bank = await bankWithCouncil();
    const question = await addedTo(lecturer, bank, draftIn(bank, content));
    await submit(lecturer, [question]);
    const id = await handedIn(question);
    const response = { type, ...parts };
    const blank = await member(0).call('POST', `/appraisals/${id}/check`, { response });
    const issues = [{ path: 'body.response', message: 'is blank' }];
    expect([blank.status, blank.body]).toEqual([400, expect.objectContaining({ issues })]);
    expect(await seen(member(0), id)).toMatchObject({ told: null, can: { check: true } });
  });

  it.each([
    ['?from=2026-01-01', ['query.to']],
    ['?to=2026-01-01', ['query.from']],
    ['?from=2026-01-02&to=2026-01-01', ['query.from', 'query.to']],
  ])('is refused by its fields where days are asked for as %s', async (query, paths) => {
    const bank = await bankWithCouncil();
    const { status, body } = await lecturer<{ issues: { path: string }[] }>(
      'GET',
      `/made-banks/${bank.code}/appraisals${query}`,
    );
    expect([status, body.issues.map(({ path }) => path)]).toEqual([400, paths]);
  });
});
