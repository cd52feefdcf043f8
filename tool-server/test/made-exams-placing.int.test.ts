import type { AttemptResult, LearnerAttempt, MadeExam, PickerView } from '@chuyen-de/contracts';
import { learnerAt, publishedExam, saved, sessionOf, useMaking, type Call } from './made-exams.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

const DEVICE = 'device-of-the-learner';

const { making } = useMaking();
let picker: Call;
beforeAll(async () => {
  picker = await making().pick();
});

const publish = (call: Call, { code, edition }: MadeExam) =>
  call<MadeExam>('POST', `/made-exams/${code}/publication`, { edition });

const start = (call: Call, code: string) =>
  call<LearnerAttempt>('POST', `/exams/${code}/attempts`, { device: DEVICE });

describe('an exam made in the browser', () => {
  it('is placed by deep linking in the visit in which it was made', async () => {
    const exam = await publishedExam(picker);
    const { body: view } = await picker<PickerView>('GET', '/picker');
    expect(view.can).toEqual({ makeExams: true });
    expect(view.madeExams.find(({ code }) => code === exam.code)).toMatchObject({
      title: { vi: 'Kiểm tra giữa khóa' },
      questionCount: 4,
      minutes: 45,
      can: { edit: true },
    });
    const items = [{ ref: { kind: 'exam', code: exam.code }, scoreMaximum: 10 }];
    const answer = await picker<{ jwt: string; code: string }>('POST', '/picker/selection', { items });
    expect(answer.status).toBe(200);
    const claims = JSON.parse(Buffer.from(answer.body.jwt.split('.')[1]!, 'base64url').toString()) as object;
    expect(JSON.stringify(claims)).toContain(`"item":"exam:${exam.code}"`);
  });

  it('is sat: its fixed question and what was drawn, with their points', async () => {
    const lecturer = await making().enter();
    const exam = await publishedExam(lecturer);
    const { call } = await learnerAt(making(), exam.code);
    expect((await call('GET', `/exams/${exam.code}`)).body).toMatchObject({ questionCount: 4, minutes: 45 });
    const { body: attempt } = await start(call, exam.code);
    expect(attempt.questions).toHaveLength(4);
    const submission = { device: DEVICE, answers: [] };
    const done = await call<AttemptResult>('POST', `/attempts/${attempt.id}/submit`, submission);
    expect(done.body.score).toMatchObject({ given: 0, maximum: 5 });
    const stored = await making()
      .tool.connection.collection('attempts')
      .findOne({ _id: attempt.id as never });
    const asked = (stored!['paper'] as { question: string }[]).map(({ question }) => question);
    expect(asked).toContain('CD01-recall-0');
    // A topic that it asks about can be read from there.
    expect((await call('GET', '/topics/CD02')).status).toBe(200);
  });

  it('leaves whoever has started with what they have, when it changes', async () => {
    const lecturer = await making().enter();
    const exam = await publishedExam(lecturer);
    const early = await learnerAt(making(), exam.code, 'Sớm');
    const before = (await start(early.call, exam.code)).body;
    const change = { minutes: 10, passMark: 9, blueprint: [], attempts: 3 };
    const { body: draft } = await saved(lecturer, exam, change);
    const { body: changed } = await publish(lecturer, draft);
    expect(changed.inForce?.revision).toBe(2);
    const resumed = (await start(early.call, exam.code)).body;
    expect([resumed.id, resumed.questions, resumed.dueAt]).toEqual([
      before.id,
      before.questions,
      before.dueAt,
    ]);
    // How many attempts there are is read anew by everybody.
    expect((await early.call('GET', `/exams/${exam.code}`)).body).toMatchObject({ attemptsAllowed: 3 });
    const late = await learnerAt(making(), exam.code, 'Muộn');
    const after = (await start(late.call, exam.code)).body;
    expect(after.questions).toHaveLength(1);
    expect(Date.parse(after.dueAt) - Date.parse(after.startedAt)).toBe(600_000);
    // Both are counted where it is edited, once they are summed up.
    const usageOf = async () => (await lecturer<MadeExam>('GET', `/made-exams/${exam.code}`)).body.usage;
    for (let tries = 0; tries < 100 && (await usageOf()).attempts < 2; tries++)
      await new Promise((resolve) => setImmediate(resolve));
    expect(await usageOf()).toEqual({ attempts: 2, open: 2 });
  });

  it('belongs to its course: elsewhere it opens nothing, is not offered and not signed', async () => {
    const lecturer = await making().enter();
    const exam = await publishedExam(lecturer);
    const { sandbox, learner } = making().other;
    const { linkId } = await sandbox.placeItem(making().other.course.id, {
      title: 'Của lớp khác',
      custom: { item: `exam:${exam.code}` },
    });
    const stranger = await making().enter({ of: making().other, linkId, personId: learner.id });
    expect((await sessionOf(stranger)).item).toBeUndefined();
    expect((await stranger('GET', `/exams/${exam.code}`)).status).toBe(403);
    const teacher = await making().enter({
      of: making().other,
      linkId: making().other.linkId,
      personId: making().other.lecturer.id,
    });
    expect((await teacher('GET', `/made-exams/${exam.code}`)).status).toBe(404);
    const copy = await teacher('POST', '/made-exams', { owner: 'course', from: exam.code });
    expect(copy).toMatchObject({ status: 404, body: { code: 'exam_not_found' } });
    const wider = await teacher('POST', '/made-exams', { owner: 'platform' });
    expect(wider).toMatchObject({ status: 403, body: { code: 'not_permitted' } });
  });

  it('keeps its code: no programme may bring it', async () => {
    const exam = await publishedExam(await making().enter());
    const files = edited(withVersion(programmeFiles(), 2), 'exams.yaml', ([first]: object[]) => [
      { ...first, code: exam.code },
    ]);
    const result = await making().tool.tool.importProgramme(await writeFolder(files));
    expect(result).toMatchObject({
      ok: false,
      faults: [{ file: 'exams.yaml', reason: `exam "${exam.code}" was made in the browser` }],
    });
  });
});
