import type { SessionData } from '../src/sessions/index.ts';
import { heldClock, type HeldClock } from './exam-rooms.ts';
import { inLms as readLms, openClass as openClassIn, openLms, type Class } from './grade-rooms.ts';

const SECOND = 1 / 60;
const HOUR = 60;
const DAY = 24 * HOUR;

type Opened = Awaited<ReturnType<typeof openLms>>;
let opened: Opened;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

const openClass = (size = 1) => openClassIn(opened, { size });
const inLms = (room: Class, learner: SessionData) => readLms(opened, room, learner);

describe('an answer that may pass', () => {
  it.each([401, 403])('of %d waits by time, for days, and the grade arrives in the end', async (status) => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsRefuse: status });
    await room.end(learner!, 8);
    for (let tries = 0; tries < 40; tries++) {
      await room.gradebook.worker.drain();
      room.clock.pass(20);
    }
    expect(await room.ledger(learner!)).toMatchObject({
      state: 'waiting',
      reason: 'access_refused',
      lastReply: { status },
    });
    expect((await room.ledger(learner!))!.tries).toBeGreaterThan(20);
    opened.lms.sandbox.clearFaults();
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent', reason: null });
    expect((await inLms(room, learner!)).grade).toBe(8);
  });

  it('that never passes is a refusal after a week, and goes again for another at a lecturer’s word', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsRefuse: 403 });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    room.clock.pass(8 * DAY);
    await room.gradebook.worker.drain();
    const refused = await room.ledger(learner!);
    expect(refused).toMatchObject({ state: 'refused', reason: 'access_refused' });
    await room.gradebook.retry.one(room.lecturer.linkId!, refused!.id);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'waiting' });
  });

  it.each(['destroy', 503] as const)('of the token service (%s) is no refusal either', async (tokenDown) => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.revokeAccessTokens();
    opened.lms.sandbox.setFaults({ tokenDown });
    await room.end(learner!, 8);
    for (let tries = 0; tries < 10; tries++) {
      await room.gradebook.worker.drain();
      room.clock.pass(HOUR);
    }
    expect(await room.line(learner!)).toMatchObject({ state: 'waiting' });
    opened.lms.sandbox.clearFaults();
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent' });
  });

  it.each([200, 302] as const)('that is a page (%d) is no acceptance, and no refusal', async (agsPage) => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsPage });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    const waiting = await room.ledger(learner!);
    expect(waiting).toMatchObject({ state: 'waiting', reason: 'lms_page', lastReply: { status: agsPage } });
    expect(waiting!.lastReply!.message).not.toContain('secret');
    expect((await inLms(room, learner!)).grade).toBeNull();
    opened.lms.sandbox.clearFaults();
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(8);
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent', reason: null });
  });

  it('that is a page in front of a gradebook that took the score counts as sent, by what is held', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsPage: 200, agsPageAfterStoring: true });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent', tries: 1 });
  });
});

describe('an LMS that takes two scores a second', () => {
  let throttled: Opened;
  let clock: HeldClock;
  beforeAll(async () => {
    // One clock for both: the LMS counts by it, and tokens are checked by it.
    clock = heldClock(new Date().toISOString());
    throttled = await openLms({ clock: () => clock.now() });
  });
  afterAll(() => throttled.close());

  it.each([false, true])('gets every grade in its time (a bare 403: %s)', async (bare) => {
    const room = await openClassIn(throttled, { size: 12, clock });
    throttled.lms.sandbox.setFaults({ agsThrottle: { perSecond: 2, bare } });
    for (const learner of room.learners) await room.end(learner, 8);
    for (let quarters = 0; quarters < 240; quarters++) {
      await room.gradebook.worker.drain();
      clock.pass(SECOND / 4);
    }
    const all = await Promise.all(room.learners.map((learner) => readLms(throttled, room, learner)));
    expect(all.map(({ grade }) => grade)).toEqual(Array(12).fill(8));
    const refused = all.flatMap(({ posts }) => posts).filter(({ accepted }) => !accepted);
    expect(refused.length).toBeGreaterThan(0);
    // Without slowing down each try meets a full second: some forty refusals.
    expect(refused.length).toBeLessThanOrEqual(12);
    for (const learner of room.learners) expect(await room.ledger(learner)).toMatchObject({ state: 'sent' });
  });

  it('says so while grades wait, and one throttled answer puts the others off', async () => {
    const room = await openClassIn(throttled, { size: 6, clock });
    throttled.lms.sandbox.setFaults({ ags429: { retryAfterSeconds: 90 } });
    for (const learner of room.learners) await room.end(learner, 8);
    await room.gradebook.worker.drain();
    const ledger = await Promise.all(room.learners.map((learner) => room.ledger(learner)));
    expect(ledger.map((entry) => entry!.reason)).toEqual(Array(6).fill('lms_busy'));
    const posts = await Promise.all(room.learners.map((learner) => readLms(throttled, room, learner)));
    expect(posts.flatMap((each) => each.posts)).toHaveLength(1);
    const due = ledger.map((entry) => Date.parse(entry!.nextTryAt!) - clock.now().getTime());
    expect(Math.min(...due)).toBeGreaterThanOrEqual(90_000);
    expect(new Set(due).size).toBe(6);
  });
});
