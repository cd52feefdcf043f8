import type { LearnerAttempt } from '@chuyen-de/contracts';
import type { XapiStatement } from '@chuyen-de/xapi';
import { aLaunch, openRecordRooms, PUBLIC_URL, type RecordRooms } from './record-rooms.ts';

const DEVICE = 'device-one';
const RIGHT = { 'single-choice': ['b'], 'multiple-choice': ['a', 'c'] };

let rooms: RecordRooms;
beforeEach(async () => {
  rooms = await openRecordRooms();
});
afterEach(() => rooms.close());

const told = async (query = ''): Promise<XapiStatement[]> => {
  const response = await rooms.lrs(`/xapi/statements?ascending=true${query}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { statements: XapiStatement[] }).statements;
};
const verbOf = ({ verb }: XapiStatement): string => verb.id.split('/').at(-1)!;

const answer = (slot: number, selected: string[]) => {
  const at = rooms.clock.now().getTime();
  return { slot, seq: at, at, response: { selected }, flagged: false };
};

/** Starts an exam through a launch and answers whom it is for. */
async function start(launch = aLaunch()) {
  const session = await rooms.launch(launch);
  const call = await rooms.as(session);
  const attempt = await call<LearnerAttempt>('POST', '/exams/KT01/attempts', { device: DEVICE });
  return { session, call, attempt };
}

describe('the record of an exam', () => {
  it('tells launch, start, each answer, submission, completion and the judgement, in order', async () => {
    const { call, attempt } = await start();
    rooms.clock.pass(1);
    const [first, second, third] = attempt.questions;
    await call('PATCH', `/attempts/${attempt.id}/answers`, {
      device: DEVICE,
      answers: [answer(second!.slot, RIGHT[second!.type])],
    });
    rooms.clock.pass(1);
    await call('PATCH', `/attempts/${attempt.id}/answers`, {
      device: DEVICE,
      answers: [answer(first!.slot, ['d']), answer(third!.slot, [])],
    });
    rooms.clock.pass(3);
    await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
    await rooms.worker.drain();

    const statements = await told();
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
        response: RIGHT[second!.type].join('[,]'),
        success: true,
        score: { scaled: 1, raw: 1, min: 0, max: 1 },
      },
      object: {
        definition: {
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
          interactionType: 'choice',
          name: second!.stem,
          correctResponsesPattern: [RIGHT[second!.type].join('[,]')],
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
    const { attempt } = await start();
    await rooms.worker.drain();
    const found = await rooms.exams.findAttempt(attempt.id);
    const [started] = await told('&verb=http%3A%2F%2Factivitystrea.ms%2Fschema%2F1.0%2Fstart');
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
        category: [{ id: 'https://moodle.example' }],
      },
    });
  });

  it('names link and course of other LMSs by addresses of the tool', async () => {
    const { session } = await start(
      aLaunch({ platform: { id: 'canvas', issuer: 'https://canvas.example', clientId: 'x' } }),
    );
    await rooms.worker.drain();
    const [started] = await told();
    expect(started!.context!.contextActivities!.grouping!.map(({ id }) => id)).toEqual([
      `${PUBLIC_URL}/links/${session.linkId!}`,
      `${PUBLIC_URL}/contexts/${session.contextId!}`,
    ]);
  });

  it('tells no submission of an attempt that its time ended', async () => {
    const { call, attempt } = await start();
    rooms.clock.pass(25);
    await call('GET', `/attempts/${attempt.id}/result`);
    await rooms.worker.drain();
    const statements = await told();
    expect(statements.map(verbOf)).toEqual(['start', 'completed', 'failed', 'launched']);
    expect(statements[1]).toMatchObject({
      timestamp: '2026-03-02T08:20:00.000Z',
      result: { duration: 'PT1200S' },
    });
  });

  it('tells late answers of an outage and the new score, and no answer twice', async () => {
    const { call, attempt } = await start();
    const [first, second] = attempt.questions;
    rooms.clock.pass(1);
    const kept = answer(first!.slot, RIGHT[first!.type]);
    const inTime = answer(second!.slot, RIGHT[second!.type]);
    await call('PATCH', `/attempts/${attempt.id}/answers`, { device: DEVICE, answers: [kept] });
    rooms.clock.pass(24);
    await call('GET', `/attempts/${attempt.id}/result`);
    await rooms.worker.drain();
    await call('PATCH', `/attempts/${attempt.id}/answers`, { device: DEVICE, answers: [inTime] });
    await rooms.worker.drain();
    const statements = await told();
    expect(statements.map(verbOf)).toEqual([
      'start',
      'answered',
      'completed',
      'failed',
      'launched',
      'answered',
      'completed',
      'failed',
    ]);
    expect(statements[5]!.timestamp).toBe('2026-03-02T08:01:00.000Z');
    expect(statements[6]!.result).toMatchObject({ score: { raw: 2 } });
  });

  it('stores each statement once though the event is carried out twice', async () => {
    const { call, attempt } = await start();
    await call('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: attempt.questions.map(({ slot, type }) => answer(slot, RIGHT[type])),
    });
    const { owed } = (await rooms.exams.findAttempt(attempt.id))!.attempt;
    const { attempt: document } = (await rooms.exams.findAttempt(attempt.id))!;
    for (const item of owed.filter(({ kind }) => kind === 'records'))
      await rooms.records.onRecordsOwed(document, item);
    await rooms.worker.drain();
    const statements = await told();
    expect(statements.map(verbOf).filter((verb) => verb === 'answered')).toHaveLength(10);
    expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
    expect(verbOf(statements.find(({ object }) => object.id.endsWith('/exams/KT01'))!)).toBe('passed');
  });
});
