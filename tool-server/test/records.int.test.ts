import type { AddressInfo } from 'node:net';
import type { LearnerAttempt, TopicPage } from '@chuyen-de/contracts';
import type { XapiStatement } from '@chuyen-de/xapi';
import express from 'express';
import { statement as statementRule } from 'xapi-validation/dist/factory.js';
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

/** What an independent reading of xAPI 1.0.3 finds wrong with a statement. */
const faultsOf = (statement: XapiStatement): unknown[] =>
  // The rule knows plain objects by their constructor, which is another one in what fetch has parsed.
  statementRule(JSON.parse(JSON.stringify(statement)), []);

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

  it('is sound by the rules of xAPI 1.0.3, every statement of it', async () => {
    const { call, attempt } = await start();
    await call('POST', `/attempts/${attempt.id}/submit`, {
      device: DEVICE,
      answers: attempt.questions.map(({ slot, type }) => answer(slot, RIGHT[type])),
    });
    await rooms.worker.drain();
    const statements = await told();
    expect(statements).toHaveLength(15);
    expect(statements.flatMap(faultsOf)).toEqual([]);
    expect(faultsOf({ ...statements[0]!, id: 'none' })).not.toEqual([]);
  });
});

describe('the record of a topic', () => {
  const topicLaunch = aLaunch({ item: { kind: 'topic', code: 'CD01' }, locale: 'en' });

  it('tells that it was opened, in the language of the launch', async () => {
    await rooms.launch(topicLaunch);
    await rooms.worker.drain();
    const statements = await told();
    expect(statements).toMatchObject([
      {
        timestamp: '2026-03-02T08:00:00.000Z',
        verb: { id: 'http://adlnet.gov/expapi/verbs/launched' },
        object: {
          id: `${PUBLIC_URL}/topics/CD01`,
          definition: {
            type: 'http://adlnet.gov/expapi/activities/lesson',
            name: { vi: 'Chuyên đề CD01', en: 'Topic CD01' },
          },
        },
        context: {
          language: 'en',
          contextActivities: { parent: [{ id: 'https://moodle.example/course/view.php?id=2' }] },
        },
      },
    ]);
    expect(statements.flatMap(faultsOf)).toEqual([]);
  });

  it('tells nothing of a launch without course and link but who came and what for', async () => {
    const { context: _, resourceLink: __, ...bare } = topicLaunch;
    await rooms.launch(bare);
    await rooms.worker.drain();
    const statements = await told();
    expect(statements).toHaveLength(1);
    expect(statements[0]!.context!.contextActivities).toEqual({
      category: [expect.objectContaining({ id: 'https://moodle.example' })],
    });
    expect(statements.flatMap(faultsOf)).toEqual([]);
  });

  it.each([['lecturer'], ['administrator']] as const)('tells nothing of a %s', async (role) => {
    await rooms.launch({ ...topicLaunch, roles: [role] });
    await rooms.worker.drain();
    expect(await told()).toEqual([]);
  });

  it('tells once that all of it was read, and how long that took', async () => {
    const call = await rooms.as(await rooms.launch(topicLaunch));
    const page = await call<TopicPage>('GET', '/topics/CD01');
    const [first, ...others] = page.sections.map(({ id }) => id);
    await call('POST', '/topics/CD01/progress', { read: [first], seconds: 0 });
    rooms.clock.pass(3);
    for (let time = 0; time < 2; time++)
      await call('POST', '/topics/CD01/progress', { read: others, seconds: time === 0 ? 120 : 0 });
    await rooms.worker.drain();
    const completed = (await told()).filter((statement) => verbOf(statement) === 'completed');
    expect(completed).toMatchObject([
      {
        timestamp: '2026-03-02T08:03:00.000Z',
        object: { id: `${PUBLIC_URL}/topics/CD01` },
        result: { completion: true, duration: 'PT120S' },
        context: { registration: expect.any(String) as string },
      },
    ]);
    expect(completed.flatMap(faultsOf)).toEqual([]);
  });
});

describe('statements on their way to another record store', () => {
  interface Lrs {
    endpoint: string;
    stored: string[];
    requests: number;
    status: number;
    close(): Promise<void>;
  }
  const open: Lrs[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((lrs) => lrs.close()));
  });

  async function openLrs(): Promise<Lrs> {
    const lrs: Lrs = { endpoint: '', stored: [], requests: 0, status: 200, close: () => Promise.resolve() };
    const app = express()
      .use(express.json())
      .post('/xapi/statements', (req, res) => {
        lrs.requests += 1;
        if (lrs.status !== 200) {
          res.status(lrs.status).send('no');
          return;
        }
        const ids = (req.body as XapiStatement[]).map(({ id }) => id);
        lrs.stored.push(...ids);
        res.json(ids);
      });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    lrs.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`;
    lrs.close = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    open.push(lrs);
    return lrs;
  }
  const target = ({ endpoint }: Lrs) => ({ endpoint, key: 'key', secret: 'secret' });
  const toldIds = async () => (await told()).map(({ id }) => id);
  const visit = async (subject: string) => {
    await rooms.launch(aLaunch({ subject }));
    await rooms.worker.drain();
  };

  it('reach every target, once, in order', async () => {
    const [one, two] = [await openLrs(), await openLrs()];
    await rooms.targets.add(target(one));
    await rooms.targets.add(target(two));
    rooms.clock.pass(1);
    const { attempt, call } = await start();
    await rooms.worker.drain();
    rooms.clock.pass(1);
    await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
    await rooms.worker.drain();
    await rooms.records.worker.drain();
    await rooms.records.worker.drain();
    expect([...one.stored].sort()).toEqual((await toldIds()).sort());
    expect(two.stored).toEqual(one.stored);
    const started = (await told()).find((statement) => verbOf(statement) === 'start')!.id;
    const completed = (await told()).find((statement) => verbOf(statement) === 'completed')!.id;
    expect(one.stored.indexOf(started)).toBeLessThan(one.stored.indexOf(completed));
    expect(await rooms.targets.list()).toMatchObject([
      { endpoint: one.endpoint, waiting: 0, refused: 0, lastReply: null },
      { endpoint: two.endpoint, waiting: 0 },
    ]);
  });

  it('wait for a target that is down, which is asked once per back-off, and keep no other waiting', async () => {
    const [down, up] = [await openLrs(), await openLrs()];
    down.status = 503;
    await rooms.targets.add(target(down));
    await rooms.targets.add(target(up));
    rooms.clock.pass(1);
    for (const subject of ['1', '2', '3']) {
      await visit(subject);
      await rooms.records.worker.drain();
    }
    expect(up.stored).toEqual(await toldIds());
    expect(down.requests).toBe(1);
    expect(await rooms.targets.list()).toMatchObject([
      { waiting: 3, refused: 0, lastReply: { status: 503, message: 'no' } },
      { waiting: 0 },
    ]);
    down.status = 200;
    rooms.clock.pass(1);
    await rooms.records.worker.drain();
    expect(down.stored).toEqual(await toldIds());
    expect(await rooms.targets.list()).toMatchObject([{ waiting: 0, lastReply: null }, { waiting: 0 }]);
  });

  it('that a target refuses are kept, shown, and sent again when asked', async () => {
    const lrs = await openLrs();
    lrs.status = 400;
    await rooms.targets.add(target(lrs));
    rooms.clock.pass(1);
    await visit('1');
    await visit('2');
    await rooms.records.worker.drain();
    rooms.clock.pass(60);
    await rooms.records.worker.drain();
    expect(await rooms.targets.list()).toMatchObject([{ waiting: 0, refused: 2 }]);
    lrs.status = 200;
    expect(await rooms.targets.retry(lrs.endpoint)).toBe(2);
    await rooms.records.worker.drain();
    expect(lrs.stored).toEqual(await toldIds());
  });

  it('go no longer to a target that was removed', async () => {
    const lrs = await openLrs();
    await rooms.targets.add(target(lrs));
    expect(await rooms.targets.remove(lrs.endpoint)).toBe(true);
    expect(await rooms.targets.remove(lrs.endpoint)).toBe(false);
    rooms.clock.pass(1);
    await visit('1');
    await rooms.records.worker.drain();
    expect(lrs.requests).toBe(0);
    expect(await rooms.targets.list()).toEqual([]);
  });

  it('need an http address', async () => {
    await expect(rooms.targets.add({ endpoint: 'ftp://x', key: 'a', secret: 'b' })).rejects.toThrow();
  });
});
