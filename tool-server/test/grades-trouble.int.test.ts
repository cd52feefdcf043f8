import type { SessionData } from '../src/sessions/index.ts';
import { inLms as readLms, openClass as openClassIn, openLms, type Class } from './grade-rooms.ts';

const SECOND = 1 / 60;

let opened: Awaited<ReturnType<typeof openLms>>;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

const openClass = (size?: number) => openClassIn(opened, { ...(size !== undefined && { size }) });
const inLms = (room: Class, learner: SessionData) => readLms(opened, room, learner);

/** Until the slow LMS has the post in its hands. */
async function untilPosted(room: Class, learner: SessionData): Promise<void> {
  while ((await room.ledger(learner))?.tries === 0) await new Promise(setImmediate);
}

describe('a grade in trouble', () => {
  it('waits as long as the LMS asks', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ ags429: { retryAfterSeconds: 90 } });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({
      state: 'waiting',
      nextTryAt: '2026-03-02T08:01:30.000Z',
      lastReply: { status: 429 },
    });
    opened.lms.sandbox.clearFaults();
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBeNull();
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(8);
  });

  it('waits an hour at most for an LMS that asks for a day, says why, and goes at the lecturer’s word', async () => {
    const room = await openClass(3);
    const [first, second, third] = room.learners;
    opened.lms.sandbox.setFaults({ ags429: { retryAfterSeconds: 86_400 } });
    await room.end(first!, 8);
    await room.gradebook.worker.drain();
    for (const learner of [second!, third!]) await room.end(learner, 6);
    await room.gradebook.worker.drain();
    const ledger = await Promise.all(room.learners.map((learner) => room.ledger(learner)));
    expect(ledger.map((entry) => [entry!.reason, entry!.tries])).toEqual([
      ['lms_busy', 1],
      ['lms_busy', 0],
      ['lms_busy', 0],
    ]);
    for (const entry of ledger) expect(entry!.nextTryAt!.slice(0, 16)).toBe('2026-03-02T09:00');

    // Asked again, the LMS says the same: that one word of the lecturer has been heard, the others wait on.
    room.clock.pass(1);
    await room.gradebook.retry.all(room.lecturer.linkId!);
    await room.gradebook.worker.drain();
    const posts = await Promise.all(room.learners.map((learner) => inLms(room, learner)));
    expect(posts.map((each) => each.posts.length).reduce((sum, count) => sum + count)).toBe(2);

    opened.lms.sandbox.clearFaults();
    room.clock.pass(1);
    await room.gradebook.retry.one(room.lecturer.linkId!, ledger[2]!.id);
    await room.gradebook.worker.drain();
    expect((await inLms(room, third!)).grade).toBe(6);
    // The LMS takes scores: what it had put off goes too, one after the other, since it had been asked too often.
    for (let minutes = 0; minutes < 2; minutes += 1) {
      room.clock.pass(1);
      await room.gradebook.worker.drain();
    }
    for (const learner of room.learners) expect(await room.ledger(learner)).toMatchObject({ state: 'sent' });
  });

  it('that was refused is shown with the reason, stays, and goes again at the lecturer’s word', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsRefuse: 404 });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    const refused = await room.ledger(learner!);
    expect(refused).toMatchObject({ state: 'refused', nextTryAt: null, lastReply: { status: 404 } });
    expect(refused!.lastReply!.message).not.toBe('');
    room.clock.pass(60);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).posts).toHaveLength(1);

    opened.lms.sandbox.clearFaults();
    const retried = await room.gradebook.retry.one(room.lecturer.linkId!, refused!.id);
    expect(retried).toMatchObject({ ok: true, entry: { state: 'waiting', tries: 0 } });
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(8);
  });

  it('of another link is not found by a lecturer of this one', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    await room.end(learner!, 8);
    const entry = await room.ledger(learner!);
    expect(await room.gradebook.retry.one('another-link', entry!.id)).toEqual({
      ok: false,
      error: { code: 'grade_not_found' },
    });
  });

  it('that changes while the former is on its way goes after it, not beside it', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsSlowMs: 400 });
    await room.end(learner!, 5);
    const sending = room.gradebook.worker.drain();
    await untilPosted(room, learner!);
    room.clock.pass(SECOND / 4);
    await room.end(learner!, 9);
    // A second worker, as in another process, finds nothing to do while the first holds the line.
    await room.gradebook.worker.drain();
    await sending;
    const { grade, posts } = await inLms(room, learner!);
    expect(posts.map(({ scoreGiven, accepted }) => [scoreGiven, accepted])).toEqual([
      [5, true],
      [9, true],
    ]);
    expect(grade).toBe(9);
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent', score: { given: 9 } });
  });

  it('of a whole class arrives with its own time after the LMS was down for two minutes', async () => {
    const room = await openClass(5);
    opened.lms.sandbox.setFaults({ agsDown: 'destroy' });
    const times: string[] = [];
    for (const [index, learner] of room.learners.entries()) {
      times.push(room.clock.now().toISOString());
      await room.end(learner, index + 3);
      await room.gradebook.worker.drain();
      room.clock.pass(0.4);
    }
    for (const learner of room.learners) {
      expect(await room.ledger(learner)).toMatchObject({ state: 'waiting', lastReply: { status: 0 } });
      expect((await inLms(room, learner)).grade).toBeNull();
    }
    opened.lms.sandbox.clearFaults();
    room.clock.pass(4);
    await room.gradebook.worker.drain();
    for (const [index, learner] of room.learners.entries()) {
      const { grade, posts } = await inLms(room, learner);
      expect(grade).toBe(index + 3);
      expect(posts.filter(({ accepted }) => accepted)).toMatchObject([{ timestamp: times[index] }]);
      expect(await room.ledger(learner)).toMatchObject({ state: 'sent', at: times[index] });
    }
  });
});
