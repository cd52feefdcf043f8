import type {
  Appraisal,
  AppraisalQueue,
  Appraisers,
  BankQuestion,
  QuestionChanged,
} from '@chuyen-de/contracts';
import { until } from './a-school.ts';
import {
  answerAs,
  approveAs,
  seen,
  setCouncil,
  submit,
  useCouncils,
  vote,
  withdraw,
  type Member,
} from './councils.ts';
import { addedTo, CHOICE, draftIn, issue, newBank, questionAt, savedAs } from './made-banks.ts';
import { sessionOf } from './made-exams.ts';

const { making, lecturer, administrator, editorInCouncil, bankWithCouncil, openIn, handedIn, member } =
  useCouncils();

describe('a bank with a council', () => {
  it('issues nothing that its council has not approved, and all that it has', async () => {
    const bank = await bankWithCouncil();
    const [one, two] = [await addedTo(lecturer, bank), await addedTo(lecturer, bank)];
    expect(one.can).toMatchObject({ submit: true, issue: false });
    const refused = (await issue(lecturer, bank.code, [one, two])).body;
    expect(refused).toMatchObject({ done: 0, unapproved: [one.code, two.code] });
    expect((await issue(lecturer, bank.code)).body).toMatchObject({ done: 0 });

    expect(await submit(lecturer, [one, two])).toMatchObject({ done: 2 });
    expect(await submit(lecturer, [one])).toMatchObject({ done: 0, under: [one.code] });
    const id = await handedIn(one);
    await approveAs([member(0)], id);
    expect((await issue(lecturer, bank.code, [one])).body).toMatchObject({ done: 0, unapproved: [one.code] });
    await approveAs([member(1)], id);
    expect((await issue(lecturer, bank.code)).body).toMatchObject({ done: 1, unapproved: [] });
    expect(await questionAt(lecturer, one)).toMatchObject({
      ...{ state: 'issued', revision: 1, appraisal: { state: 'issued', approvals: 2 } },
      can: { submit: false, issue: false },
    });
    const stored = await making().tool.connection.collection('questions').findOne({ code: one.code });
    const [kept] = await making()
      .tool.connection.collection('appraisals')
      .find({ _id: id as never })
      .toArray();
    expect(stored?.['fingerprint']).toBe(kept?.['hash']);
  });

  it('tells a member the key only once they have answered, also where they edit the bank', async () => {
    const bank = await bankWithCouncil();
    const question = await addedTo(
      lecturer,
      bank,
      draftIn(bank, { ...CHOICE, explanation: { vi: 'BI-MAT' } }),
    );
    await submit(lecturer, [question]);
    const id = await handedIn(question);
    const { body: queue } = await member(0).call<AppraisalQueue>('GET', '/appraisals');
    expect(queue.waiting.map((each) => each.id)).toContain(id);
    const before = await seen(member(0), id);
    expect(before).toMatchObject({ told: null, can: { check: true, vote: false } });
    expect(JSON.stringify([queue, before])).not.toMatch(/BI-MAT|"key"/);
    expect((await vote(member(0), id)).body.code).toBe('appraise_first');
    expect((await member(0).call('POST', `/appraisals/${id}/comments`, { text: 'x' })).status).toBe(409);
    // Another one's answer says nothing to those who have not answered.
    await answerAs(member(1), id, 'a');
    expect(await seen(member(0), id)).toMatchObject({ told: null, contested: 0 });
    const { body: after } = await answerAs(member(0), id);
    expect(after.told).toMatchObject({ explanation: { vi: 'BI-MAT' }, reviewed: { key: ['b'] } });
    expect((await answerAs(member(0), id)).status).toBe(409);
  });

  it('waits for whoever answered otherwise than the key, until they agree with it', async () => {
    const bank = await bankWithCouncil();
    const question = await addedTo(lecturer, bank);
    await submit(lecturer, [question]);
    const id = await handedIn(question);
    await answerAs(member(2), id, 'a');
    await approveAs([member(0), member(1)], id);
    expect(await seen(member(0), id)).toMatchObject({ state: 'in-review', approvals: 2, contested: 1 });
    const settle = ({ call }: Member) =>
      call<Appraisal & { code: string }>('POST', `/appraisals/${id}/settlement`, {
        note: 'Đọc nhầm câu dẫn',
      });
    expect((await settle(member(0))).body.code).toBe('key_not_contested');
    expect((await settle(member(2))).body.state).toBe('approved');
    expect((await vote(member(0), id, null)).body.code).toBe('appraisal_closed');
  });

  it('keeps a question as it was handed in until it is taken back, and then asks again', async () => {
    const bank = await bankWithCouncil();
    const question = await addedTo(lecturer, bank);
    await submit(lecturer, [question]);
    const id = await handedIn(question);
    const other = draftIn(bank, { ...CHOICE, stem: { vi: 'Khác?' } });
    const expectKept = async (edition: number) => {
      const seen = { ...question, edition };
      const saved = await savedAs(lecturer, seen, other);
      expect([saved.status, saved.body.code]).toEqual([409, 'question_in_review']);
      const { question: kept } = saved.body as unknown as QuestionChanged;
      expect(kept).toMatchObject({
        code: question.code,
        can: { withdraw: true, remove: false },
      });
      const at = `/made-banks/${bank.code}/questions/${question.code}/removal`;
      expect((await lecturer('POST', at, { edition })).body.code).toBe('question_in_review');
    };
    await expectKept(question.edition);
    await approveAs([member(0), member(1)], id);
    await expectKept(question.edition);
    await expectKept(question.edition + 1);
    // What is stored already changes nothing.
    expect((await savedAs(lecturer, question, question.draft)).status).toBe(200);
    await withdraw(lecturer, id);
    const { body: changed } = await savedAs(lecturer, question, other);
    expect(changed.appraisal).toMatchObject({ id, state: 'withdrawn', approvals: 2 });
    expect((await issue(lecturer, bank.code, [changed])).body).toMatchObject({
      done: 0,
      unapproved: [question.code],
    });
    expect((await seen(member(0), id)).asked.stem).toEqual({ vi: CHOICE.stem.vi });
    await submit(lecturer, [changed]);
    const again = await handedIn(question);
    await approveAs([member(1), member(2)], again);
    expect((await issue(lecturer, bank.code)).body.done).toBe(1);
    // What is in force changes by another appraisal alone.
    const { body: edited } = await savedAs(lecturer, await questionAt(lecturer, question), draftIn(bank));
    expect((await issue(lecturer, bank.code, [edited])).body.done).toBe(0);
    expect(await questionAt(lecturer, question)).toMatchObject({ state: 'changed', revision: 1 });
  });

  it('issues what its council approved, whatever became of its draft', async () => {
    const bank = await bankWithCouncil();
    const question = await addedTo(lecturer, bank);
    await submit(lecturer, [question]);
    await approveAs([member(0), member(1)], await handedIn(question));
    const { connection } = making().tool;
    // As whoever saved while it was handed in would have left it, broken off before the appraisal was told.
    await connection
      .collection('questionDrafts')
      .updateOne(
        { _id: question.code as never },
        { $set: { 'content.stem.vi': 'Khác?' }, $inc: { edition: 1 } },
      );
    expect((await issue(lecturer, bank.code)).body).toMatchObject({ done: 1, faulty: [], unapproved: [] });
    const issued = await connection.collection('questions').findOne({ code: question.code });
    expect(issued?.['stem']).toEqual({ vi: CHOICE.stem.vi });
    expect(await questionAt(lecturer, question)).toMatchObject({
      ...{ state: 'changed', revision: 1, appraisal: { state: 'issued' } },
      draft: { content: { stem: { vi: 'Khác?' } } },
    });
  });

  it('hears no author, and is handed in only where enough others sit in it', async () => {
    const { call: colleague, id } = await editorInCouncil();
    const bank = await bankWithCouncil({ members: [id, member(0).id], needed: 2 });
    const theirs = await addedTo(colleague, bank);
    expect(await submit(lecturer, [theirs])).toMatchObject({ done: 0, authored: [theirs.code] });
    const own = await addedTo(lecturer, bank);
    await submit(lecturer, [own]);
    const appraisal = await handedIn(own);
    const hash = (await openIn(bank.code))[0]!.hash;
    const cast = await lecturer('PUT', `/appraisals/${appraisal}/vote`, {
      vote: { verdict: 'approve', hash, note: '' },
    });
    expect([cast.status, cast.body.code]).toEqual([403, 'own_question']);
    // Who sits in it and edits the bank sees the key after their answer alone.
    const peeked = await colleague('GET', `/made-banks/${bank.code}/questions/${own.code}`);
    expect([peeked.status, peeked.body.code]).toEqual([409, 'appraise_first']);
    const copied = await colleague('POST', `/made-banks/${bank.code}/questions`, { from: own.code });
    expect(copied.status).toBe(409);
  });

  it('hears nobody of a copy who has written on what it is of', async () => {
    const { call: colleague, id } = await editorInCouncil();
    const bank = await bankWithCouncil({ members: [id, member(0).id], needed: 2 });
    const theirs = await addedTo(colleague, bank);
    const copy = async (from: string) =>
      (await lecturer<BankQuestion>('POST', `/made-banks/${bank.code}/questions`, { from })).body;
    const first = await copy(theirs.code);
    const second = await copy(first.code);
    expect(await submit(lecturer, [first, second])).toMatchObject({
      ...{ done: 0, authored: [first.code, second.code] },
    });
  });

  it('is set up by whoever edits the bank, of people who hold the role, and changed by administrators', async () => {
    const bank = await newBank(lecturer);
    const { body: people } = await lecturer<Appraisers>('GET', `/made-banks/${bank.code}/appraisers`);
    expect(people.people.map(({ id }) => id)).toEqual(expect.arrayContaining([member(0).id, member(1).id]));
    const self = (await sessionOf(lecturer)).person.id;
    const wrong = await setCouncil(lecturer, bank, { members: [self], needed: 1, days: 7 });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'council_member_wrong']);
    const { body: set } = await setCouncil(lecturer, bank, { members: [member(0).id], needed: 1, days: 7 });
    expect(set.can).toEqual({ setCouncil: false });
    const dissolved = await setCouncil(lecturer, set, null);
    expect([dissolved.status, dissolved.body.code]).toEqual([403, 'council_set']);
    const late = await setCouncil(administrator, bank, null);
    expect([late.status, late.body.code]).toEqual([409, 'bank_changed']);
    expect((await setCouncil(administrator, set, null)).body.council).toBeNull();
  });

  it.each<[string, object]>([
    ['nobody in it', { members: [] }],
    ['more votes than members', { needed: 9 }],
    ['no votes', { needed: 0 }],
    ['no time', { days: 0 }],
  ])('is no council with %s', async (_name, over) => {
    const council = { members: [member(0).id], needed: 1, days: 7, ...over };
    expect((await setCouncil(lecturer, await newBank(lecturer), council)).status).toBe(400);
  });

  it('returns a question with what is to be changed, tells who is late, and is open to members alone', async () => {
    const bank = await bankWithCouncil({ needed: 3 });
    const question = await addedTo(lecturer, bank);
    await submit(lecturer, [question]);
    const id = await handedIn(question);
    // As it is once its day is over.
    await making()
      .tool.connection.collection('appraisals')
      .updateOne({ _id: id as never }, { $set: { due: new Date(0) } });
    const [late] = await openIn(bank.code);
    expect(late!.overdue).toBe(true);
    await answerAs(member(0), id);
    const bare = { vote: { verdict: 'return', hash: late!.hash, note: '' } };
    expect((await member(0).call('PUT', `/appraisals/${id}/vote`, bare)).status).toBe(400);
    expect((await vote(member(0), id, 'return')).body.state).toBe('returned');
    expect((await questionAt(lecturer, question)).appraisal).toMatchObject({
      state: 'returned',
      votes: [{ verdict: 'return', note: 'Sửa câu dẫn' }],
    });
    const stranger = await making().enter({ of: making().other, linkId: making().other.linkId });
    expect((await stranger('GET', `/appraisals/${id}`)).status).toBe(404);
  });

  it('leaves its marks in the audit', async () => {
    const bank = await bankWithCouncil();
    const question = await addedTo(lecturer, bank);
    await submit(lecturer, [question]);
    const id = await handedIn(question);
    await approveAs([member(0)], id);
    await withdraw(lecturer, id);
    const events = making().tool.connection.collection('events');
    const deeds = async () =>
      (await events.find({ 'subject.id': id }).toArray()).map((event) => event['deed'] as string);
    await until(async () => ((await deeds()).length === 4 ? true : undefined));
    expect((await deeds()).sort()).toEqual([
      'appraisal-begun',
      'appraisal-key-checked',
      'appraisal-voted',
      'appraisal-withdrawn',
    ]);
  });
});
