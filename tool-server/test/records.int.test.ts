import {
  aLaunch,
  DEVICE,
  faultsOf,
  openRecordRooms,
  PUBLIC_URL,
  verbOf,
  type RecordRooms,
} from './record-rooms.ts';
import { rightOf } from './sample-programme.ts';

let rooms: RecordRooms;
beforeEach(async () => {
  rooms = await openRecordRooms();
});
afterEach(() => rooms.close());

describe('the record of an exam', () => {
  it('tells launch, start, each answer, submission, completion and the judgement, in order', async () => {
    const { call, attempt } = await rooms.startExam();
    rooms.clock.pass(1);
    const [first, second, third] = attempt.questions;
    await call('PATCH', `/attempts/${attempt.id}/answers`, {
      device: DEVICE,
      answers: [rooms.answer(second!.slot, rightOf(second!.type))],
    });
    rooms.clock.pass(1);
    await call('PATCH', `/attempts/${attempt.id}/answers`, {
      device: DEVICE,
      answers: [rooms.answer(first!.slot, ['d']), rooms.answer(third!.slot, [])],
    });
    rooms.clock.pass(3);
    await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
    await rooms.worker.drain();

    const statements = await rooms.told();
    expect(statements.map(verbOf)).toEqual([
      'start',
      'answered',
      'answered',
      'submit',
      'completed',
      'failed',
      'launched',
    ]);
    const times = statements.slice(0, -1).map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort());
    expect(statements[1]).toMatchObject({
      timestamp: '2026-03-02T08:01:00.000Z',
      actor: { account: { homePage: 'https://moodle.example', name: '5' } },
      result: {
        response: rightOf(second!.type).join('[,]'),
        success: true,
        score: { scaled: 1, raw: 1, min: 0, max: 1 },
      },
      object: {
        definition: {
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
          interactionType: 'choice',
          name: second!.stem,
          correctResponsesPattern: [rightOf(second!.type).join('[,]')],
        },
      },
    });
    expect(statements[2]!.result).toMatchObject({ success: false, response: 'd' });
    expect(statements[4]).toMatchObject({
      object: { id: `${PUBLIC_URL}/attempts/${attempt.id}` },
      result: {
        completion: true,
        success: false,
        duration: 'PT300S',
        score: { scaled: 0.1, raw: 1, min: 0, max: 10 },
      },
    });
    expect(statements[5]).toMatchObject({
      object: { id: `${PUBLIC_URL}/exams/KT01` },
      context: { extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.5 } },
    });
  });

  it("names link and course as Moodle's own records do, and the attempt as registration", async () => {
    const { attempt } = await rooms.startExam();
    await rooms.worker.drain();
    const found = await rooms.exams.findAttempt(attempt.id);
    const [started] = await rooms.told('&verb=http%3A%2F%2Factivitystrea.ms%2Fschema%2F1.0%2Fstart');
    expect(started!.context).toMatchObject({
      registration: found!.attempt.registration,
      platform: 'Trường Chính trị',
      language: 'vi',
      contextActivities: {
        parent: [{ id: `${PUBLIC_URL}/exams/KT01` }],
        grouping: [
          { id: 'https://moodle.example/mod/lti/view.php?l=17' },
          {
            id: 'https://moodle.example/course/view.php?id=2',
            definition: {
              type: 'https://w3id.org/xapi/cmi5/activitytype/course',
              name: { vi: 'Lớp bồi dưỡng' },
            },
          },
        ],
        category: [{ id: 'https://moodle.example' }, { id: `${PUBLIC_URL}/profile/v1` }],
      },
    });
  });

  it('names link and course of other LMSs by addresses of the tool', async () => {
    const { session } = await rooms.startExam(
      aLaunch({ platform: { id: 'canvas', issuer: 'https://canvas.example', clientId: 'x' } }),
    );
    await rooms.worker.drain();
    const [started] = await rooms.told();
    expect(started!.context!.contextActivities!.grouping!.map(({ id }) => id)).toEqual([
      `${PUBLIC_URL}/links/${session.linkId!}`,
      `${PUBLIC_URL}/contexts/${session.contextId!}`,
    ]);
  });

  it('tells no submission of an attempt that its time ended', async () => {
    const { call, attempt } = await rooms.startExam();
    rooms.clock.pass(25);
    await call('GET', `/attempts/${attempt.id}/result`);
    await rooms.worker.drain();
    expect((await rooms.told()).map(verbOf)).toEqual(['start', 'launched']);
    rooms.clock.pass(25);
    await call('GET', `/attempts/${attempt.id}/result`);
    await rooms.worker.drain();
    const statements = await rooms.told();
    expect(statements.map(verbOf)).toEqual(['start', 'launched', 'completed', 'failed']);
    expect(statements[2]).toMatchObject({
      timestamp: '2026-03-02T08:20:00.000Z',
      result: { duration: 'PT1200S' },
    });
  });

  it('tells late answers of an outage with the others, and no answer twice', async () => {
    const { call, attempt } = await rooms.startExam();
    const [first, second] = attempt.questions;
    rooms.clock.pass(1);
    const kept = rooms.answer(first!.slot, rightOf(first!.type));
    const inTime = rooms.answer(second!.slot, rightOf(second!.type));
    await call('PATCH', `/attempts/${attempt.id}/answers`, { device: DEVICE, answers: [kept] });
    rooms.clock.pass(24);
    await call('GET', `/attempts/${attempt.id}/result`);
    await rooms.worker.drain();
    await call('PATCH', `/attempts/${attempt.id}/answers`, { device: DEVICE, answers: [inTime] });
    await rooms.worker.drain();
    const statements = await rooms.told();
    expect(statements.map(verbOf)).toEqual([
      'start',
      'launched',
      'answered',
      'answered',
      'completed',
      'failed',
    ]);
    expect(statements[3]!.timestamp).toBe('2026-03-02T08:01:00.000Z');
    expect(statements[4]!.result).toMatchObject({ score: { raw: 2 } });
  });

  const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
  it.each([
    ['staff in the LMS’s student view', { subject: 'staff' }, true],
    ['a test student of the LMS', { subject: 'test', rawRoles: [TEST_USER] }, true],
    ['a learner', { subject: 'learner' }, undefined],
  ])('of %s says whether it counts, in all that is told', async (_who, over, trial) => {
    await rooms.launch(aLaunch({ subject: 'staff', roles: ['lecturer'] }));
    const { call, attempt, session } = await rooms.startExam(aLaunch(over));
    await call('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: [rooms.answer(1, rightOf(attempt.questions[0]!.type))],
    });
    const read = await rooms.as({ ...session, item: { kind: 'topic', code: 'CD01' } });
    await read('POST', '/topics/CD01/progress', { read: ['s1', 's2', 's3'], seconds: 30 });
    await rooms.worker.drain();
    const statements = (await rooms.told()).filter(({ actor }) => actor.account?.name === over.subject);
    expect(new Set(statements.map(verbOf)).size).toBeGreaterThan(6);
    for (const { context } of statements)
      expect(context?.extensions?.[`${PUBLIC_URL}/profile/extensions/trial`]).toBe(trial);
  });

  it('says which attempt it was, and in what follows its end also by whom it ended', async () => {
    const extension = (name: string): string => `${PUBLIC_URL}/profile/extensions/${name}`;
    for (const _ of [1, 2]) {
      const { call, attempt } = await rooms.startExam();
      rooms.clock.pass(1);
      const answers = [rooms.answer(1, rightOf(attempt.questions[0]!.type))];
      await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers });
      await rooms.worker.drain();
    }
    const said = (await rooms.told())
      .filter(({ context }) => context?.extensions)
      .map((statement) => [
        verbOf(statement),
        statement.context!.extensions![extension('attempt-number')],
        statement.context!.extensions![extension('ended-by')],
      ]);
    expect(said).toHaveLength(10);
    expect(said).toEqual(
      [1, 2].flatMap((number) => [
        ['start', number, undefined],
        ...['answered', 'submit', 'completed', 'failed'].map((verb) => [verb, number, 'learner']),
      ]),
    );
  });

  it('tells of each answer what it has earned, as it is stored', async () => {
    const { call, attempt } = await rooms.startExam();
    await call('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: [1, 2].map((slot) => rooms.answer(slot, rightOf(attempt.questions[slot - 1]!.type))),
    });
    const { attempt: stored } = (await rooms.exams.findAttempt(attempt.id))!;
    const part = { ...stored.results![2]!, fraction: 0.5, points: 1.25, maximum: 2.5 };
    const document = { ...stored, results: { ...stored.results, 2: part } };
    const item = stored.owed.find(({ data }) => data['event'] === 'exam-closed')!;
    await rooms.records.onRecordsOwed(document, item);
    const answers = (await rooms.told()).filter((statement) => verbOf(statement) === 'answered');
    expect(answers.map(({ result }) => ({ score: result!.score, success: result!.success }))).toEqual([
      { score: { scaled: 1, raw: 1, min: 0, max: 1 }, success: true },
      { score: { scaled: 0.5, raw: 1.25, min: 0, max: 2.5 }, success: false },
    ]);
    expect(answers.flatMap(faultsOf)).toEqual([]);
  });

  it('stores each statement once though the event is carried out twice', async () => {
    const { call, attempt } = await rooms.startExam();
    await call('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: attempt.questions.map(({ slot, type }) => rooms.answer(slot, rightOf(type))),
    });
    const { owed } = (await rooms.exams.findAttempt(attempt.id))!.attempt;
    const { attempt: document } = (await rooms.exams.findAttempt(attempt.id))!;
    for (const item of owed.filter(({ kind }) => kind === 'records'))
      await rooms.records.onRecordsOwed(document, item);
    await rooms.worker.drain();
    const statements = await rooms.told();
    expect(statements.map(verbOf).filter((verb) => verb === 'answered')).toHaveLength(10);
    expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
    expect(verbOf(statements.find(({ object }) => object.id.endsWith('/exams/KT01'))!)).toBe('passed');
  });

  it('is sound by the rules of xAPI 1.0.3, every statement of it', async () => {
    const { call, attempt } = await rooms.startExam();
    await call('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: attempt.questions.map(({ slot, type }) => rooms.answer(slot, rightOf(type))),
    });
    await rooms.worker.drain();
    const statements = await rooms.told();
    expect(statements).toHaveLength(15);
    expect(statements.flatMap(faultsOf)).toEqual([]);
    expect(faultsOf({ ...statements[0]!, id: 'none' })).not.toEqual([]);
  });
});
