import type { AttemptResult, LearnerAttempt } from '@chuyen-de/contracts';
import { Browser, connectSandbox, tokenOf, type Connected } from './lti-harness.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';
import { rightOf } from './sample-programme.ts';

type Question = LearnerAttempt['questions'][number];
const DEVICE = 'device-of-the-cheat';
/** What anything would say that tells how an attempt went. */
const TELLS = /"outOfTen"|"passed"|"right"|"key":\[|SECRET/;

let tool: WholeTool;
let lms: Connected;
let cheats = 0;
beforeAll(async () => {
  tool = await openWholeTool();
  lms = await connectSandbox(tool);
}, 60_000);
afterEach(() => tool.clock.reset());
afterAll(async () => {
  await lms.sandbox.close();
  await tool.close();
});

/** A learner who came by a real launch, and may do whatever a script can. */
async function aCheat() {
  const { id: personId } = await lms.sandbox.addPerson({ familyName: 'Gian', givenName: `Số ${cheats++}` });
  await lms.sandbox.enrol(lms.course.id, personId, 'learner');
  const token = await tokenOf(tool, await new Browser().launch(lms, { personId }));
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${tool.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  };
  const start = async (device = DEVICE) =>
    JSON.parse((await call('POST', '/exams/KT01/attempts', { device })).text) as LearnerAttempt;
  return {
    call,
    start,
    /** Answers that claim to have been logged then. */
    send: (id: string, questions: Question[], at: number, { device = DEVICE, by = 'answers' } = {}) =>
      call(by === 'answers' ? 'PATCH' : 'POST', `/attempts/${id}/${by}`, {
        device,
        answers: questions.map(({ slot, type }) => ({
          slot,
          seq: Math.max(1, at),
          at,
          response: { selected: rightOf(type) },
          flagged: false,
        })),
      }),
    result: async (id: string) =>
      JSON.parse((await call('GET', `/attempts/${id}/result`)).text) as AttemptResult,
    /** All that can be read, in the tool and in the LMS's gradebook. */
    look: async (...ids: string[]) => {
      const pages = await Promise.all([
        call('GET', '/exams/KT01'),
        ...ids.map((id) => call('GET', `/attempts/${id}/result`)),
      ]);
      const posts = lms.sandbox.gradebook(lms.course.id).posts.filter((post) => post.personId === personId);
      return { text: pages.map(({ text }) => text).join('\n'), posts };
    },
  };
}

describe('a cheating learner gains nothing', () => {
  it('by late answers, one after the other, all at once, or under many names', async () => {
    const cheat = await aCheat();
    const { id, questions, dueAt } = await cheat.start();
    tool.clock.pass(20.1);
    const end = Date.parse(dueAt) - 1;
    // While they may have been on their way: one batch of the device, and nothing that says whether it was right.
    for (const question of questions.slice(0, 5)) {
      await cheat.send(id, [question], end);
      const { text, posts } = await cheat.look(id);
      expect(text).not.toMatch(TELLS);
      expect(posts).toEqual([]);
    }
    const names = Array.from({ length: 20 }, (_, index) => `device-number-${index}`);
    await Promise.all(names.map((device) => cheat.send(id, questions, end, { device })));
    await Promise.all(names.map((device) => cheat.send(id, questions, end, { device, by: 'submit' })));
    expect((await cheat.look(id)).text).not.toMatch(TELLS);
    tool.clock.pass(31);
    expect(await cheat.result(id)).toMatchObject({ score: { given: 1 }, replayedLate: 1 });
  });

  it('by a device that claims to have been away while it was not', async () => {
    const cheat = await aCheat();
    const { id, questions, startedAt } = await cheat.start();
    tool.clock.pass(15);
    await cheat.send(id, questions.slice(0, 1), Date.parse(startedAt) + 14 * 60_000);
    tool.clock.pass(10);
    await cheat.send(id, questions.slice(1), Date.parse(startedAt) + 14 * 60_000);
    tool.clock.pass(31);
    expect(await cheat.result(id)).toMatchObject({ score: { given: 1 }, replayedLate: 0 });
  });

  it('by a second attempt that shows what the first should say', async () => {
    const cheat = await aCheat();
    const first = await cheat.start();
    tool.clock.pass(20.1);
    await cheat.look(first.id);
    const second = await cheat.start('device-number-two');
    expect(second.id).not.toBe(first.id);
    await cheat.send(second.id, second.questions, Date.parse(second.startedAt), {
      device: 'device-number-two',
      by: 'submit',
    });
    const { text, posts } = await cheat.look(first.id, second.id);
    expect(text).not.toMatch(TELLS);
    expect(posts).toEqual([]);
    tool.clock.pass(31);
    await cheat.look(first.id, second.id);
    expect((await cheat.result(first.id)).score).toMatchObject({ given: 0 });
  });

  it('by a clock that is wrong within the time, nor after it', async () => {
    const cheat = await aCheat();
    const { id, questions, dueAt } = await cheat.start();
    const due = Date.parse(dueAt);
    // A clock that is ahead harms nobody in time; one that is behind helps nobody after the end.
    expect((await cheat.send(id, questions.slice(0, 1), due + 3_600_000)).status).toBe(200);
    tool.clock.pass(51);
    for (const at of [0, 1, due - 1, due, due + 1])
      expect((await cheat.send(id, questions.slice(1), at)).status).toBe(409);
    expect(await cheat.result(id)).toMatchObject({ score: { given: 1 } });
  });

  it('by starts and submissions at once, from many devices', async () => {
    const cheat = await aCheat();
    const names = Array.from({ length: 10 }, (_, index) => `device-parallel-${index}`);
    const started = await Promise.all(names.map((device) => cheat.start(device)));
    const ids = new Set(started.map(({ id }) => id));
    expect(ids.size).toBe(1);
    const [attempt] = started;
    const { id, questions } = attempt!;
    const now = Date.parse(attempt!.serverNow);
    await Promise.all(
      names.map((device, index) =>
        cheat.send(id, questions.slice(index, index + 1), now, { device, by: 'submit' }),
      ),
    );
    const result = await cheat.result(id);
    expect(result).toMatchObject({ closedBy: 'learner', answered: result.score!.given });
    const again = await Promise.all(
      names.map((device) => cheat.send(id, questions, now, { device, by: 'submit' })),
    );
    for (const { text } of again) expect(JSON.parse(text)).toMatchObject({ score: result.score });
    const stored = await tool.connection.collection('attempts').findOne({ _id: id as never });
    expect(stored).toMatchObject({ score: result.score });
  });

  it('nor fills an attempt with the names of devices that never held it', async () => {
    const cheat = await aCheat();
    const { id, questions, startedAt } = await cheat.start();
    const [question] = questions;
    const before = Date.parse(startedAt) - 1_000;
    for (let index = 0; index < 60; index++) {
      const answer = { slot: question!.slot, seq: before + index, at: before, flagged: false };
      const body = {
        device: `device-made-up-${index}`,
        answers: [{ ...answer, response: { selected: [] } }],
      };
      expect((await cheat.call('PATCH', `/attempts/${id}/answers`, body)).status).toBe(409);
    }
    // The one that holds it does so still.
    expect((await cheat.send(id, questions, Date.now())).status).toBe(200);
    const stored = await tool.connection.collection('attempts').findOne({ _id: id as never });
    const devices = Object.keys(stored!['devices'] as object);
    expect(devices.length).toBeLessThanOrEqual(51);
    expect(devices).toEqual(expect.arrayContaining([DEVICE, 'device-made-up-59']));
  });
});
