import type { Appraisal, AppraisalQueue, RoleGrants } from '@chuyen-de/contracts';
import { answerAs, approveAs, seen, setCouncil, submit, useCouncils, vote, withdraw } from './councils.ts';
import { addedTo, draftIn, CHOICE, issue, questionAt, savedAs } from './made-banks.ts';

const { making, lecturer, administrator, bankWithCouncil, openIn, handedIn, member, ...others } =
  useCouncils();
const { grantTo, editorInCouncil } = others;

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

describe('who may do what, as things change', () => {
  it('keeps the key from nobody who can no longer answer, and from them again once they can', async () => {
    const former = await editorInCouncil();
    const { question } = await inReview({ members: [former.id, member(0).id, member(1).id], needed: 2 });
    const path = `/made-banks/${question.bank}/questions/${question.code}`;
    const codeNow = async () => {
      const { status, body } = await former.call<{ code: string }>('GET', path);
      return status === 200 ? 'told' : body.code;
    };
    expect(await codeNow()).toBe('appraise_first');
    await revoke(former.id);
    expect(await codeNow()).toBe('told');
    await grantTo(former.id);
    expect(await codeNow()).toBe('appraise_first');
  });

  it('issues or takes back what is issued and taken back at once, and never both', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { bank, question, id } = await inReview();
      await approveAs([member(0), member(1)], id);
      const [{ body: issued }, { status }] = await Promise.all([
        issue(lecturer, bank.code, [question]),
        withdraw(lecturer, id),
      ]);
      const { state } = (await questionAt(lecturer, question)).appraisal!;
      expect([issued.done, status, state]).toEqual(
        status === 200 ? [0, 200, 'withdrawn'] : [1, expect.any(Number), 'issued'],
      );
    }
  });

  it('takes back what a council has before it once there is no council', async () => {
    const { bank, question } = await inReview();
    const approved = await addedTo(lecturer, bank, draftIn(bank, CHOICE));
    await submit(lecturer, [approved]);
    await approveAs([member(0), member(1)], await handedIn(approved));
    expect((await setCouncil(administrator, bank, null)).status).toBe(200);
    for (const each of [question, approved])
      expect(await questionAt(lecturer, each)).toMatchObject({ appraisal: { state: 'withdrawn' } });
    const other = draftIn(bank, { ...CHOICE, stem: { vi: 'Khác?' } });
    expect((await savedAs(lecturer, question, other)).status).toBe(200);
    expect((await issue(lecturer, bank.code, [approved])).body).toMatchObject({ done: 1 });
  });

  it('lists what waits for a member behind whatever they may appraise no more', async () => {
    const { id } = await inReview();
    const collection = making().tool.connection.collection<{ _id: string }>('appraisals');
    const { open, ...kept } = (await collection.findOne({ _id: id })) as { _id: string; open: string };
    expect(open).toBeDefined();
    const elsewhere = { owner: { kind: 'platform', platformId: 'elsewhere' }, due: new Date(0) };
    await collection.insertMany(
      Array.from({ length: 201 }, (_, at) => ({ ...kept, ...elsewhere, _id: `elsewhere-${at}` })),
    );
    const { body } = await member(0).call<AppraisalQueue>('GET', '/appraisals');
    expect(body.waiting.map((each) => each.id)).toContain(id);
    await collection.deleteMany({ _id: /^elsewhere-/ });
  });

  it('tells members of one name apart where they are listed', async () => {
    const [one, two] = [await editorInCouncil(), await editorInCouncil()];
    const { bank, id } = await inReview({ members: [one.id, two.id], needed: 2 });
    await approveAs([one, two], id);
    const [listed] = await openIn(bank.code);
    expect(new Set(listed!.votes.map(({ by }) => by?.slice(-4)))).toEqual(new Set([' (1)', ' (2)']));
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
