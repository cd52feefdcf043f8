import type {
  BankAppraisals,
  BankQuality,
  BankQuestion,
  ExportPreview,
  MadeBank,
} from '@chuyen-de/contracts';
import { answerAs, seen, submit, useCouncils, vote, withdraw, type Member } from './councils.ts';
import { addedTo, CHOICE, draftIn, found, questionAt, savedAs } from './made-banks.ts';
import type { Call } from './made-exams.ts';

const { lecturer, editorInCouncil, bankWithCouncil, handedIn, member } = useCouncils();

const SECRET = 'BI-MAT';
const EXPLAINED = { ...CHOICE, explanation: { vi: SECRET } };

/** A bank with a question before its council, of which another member has said something, and one that is not. */
async function inReview(editor: Member) {
  const bank = await bankWithCouncil({ members: [editor.id, member(0).id], needed: 2 });
  const question = await addedTo(lecturer, bank, draftIn(bank, EXPLAINED));
  const other = await addedTo(lecturer, bank);
  await submit(lecturer, [question]);
  const id = await handedIn(question);
  await answerAs(member(0), id, 'a');
  await vote(member(0), id);
  return { bank, question, other, id };
}

const exported = (questions: object, keys: boolean, format = 'json') => ({ format, keys, questions });

/** Every way to a question in which its key is told, or what is told when it fails. */
const ways = (
  { code: bank }: MadeBank,
  { code, edition }: BankQuestion,
  id: string,
): [method: string, path: string, body?: object][] => {
  const at = `/made-banks/${bank}/questions/${code}`;
  return [
    ['GET', at],
    ['POST', `/made-banks/${bank}/questions`, { from: code }],
    // Somebody else was first, as it seems: the answer to that is the question as it is.
    ['PUT', `${at}/draft`, { edition: edition + 1, draft: { topic: 'x', level: 'recall', content: CHOICE } }],
    ['POST', `${at}/removal`, { edition: edition + 1 }],
    ['GET', `${at}/history`],
    ['GET', `${at}/comments`],
    ['POST', `${at}/comments`, { text: 'x' }],
    ['POST', `${at}/comments/none/removal`, {}],
    ['GET', `${at}/history/d${edition}`],
    ['POST', `${at}/restoration`, { edition, version: `d${edition}` }],
    ['POST', `/appraisals/${id}/withdrawal`, {}],
    ...['', '/preview'].flatMap((kind): [string, string, object][] => [
      ['POST', `/made-banks/${bank}/exports${kind}`, exported([code], true)],
      ['POST', `/made-banks/${bank}/exports${kind}`, exported({ text: '' }, true)],
    ]),
  ];
};

describe('a key that a member of a council has yet to check', () => {
  it('is told them on no way on which they may edit the bank, until they have answered', async () => {
    const editor = await editorInCouncil();
    const { bank, question, id } = await inReview(editor);
    for (const [method, path, body] of ways(bank, question, id)) {
      const refused = await editor.call<{ code: string; questions?: string[] }>(method, path, body);
      const isExport = path.includes('/exports');
      const code = isExport ? 'keys_withheld' : 'appraise_first';
      expect([method, path, refused.status, refused.body.code]).toEqual([method, path, 409, code]);
      expect(refused.body.questions).toEqual(isExport ? [question.code] : undefined);
      expect(JSON.stringify(refused.body)).not.toContain(SECRET);
    }
    await answerAs(editor, id);
    const [method, path] = ways(bank, question, id)[0]!;
    const { body } = await editor.call<BankQuestion>(method, path);
    expect(body.draft.content).toMatchObject({ key: ['b'], explanation: { vi: SECRET } });
  });

  it('leaves them all else: other questions, files without keys, and the list without what was said', async () => {
    const editor = await editorInCouncil();
    const { bank, question, other } = await inReview(editor);
    const at = `/made-banks/${bank.code}`;
    expect((await editor.call('GET', `${at}/questions/${other.code}`)).status).toBe(200);
    for (const wish of [exported([other.code], true), exported([question.code], false, 'xlsx')])
      expect((await editor.call('POST', `${at}/exports/preview`, wish)).status).toBe(200);
    const looked = await editor.call<BankQuality>('GET', `${at}/quality`);
    const quality = await lecturer<BankQuality>('GET', `${at}/quality`);
    expect([looked.body.questions, quality.body.questions]).toEqual([1, 2]);
    const listed = await editor.call<BankAppraisals>('GET', `${at}/appraisals`);
    const said = { approvals: 0, contested: 0, checks: [], votes: [] };
    expect(listed.body.appraisals).toMatchObject([{ question: question.code, ...said }]);
    const { body } = await lecturer<BankAppraisals>('GET', `${at}/appraisals`);
    expect(body.appraisals).toMatchObject([{ approvals: 1, contested: 1, checks: [{ agrees: false }] }]);
  });

  it('is told neither by what was said of it before, nor by a fingerprint of it', async () => {
    const editor = await editorInCouncil();
    const { bank, question, id: earlier } = await inReview(editor);
    await withdraw(lecturer, earlier);
    expect((await seen(editor, earlier)).told).toMatchObject({ reviewed: { key: ['b'] } });
    const { body: changed } = await savedAs(lecturer, await questionAt(lecturer, question), {
      ...question.draft,
      level: 'application',
    });
    await submit(lecturer, [changed]);
    const id = await handedIn(question);
    for (const each of [earlier, id]) {
      const told = await seen(editor, each);
      expect(told).toMatchObject({ told: null, hash: null, answerFirst: id, approvals: 0, contested: 0 });
      expect(told.can).toMatchObject({ comment: false, check: each === id });
      expect(JSON.stringify(told)).not.toContain(SECRET);
    }
    const said = await editor.call('POST', `/appraisals/${earlier}/comments`, { text: 'x' });
    expect([said.status, said.body.code]).toEqual([409, 'appraise_first']);
    const decided = `/made-banks/${bank.code}/appraisals?from=2000-01-01&to=2100-01-01`;
    for (const path of [decided, `/made-banks/${bank.code}/appraisals`])
      expect((await editor.call<BankAppraisals>('GET', path)).body.appraisals).toMatchObject([
        { hash: null, checks: [], votes: [] },
      ]);
    await answerAs(editor, id);
    expect(await seen(editor, earlier)).toMatchObject({
      answerFirst: null,
      hash: expect.any(String) as string,
    });
  });

  it('is found by no search for what is accepted or explained, only for what is asked', async () => {
    const editor = await editorInCouncil();
    const bank = await bankWithCouncil({ members: [editor.id, member(0).id], needed: 2 });
    const content = {
      ...{ type: 'short-answer', stem: { vi: 'Thủ đô nước ta?' }, accepted: ['Thăng Long'] },
      ...{ explanation: { vi: SECRET }, hints: [{ vi: 'Rồng bay' }] },
    };
    const question = await addedTo(lecturer, bank, draftIn(bank, content));
    await addedTo(lecturer, bank);
    await submit(lecturer, [question]);
    const count = async (call: Call, text: string) => {
      const rows = await found(call, bank.code, `?${new URLSearchParams({ text }).toString()}`);
      const wish = exported({ text }, false, 'xlsx');
      const { body } = await call<ExportPreview>('POST', `/made-banks/${bank.code}/exports/preview`, wish);
      expect(body.questions).toBe(rows.total);
      return rows.total;
    };
    const counted = async (text: string) => [await count(lecturer, text), await count(editor.call, text)];
    for (const text of [SECRET, 'thang long', 'rồng'])
      expect([text, await counted(text)]).toEqual([text, [1, 0]]);
    expect(await counted('thủ đô nước')).toEqual([2, 2]);
    expect(await counted(question.code)).toEqual([1, 1]);
    const id = await handedIn(question);
    const response = { type: 'short-answer', text: 'Hà Nội' };
    expect((await editor.call('POST', `/appraisals/${id}/check`, { response })).status).toBe(200);
    expect(await counted(SECRET)).toEqual([1, 1]);
  });

  it('is told those who wrote it', async () => {
    const editor = await editorInCouncil();
    const { bank, question } = await inReview(editor);
    const { status, body } = await lecturer<BankQuestion>(
      'GET',
      `/made-banks/${bank.code}/questions/${question.code}`,
    );
    expect([status, body.code]).toEqual([200, question.code]);
    const wish = exported([question.code], true);
    expect((await lecturer('POST', `/made-banks/${bank.code}/exports/preview`, wish)).status).toBe(200);
  });
});
