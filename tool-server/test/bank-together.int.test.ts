import type { BankQuestion, BankTags, ChangedTogether, QuestionHistory } from '@chuyen-de/contracts';
import { until } from './a-school.ts';
import { submit, useCouncils } from './councils.ts';
import { addedTo, draftIn, found, issue, newBank, questionAt, savedAs } from './made-banks.ts';
import type { Call } from './made-exams.ts';

const { making, lecturer, bankWithCouncil, editorInCouncil, member } = useCouncils();

const seenAs = (questions: readonly BankQuestion[]) =>
  questions.map(({ code, edition }) => ({ code, edition }));
const change = (call: Call, bank: string, questions: readonly BankQuestion[], wanted: object) =>
  call<ChangedTogether & { code: string }>('POST', `/made-banks/${bank}/changes`, {
    questions: seenAs(questions),
    change: wanted,
  });
const tagged = (...tags: string[]) => ({ tags });
const search = async (bank: string, query: Record<string, string>): Promise<string[]> =>
  (await found(lecturer, bank, `?${new URLSearchParams(query).toString()}`)).questions.map(
    ({ code }) => code,
  );

describe('tags of questions', () => {
  it('are saved, listed with how many have them, and found again without marks', async () => {
    const bank = await newBank(lecturer);
    const one = await addedTo(lecturer, bank, draftIn(bank, undefined, tagged('Hiến pháp', 'Ôn tập')));
    const two = await addedTo(lecturer, bank, draftIn(bank, undefined, tagged('hien phap')));
    await addedTo(lecturer, bank);
    expect(one.draft.tags).toEqual(['Hiến pháp', 'Ôn tập']);
    const { body } = await lecturer<BankTags>('GET', `/made-banks/${bank.code}/tags`);
    expect(body.tags).toEqual([
      { tag: 'Hiến pháp', count: 2 },
      { tag: 'Ôn tập', count: 1 },
    ]);
    expect(await search(bank.code, { tag: 'HIEN PHAP' })).toEqual([one.code, two.code]);
    expect(await search(bank.code, { text: 'on tap' })).toEqual([one.code]);
    expect(await search(bank.code, { tag: 'khác' })).toEqual([]);
    const preview = await lecturer<{ questions: number }>(
      'POST',
      `/made-banks/${bank.code}/exports/preview`,
      {
        ...{ format: 'json', keys: true, questions: { tag: 'ôn tập' } },
      },
    );
    expect(preview.body.questions).toBe(1);
  });

  it('stay where a page that knows none of them saves, and make no new revision', async () => {
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank, draftIn(bank, undefined, tagged('Một')));
    await issue(lecturer, bank.code);
    const issued = await questionAt(lecturer, question);
    const { tags: _, ...draft } = issued.draft;
    expect((await savedAs(lecturer, issued, draft)).body.edition).toBe(issued.edition);
    const retagged = (await savedAs(lecturer, issued, { ...draft, tags: ['Hai'] })).body;
    expect(retagged).toMatchObject({ state: 'issued', revision: 1, draft: { tags: ['Hai'] } });
    expect((await savedAs(lecturer, retagged, { ...draft, tags: [] })).body.draft.tags).toEqual([]);
  });

  it.each([
    [['a', 'Á']],
    [['a,b']],
    [['']],
    [['x'.repeat(41)]],
    [Array.from({ length: 13 }, (_, n) => `${n}`)],
  ])('are refused as %j', async (tags) => {
    const bank = await newBank(lecturer);
    const draft = draftIn(bank, undefined, { tags });
    expect((await lecturer('POST', `/made-banks/${bank.code}/questions`, { draft })).status).toBe(400);
  });
});

describe('several questions that are changed at once', () => {
  it('have what was asked for, say what each has changed, and can be taken back by their history', async () => {
    const bank = await newBank(lecturer, ['Một', 'Hai']);
    const [first, second] = bank.topics.map(({ code }) => code);
    const one = await addedTo(lecturer, bank, draftIn(bank, undefined, tagged('Cũ', 'Giữ')));
    const two = await addedTo(lecturer, bank, {
      ...draftIn(bank, undefined, tagged('Mới')),
      ...{ topic: second!, level: 'application' },
    });
    const wanted = { topic: second, level: 'application', addTags: ['mới'], removeTags: ['CU'] };
    const { body } = await change(lecturer, bank.code, [one, two], wanted);
    expect(body).toEqual({
      done: [{ code: one.code, fields: ['topic', 'level', 'tags'] }],
      ...{ same: [two.code], refused: [] },
    });
    expect((await questionAt(lecturer, one)).draft).toMatchObject({
      ...{ topic: second, level: 'application', tags: ['Giữ', 'mới'] },
    });
    const path = `/made-banks/${bank.code}/questions/${one.code}`;
    const history = (await lecturer<QuestionHistory>('GET', `${path}/history`)).body;
    expect(history.versions).toMatchObject([{ origin: 'together' }, { id: 'd1', origin: 'written' }]);
    const restored = await lecturer<BankQuestion>('POST', `${path}/restoration`, {
      edition: 2,
      version: 'd1',
    });
    expect(restored.body.draft).toMatchObject({ topic: first, level: 'recall', tags: ['Cũ', 'Giữ'] });
  });

  it('are one entry of the audit', async () => {
    const bank = await newBank(lecturer);
    const questions = [await addedTo(lecturer, bank), await addedTo(lecturer, bank)];
    await change(lecturer, bank.code, questions, { level: 'application' });
    const events = making().tool.connection.collection('events');
    const noted = await until(async () => {
      const entries = await events.find({ 'subject.id': bank.code, deed: 'questions-changed' }).toArray();
      return entries.length > 0 ? entries : undefined;
    });
    expect(noted).toMatchObject([
      {
        after: { change: { level: 'application' }, questions: questions.map(({ code }) => code), refused: 0 },
      },
    ]);
  });

  it('are left as they are, each for its reason', async () => {
    const bank = await bankWithCouncil();
    const [inReview, changed, full, free] = [
      await addedTo(lecturer, bank),
      await addedTo(lecturer, bank),
      await addedTo(
        lecturer,
        bank,
        draftIn(bank, undefined, { tags: Array.from({ length: 12 }, (_, n) => `nhãn ${n}`) }),
      ),
      await addedTo(lecturer, bank),
    ];
    await submit(lecturer, [inReview]);
    await savedAs(lecturer, changed, { ...changed.draft, level: 'application' });
    const { body } = await change(lecturer, bank.code, [inReview, changed, full, free], { addTags: ['Mới'] });
    expect(body).toEqual({
      done: [{ code: free.code, fields: ['tags'] }],
      same: [],
      refused: [
        { code: inReview.code, why: 'in_review' },
        { code: changed.code, why: 'changed' },
        { code: full.code, why: 'tags_full' },
      ],
    });
    expect((await questionAt(lecturer, inReview)).draft.tags).toEqual([]);
  });

  it('are taken back from their council, but by nobody who has yet to answer them', async () => {
    const editor = await editorInCouncil();
    const bank = await bankWithCouncil({ members: [editor.id, member(0).id], needed: 2 });
    const [inReview, other] = [await addedTo(lecturer, bank), await addedTo(lecturer, bank)];
    await submit(lecturer, [inReview]);
    const blind = await change(editor.call, bank.code, [inReview], { withdraw: true });
    expect(blind.body.refused).toEqual([{ code: inReview.code, why: 'appraise_first' }]);
    const { body } = await change(lecturer, bank.code, [inReview, other], { withdraw: true });
    expect(body).toEqual({
      done: [{ code: inReview.code, fields: [] }],
      ...{ same: [], refused: [{ code: other.code, why: 'not_in_review' }] },
    });
    expect((await questionAt(lecturer, inReview)).appraisal?.state).toBe('withdrawn');
  });

  it.each([
    [{ topic: 'NH-none-T01' }, 422, 'bank_topic_unknown'],
    [{ source: { source: 'VB-none', clause: 'K1' } }, 422, 'source_clause_unknown'],
    [{}, 400, 'invalid_request'],
  ])('are not changed at all by %j', async (wanted, status, code) => {
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank);
    const refused = await change(lecturer, bank.code, [question], wanted);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });
});
