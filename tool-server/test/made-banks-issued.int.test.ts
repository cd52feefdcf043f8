import type { AttemptResult, ExamBank, LearnerAttempt, MadeBank } from '@chuyen-de/contracts';
import { until } from './a-school.ts';
import { addedTo, CHOICE, draftIn, found, issue, newBank, questionAt, savedAs } from './made-banks.ts';
import { learnerAt, newExam, publishedExam, useMaking, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();
const DEVICE = 'device-of-the-learner';

const bankAt = async (call: Call, code: string): Promise<MadeBank> =>
  (await call<MadeBank>('GET', `/made-banks/${code}`)).body;

describe('questions that are put into force', () => {
  it('are asked in an exam of the course at once, and by no other course', async () => {
    const bank = await newBank(lecturer);
    const topic = bank.topics[0]!.code;
    await addedTo(lecturer, bank);
    await addedTo(lecturer, bank, draftIn(bank, { type: 'true-false', stem: { vi: 'Đúng?' }, key: true }));
    expect((await issue(lecturer, bank.code)).body).toEqual({
      done: 2,
      faulty: [],
      changed: [],
      unapproved: [],
      more: false,
    });
    expect((await bankAt(lecturer, bank.code)).topics[0]!.cells).toEqual([{ level: 'recall', count: 2 }]);
    const exam = await publishedExam(lecturer, {
      blueprint: [{ topic, level: 'recall', count: 2 }],
      fixed: [],
    });
    const { call } = await learnerAt(making(), exam.code);
    const { body: attempt } = await call<LearnerAttempt>('POST', `/exams/${exam.code}/attempts`, {
      device: DEVICE,
    });
    const answers = attempt.questions.map(({ slot, type }, index) => ({
      ...{ slot, seq: index + 1, at: 1, flagged: false },
      response: type === 'true-false' ? { type, value: true } : { type, selected: ['b'] },
    }));
    const done = await call<AttemptResult>('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers,
    });
    expect(done.body.score).toMatchObject({ given: 2, maximum: 2 });
    // No heading stands over an explanation that there is not.
    expect(done.body.review!.map((each) => 'explanation' in each || 'source' in each)).toEqual([
      false,
      false,
    ]);
    const elsewhere = await making().enter({ of: making().other, linkId: making().other.linkId });
    const theirs = await newExam(elsewhere);
    const { body: theirBank } = await elsewhere<ExamBank>('GET', `/made-exams/${theirs.code}/bank`);
    expect(JSON.stringify(theirBank)).not.toContain(bank.code);
    expect((await elsewhere('GET', `/made-banks/${bank.code}`)).status).toBe(404);
  });

  it('stay as they are while their drafts change, and go out of force', async () => {
    const bank = await newBank(lecturer, ['Một', 'Hai']);
    const [one, two] = [await addedTo(lecturer, bank), await addedTo(lecturer, bank)];
    await issue(lecturer, bank.code);
    const { body: changed } = await savedAs(
      lecturer,
      one,
      draftIn(bank, CHOICE, { topic: bank.topics[1]!.code }),
    );
    expect(changed).toMatchObject({ state: 'changed', revision: 1 });
    const cells = async () => (await bankAt(lecturer, bank.code)).topics.map((topic) => topic.cells);
    expect(await cells()).toEqual([[{ level: 'recall', count: 2 }], []]);
    await issue(lecturer, bank.code, [changed]);
    // It has moved, and its neighbour has stayed.
    expect(await cells()).toEqual([[{ level: 'recall', count: 1 }], [{ level: 'recall', count: 1 }]]);
    expect(await questionAt(lecturer, one)).toMatchObject({ state: 'issued', revision: 2 });
    const { body: back } = await savedAs(lecturer, changed, draftIn(bank));
    expect(back.state).toBe('changed');
    const retired = await lecturer('POST', `/made-banks/${bank.code}/retirement`, {
      questions: [one.code, two.code],
    });
    expect(retired.body).toMatchObject({ done: 2 });
    expect(await cells()).toEqual([[], []]);
    expect(await questionAt(lecturer, two)).toMatchObject({ state: 'retired', can: { issue: true } });
    expect((await issue(lecturer, bank.code, [await questionAt(lecturer, two)])).body.done).toBe(1);
    expect(await questionAt(lecturer, two)).toMatchObject({ state: 'issued', revision: 1 });
  });

  it('are those that were seen alone, however many issue at once', async () => {
    const bank = await newBank(lecturer);
    const questions = [];
    for (let added = 0; added < 4; added += 1) questions.push(await addedTo(lecturer, bank));
    const [stale] = questions;
    await savedAs(lecturer, stale!, draftIn(bank, { ...CHOICE, stem: { vi: 'Khác' } }));
    const issued = await Promise.all(questions.map((question) => issue(lecturer, bank.code, [question])));
    expect(issued[0]!.body).toMatchObject({ done: 0, changed: [stale!.code] });
    expect((await issue(lecturer, bank.code)).body.faulty).toEqual([]);
    expect((await bankAt(lecturer, bank.code)).topics[0]!.cells).toEqual([{ level: 'recall', count: 4 }]);
    const states = (await found(lecturer, bank.code)).questions.map(({ state }) => state);
    expect(states).toEqual(['issued', 'issued', 'issued', 'issued']);
  });

  it('know what became of them though whoever issued them was broken off before telling', async () => {
    const bank = await newBank(lecturer);
    const question = await addedTo(lecturer, bank);
    await issue(lecturer, bank.code);
    // As it is stored between the edition's coming into force and its telling.
    await making()
      .tool.connection.collection('questionDrafts')
      .updateOne(
        { _id: question.code as never },
        { $set: { state: 'draft', issuing: 1 }, $unset: { issued: true } },
      );
    expect(await questionAt(lecturer, question)).toMatchObject({ state: 'issued', revision: 1 });
  });

  it('leave their mark in the audit', async () => {
    const bank = await newBank(lecturer);
    await addedTo(lecturer, bank);
    await issue(lecturer, bank.code);
    const events = making().tool.connection.collection('events');
    const deeds = async () =>
      (await events.find({ 'subject.id': bank.code }).toArray()).map((event) => event['deed'] as string);
    await until(async () => ((await deeds()).length === 2 ? true : undefined));
    expect((await deeds()).sort()).toEqual(['bank-made', 'questions-issued']);
  });
});
