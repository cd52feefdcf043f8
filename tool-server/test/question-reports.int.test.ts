import type {
  AttemptResult,
  BankQuestion,
  BankRows,
  LearnerAttempt,
  MadeBank,
  OwnReports,
  PracticeRound,
  QuestionReports,
  ReportsAnswered,
} from '@chuyen-de/contracts';
import { addedTo, CHOICE, draftIn, found, issue, newBank, questionAt } from './made-banks.ts';
import { learnerAt, publishedExam, useMaking, type Call } from './made-exams.ts';

const { making, lecturer } = useMaking();
const DEVICE = 'device-of-a-learner';
const SAID = { kind: 'key', text: 'Đáp án này không còn đúng.' } as const;
interface Kept {
  _id: string;
  question: string;
  personId: string;
  waitsFor?: string;
}
const kept = () => making().tool.connection.collection<Kept>('questionReports');

/** A bank of the course with a question in force, and an exam that asks it of everybody. */
async function askedQuestion(review: object = {}) {
  const bank = await newBank(lecturer);
  const question = await addedTo(
    lecturer,
    bank,
    draftIn(bank, { ...CHOICE, stem: { vi: 'Câu bị báo?', en: '' } }),
  );
  await issue(lecturer, bank.code);
  const fixed = [{ topic: bank.topics[0]!.code, question: question.code }];
  const exam = await publishedExam(lecturer, { blueprint: [], fixed, ...review });
  return { bank, question, exam: exam.code };
}

/** A learner who has been asked; `submitted`: they have ended. */
async function sat(exam: string, { submitted = true } = {}) {
  const learner = await learnerAt(making(), exam);
  const { body } = await learner.call<LearnerAttempt>('POST', `/exams/${exam}/attempts`, { device: DEVICE });
  if (submitted) await learner.call('POST', `/attempts/${body.id}/submit`, { device: DEVICE, answers: [] });
  return { ...learner, attempt: body.id };
}
const reportOf = (call: Call, attempt: string, over: object = {}) =>
  call<OwnReports & { code: string }>('POST', `/attempts/${attempt}/reports`, { slot: 1, ...SAID, ...over });
const ownOf = async (call: Call, attempt: string) =>
  (await call<OwnReports>('GET', `/attempts/${attempt}/reports`)).body.reports;
const listFor = async (call: Call, query = '') =>
  (await call<QuestionReports>('GET', `/question-reports${query}`)).body;
const answerTo = (call: Call, id: string, over: object = {}) =>
  call<ReportsAnswered & { code: string }>('POST', `/question-reports/${id}/answer`, {
    ...{ outcome: 'mended', text: 'Đã sửa đáp án, cảm ơn đã báo.', all: false },
    ...over,
  });
const rowOf = async ({ code }: MadeBank, question: BankQuestion, query = '') => {
  const { questions } = await found(lecturer, code, query);
  return questions.find((row: BankRows['questions'][number]) => row.code === question.code);
};

describe('what learners report of questions', () => {
  it('is heard by those who edit the bank, told of in its list, and answered to the learner', async () => {
    const { bank, question, exam } = await askedQuestion();
    await addedTo(lecturer, bank);
    const { call, attempt } = await sat(exam);
    expect(await ownOf(call, attempt)).toEqual([]);
    const reported = await reportOf(call, attempt);
    expect(reported).toMatchObject({
      status: 201,
      body: { reports: [{ ...SAID, slots: [1], state: 'waiting', answer: null }] },
    });
    expect(await rowOf(bank, question)).toMatchObject({ reports: 1, comments: 0 });
    expect(await found(lecturer, bank.code, '?reports=waiting')).toMatchObject({
      total: 1,
      questions: [{ code: question.code }],
    });
    expect((await lecturer<MadeBank>('GET', `/made-banks/${bank.code}`)).body.reports).toBe(1);

    const list = await listFor(lecturer, `?question=${question.code}`);
    expect(list).toMatchObject({
      ...{ state: 'waiting', waiting: 1, found: 1 },
      reports: [
        { ...SAID, question: question.code, bank: bank.code, revision: 1, can: { answer: true, open: true } },
      ],
    });
    const { personId } = (await kept().findOne({ question: question.code }))!;
    expect(JSON.stringify(list)).not.toContain(personId);
    const [entry] = list.reports;
    expect(await answerTo(lecturer, entry!.id)).toMatchObject({ status: 200, body: { answered: 1 } });
    expect(await answerTo(lecturer, entry!.id)).toMatchObject({
      status: 409,
      body: { code: 'report_answered' },
    });
    expect(await ownOf(call, attempt)).toMatchObject([
      { state: 'answered', answer: { outcome: 'mended', text: 'Đã sửa đáp án, cảm ơn đã báo.' } },
    ]);
    expect(await rowOf(bank, question)).toMatchObject({ reports: 0 });
    expect((await listFor(lecturer, `?state=answered&question=${question.code}`)).reports).toMatchObject([
      { state: 'answered', answer: { by: 'Trần Văn Bình', outcome: 'mended' }, can: { answer: false } },
    ]);
  });

  it('is taken of what the review shows alone, and of nobody else’s paper', async () => {
    const { exam } = await askedQuestion();
    const open = await sat(exam, { submitted: false });
    expect(await reportOf(open.call, open.attempt)).toMatchObject({
      status: 409,
      body: { code: 'attempt_still_open' },
    });
    const other = await sat(exam);
    expect(await reportOf(other.call, open.attempt)).toMatchObject({ status: 404 });
    expect((await other.call('GET', `/attempts/${open.attempt}/reports`)).status).toBe(404);
    expect(await reportOf(other.call, other.attempt, { slot: 9 })).toMatchObject({
      body: { code: 'unknown_slot' },
    });
    const none = { submitted: [], open: [], closed: [], during: [] };
    const hidden = await askedQuestion({ review: none });
    const shut = await sat(hidden.exam);
    const { body } = await shut.call<AttemptResult>('GET', `/attempts/${shut.attempt}/result`);
    expect(body.review).toBeNull();
    expect(await reportOf(shut.call, shut.attempt)).toMatchObject({
      status: 409,
      body: { code: 'question_not_shown' },
    });
  });

  it('waits once for each person and question, and has an end in a day', async () => {
    const { question, exam } = await askedQuestion();
    const { call, attempt } = await sat(exam);
    for (const over of [{ text: 'ngắn' }, { text: 'x'.repeat(1_001) }, { kind: 'praise' }])
      expect((await reportOf(call, attempt, over)).status).toBe(400);
    const both = await Promise.all([reportOf(call, attempt), reportOf(call, attempt)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await reportOf(call, attempt)).toMatchObject({ body: { code: 'reported_already' } });
    const { _id, waitsFor: _, ...first } = (await kept().findOne({ question: question.code }))!;
    const { personId } = first;
    const more = (count: number, over: (index: number) => object) =>
      kept().insertMany(
        Array.from({ length: count }, (__, index) => ({
          ...{ ...first, _id: `${_id}-${count}-${index}` },
          ...over(index),
        })),
      );
    await more(19, (index) => ({ question: `other-${index}` }));
    expect(await reportOf(call, attempt)).toMatchObject({ status: 429, body: { code: 'too_many_reports' } });
    await kept().deleteMany({ personId, question: { $ne: question.code } });
    await more(100, () => ({ personId: 'others' }));
    const late = await sat(exam);
    expect(await reportOf(late.call, late.attempt)).toMatchObject({
      status: 409,
      body: { code: 'question_reported_enough' },
    });
    const { reports } = await listFor(lecturer, `?question=${question.code}`);
    expect(reports[0]).toMatchObject({ others: 100 });
    expect(await answerTo(lecturer, reports[0]!.id, { all: true })).toMatchObject({
      body: { answered: 101 },
    });
  });

  it('is told to nobody who may not edit the bank', async () => {
    const { question, exam } = await askedQuestion();
    const { call, attempt } = await sat(exam);
    await reportOf(call, attempt);
    const [entry] = (await listFor(lecturer, `?question=${question.code}`)).reports;
    const { lms } = making();
    const { linkId } = await lms.sandbox.placeItem(await otherCourse(), {
      title: 'x',
      custom: { item: 'topic:CD01' },
    });
    const elsewhere = await making().enter({ linkId });
    expect((await listFor(elsewhere, `?question=${question.code}`)).reports).toEqual([]);
    expect(await answerTo(elsewhere, entry!.id)).toMatchObject({
      status: 404,
      body: { code: 'report_not_found' },
    });
    expect((await call('GET', '/question-reports')).status).toBe(403);
  });

  it('is told without its answer as long as an exam holds the key of its question back', async () => {
    const { question, exam } = await askedQuestion({ attempts: 2 });
    const { call, attempt } = await sat(exam);
    await reportOf(call, attempt);
    const [entry] = (await listFor(lecturer, `?question=${question.code}`)).reports;
    await answerTo(lecturer, entry!.id, { outcome: 'stands', text: 'Đáp án B là đúng.' });
    const again = await call<LearnerAttempt>('POST', `/exams/${exam}/attempts`, { device: DEVICE });
    expect(again.status).toBe(200);
    expect(await ownOf(call, attempt)).toMatchObject([{ answer: { outcome: 'stands', text: null } }]);
    await call('POST', `/attempts/${again.body.id}/submit`, { device: DEVICE, answers: [] });
    expect(await ownOf(call, again.body.id)).toMatchObject([{ answer: { text: 'Đáp án B là đúng.' } }]);
  });

  it('comes from practice, too; of what was imported from files those of the course hear it', async () => {
    const { sandbox, course } = making().lms;
    const { id: personId } = await sandbox.addPerson({ familyName: 'Phạm', givenName: 'Luyện' });
    await sandbox.enrol(course.id, personId, 'learner');
    const { linkId } = await sandbox.placeItem(course.id, { title: 'x', custom: { item: 'practice:CD01' } });
    const call = await making().enter({ linkId, personId });
    const round = await call<PracticeRound>('POST', '/practice/CD01/rounds', {});
    const at = `/practice/rounds/${round.body.id}/reports`;
    expect(await call('POST', at, { slot: 3, ...SAID, kind: 'wording' })).toMatchObject({
      status: 201,
      body: { reports: [{ slots: [3], kind: 'wording' }] },
    });
    expect((await call<OwnReports>('GET', at)).body.reports).toHaveLength(1);
    expect((await lecturer('GET', at)).status).toBe(404);
    const { reports } = await listFor(lecturer);
    expect(reports.find(({ kind }) => kind === 'wording')).toMatchObject({
      stem: round.body.questions[2]!.stem,
      can: { answer: true, open: false },
    });
  });
});

async function otherCourse(): Promise<string> {
  const { sandbox, lecturer: teacher } = making().lms;
  const { id } = await sandbox.addCourse({ shortName: 'LK', fullName: 'Lớp khác' });
  await sandbox.enrol(id, teacher.id, 'lecturer');
  return id;
}

it('leaves the question itself as it was', async () => {
  const { question, exam } = await askedQuestion();
  const before = await questionAt(lecturer, question);
  const { call, attempt } = await sat(exam);
  await reportOf(call, attempt);
  expect(await questionAt(lecturer, question)).toEqual(before);
});
