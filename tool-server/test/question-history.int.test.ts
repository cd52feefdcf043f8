import type { BankQuestion, QuestionHistory, QuestionVersion } from '@chuyen-de/contracts';
import { until } from './a-school.ts';
import { submit, useCouncils, withdraw } from './councils.ts';
import { addedTo, CHOICE, draftIn, issue, newBank, questionAt, savedAs } from './made-banks.ts';
import type { Call } from './made-exams.ts';

const { making, lecturer, bankWithCouncil, handedIn } = useCouncils();

const pathOf = ({ bank, code }: Pick<BankQuestion, 'bank' | 'code'>) =>
  `/made-banks/${bank}/questions/${code}`;
const historyOf = async (call: Call, question: BankQuestion): Promise<QuestionHistory> =>
  (await call<QuestionHistory>('GET', `${pathOf(question)}/history`)).body;
const versionOf = (question: BankQuestion, id: string) =>
  lecturer<QuestionVersion>('GET', `${pathOf(question)}/history/${id}`);
const restore = (call: Call, question: BankQuestion, edition: number, version: string) =>
  call<BankQuestion>('POST', `${pathOf(question)}/restoration`, { edition, version });
const saying = (vi: string) => ({ ...CHOICE, stem: { vi } });
const stemOf = ({ draft }: Pick<QuestionVersion, 'draft'>) => draft.content['stem'];

/** Saves one text after the other over what is there. */
async function written(call: Call, question: BankQuestion, ...texts: string[]): Promise<BankQuestion> {
  let current = await questionAt(call, question);
  for (const text of texts) {
    const { body } = await savedAs(call, current, { ...current.draft, content: saying(text) });
    current = body;
  }
  return current;
}

describe('the history of a question', () => {
  it('has what each of several people wrote, not each pause of theirs, and says who', async () => {
    const colleague = await making().colleague('Lê');
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank, draftIn(bank, saying('Một')));
    await written(lecturer, question, 'Một hai', 'Một hai ba');
    const { edition } = await written(colleague, question, 'Bốn');
    const history = await historyOf(lecturer, question);
    expect(history).toMatchObject({
      ...{ code: question.code, edition, can: { restore: true } },
      versions: [
        { id: 'd4', by: 'Lê Đồng Nghiệp', isDraft: true, origin: 'written', revision: null },
        { id: 'd3', by: 'Trần Văn Bình', isDraft: false },
      ],
    });
    expect(stemOf((await versionOf(question, 'd3')).body)).toEqual({ vi: 'Một hai ba' });
    expect(stemOf((await versionOf(question, 'd4')).body)).toEqual({ vi: 'Bốn' });
    for (const id of ['d2', 'd9', 'r1'])
      expect(await versionOf(question, id)).toMatchObject({
        status: 404,
        body: { code: 'version_not_found' },
      });
    expect((await versionOf(question, 'x1')).status).toBe(400);
  });

  it('has what was in force, who put it there, and whether it still is', async () => {
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank, draftIn(bank, saying('Một')));
    await issue(lecturer, bank.code);
    await written(lecturer, question, 'Hai', 'Hai rưỡi');
    await issue(lecturer, bank.code);
    await written(lecturer, question, 'Ba');
    const by = 'Trần Văn Bình';
    const versions = await until(async () => {
      const history = await historyOf(lecturer, question);
      // The audit hears of it a moment later.
      return history.versions[1]?.revision?.issued ? history.versions : undefined;
    });
    expect(versions).toMatchObject([
      { id: 'd4', isDraft: true, revision: null },
      { id: 'd3', revision: { number: 2, inForce: true, issued: { by } } },
      { id: 'd1', revision: { number: 1, inForce: false, issued: { by } } },
    ]);
  });

  it('has what was in force also where no draft of it was kept', async () => {
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank, draftIn(bank, saying('Một')));
    await issue(lecturer, bank.code);
    await written(lecturer, question, 'Hai');
    // As in a store of before there were versions.
    await making().tool.connection.collection('questionVersions').deleteMany({ question: question.code });
    const { versions } = await historyOf(lecturer, question);
    expect(versions).toMatchObject([
      { id: 'd2', isDraft: true },
      { id: 'r1', by: null, revision: { number: 1, inForce: true } },
    ]);
    const { topic, level } = question.draft;
    const said = { topic, level, content: saying('Một') };
    expect((await versionOf(question, 'r1')).body.draft).toEqual(said);
    const { status, body } = await restore(lecturer, question, 2, 'r1');
    expect([status, body.state, body.draft.content]).toEqual([200, 'issued', saying('Một')]);
  });

  it('keeps the newest hundred', async () => {
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank, draftIn(bank, saying('Một')));
    const kept = making().tool.connection.collection<{ _id: string }>('questionVersions');
    const former = Array.from({ length: 100 }, (_, index) => ({
      ...{ _id: `${question.code}/${index + 1}`, question: question.code, edition: index + 1 },
      ...{ at: new Date(index), by: 'f'.repeat(24), origin: 'written', draft: question.draft },
    }));
    await kept.insertMany(former);
    const drafts = making().tool.connection.collection<{ _id: string }>('questionDrafts');
    await drafts.updateOne({ _id: question.code }, { $set: { edition: 101 } });
    await written(await making().colleague('Tạ'), question, 'Hai');
    const { versions } = await historyOf(lecturer, question);
    // The draft is not among those that are kept.
    expect(versions).toHaveLength(101);
    expect(versions.slice(0, 2)).toMatchObject([{ id: 'd102' }, { id: 'd101' }]);
    expect(await kept.findOne({ _id: `${question.code}/1` })).toBeNull();
  });

  it('is gone with a question that is removed', async () => {
    const colleague = await making().colleague('Ngô');
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank);
    const { edition } = await written(colleague, question, 'Khác');
    await lecturer('POST', `${pathOf(question)}/removal`, { edition });
    const kept = making().tool.connection.collection('questionVersions');
    expect(await kept.countDocuments({ question: question.code })).toBe(0);
    expect((await lecturer('GET', `${pathOf(question)}/history`)).status).toBe(404);
  });
});

describe('a version that is taken up again', () => {
  it('is a new edition of the draft; what it took the place of stays in the history', async () => {
    const colleague = await making().colleague('Đỗ');
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank, draftIn(bank, saying('Một')));
    const { edition } = await written(colleague, question, 'Hai');
    const late = await restore(lecturer, question, 1, 'd1');
    expect(late).toMatchObject({ status: 409, body: { code: 'question_changed', question: { edition } } });
    const { body } = await restore(lecturer, question, edition, 'd1');
    expect(body).toMatchObject({ edition: 3, editedBy: 'Trần Văn Bình', draft: { content: saying('Một') } });
    const { versions } = await historyOf(lecturer, question);
    expect(versions).toMatchObject([
      { id: 'd3', isDraft: true, origin: 'restored', of: versions[2]!.at },
      { id: 'd2', by: 'Đỗ Đồng Nghiệp' },
      { id: 'd1', origin: 'written' },
    ]);
    expect((await restore(lecturer, question, 3, 'd7')).status).toBe(404);
  });

  it('is refused while a council has the question', async () => {
    const bank = await bankWithCouncil();
    const question = await addedTo(lecturer, bank, draftIn(bank, saying('Một')));
    await submit(lecturer, [question]);
    await withdraw(lecturer, await handedIn(question));
    const changed = await written(lecturer, question, 'Hai');
    await submit(lecturer, [changed]);
    const history = await historyOf(lecturer, question);
    expect(history).toMatchObject({
      can: { restore: false },
      versions: [
        { id: 'd2', appraisal: { state: 'in-review' } },
        { id: 'd1', appraisal: { state: 'withdrawn' } },
      ],
    });
    const refused = await restore(lecturer, question, changed.edition, 'd1');
    expect(refused).toMatchObject({ status: 409, body: { code: 'question_in_review' } });
    await withdraw(lecturer, await handedIn(question));
    expect((await restore(lecturer, question, changed.edition, 'd1')).status).toBe(200);
  });
});
