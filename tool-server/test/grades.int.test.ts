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

describe('a grade on its way to the gradebook of the LMS', () => {
  it('arrives once, final, with the time of its event', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    const at = room.clock.now();
    room.clock.pass(10);
    await room.end(learner!, 7.5, at);
    expect(await room.ledger(learner!)).toMatchObject({ state: 'waiting', lastReply: null });
    await room.gradebook.worker.drain();
    await room.gradebook.worker.drain();
    const { grade, posts } = await inLms(room, learner!);
    expect(grade).toBe(7.5);
    expect(posts).toMatchObject([
      { accepted: true, scoreGiven: 7.5, timestamp: at.toISOString(), gradingProgress: 'FullyGraded' },
    ]);
    expect(await room.ledger(learner!)).toMatchObject({
      state: 'sent',
      at: at.toISOString(),
      tries: 1,
      nextTryAt: null,
      lastReply: { status: 200 },
    });
  });

  it('is not sent again for an event carried out twice, nor for a score that stayed the same', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    await room.end(learner!, 7);
    await room.gradebook.worker.drain();
    await room.end(learner!, 7);
    room.clock.pass(5);
    await room.end(learner!, 7);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).posts).toHaveLength(1);
  });

  it('is the score that counts, though events are carried out in the wrong order', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    const earlier = room.clock.now();
    room.clock.pass(5);
    await room.end(learner!, 6);
    await room.gradebook.worker.drain();
    await room.end(learner!, 9, earlier);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(9);
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent', score: { given: 9 } });
  });

  it.each([
    [{ given: 20, maximum: 30 }, 6.7],
    [{ given: 99, maximum: 200 }, 5],
    [{ given: 10, maximum: 30 }, 3.3],
  ])('is the mark that people read: %j arrives as %d', async (points, mark) => {
    const room = await openClass();
    const [learner] = room.learners;
    await room.end(learner!, { ...points, outOfTen: mark, passed: mark >= 5 });
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(mark);
    expect((await inLms(room, learner!)).posts).toMatchObject([{ scoreGiven: mark, scoreMaximum: 10 }]);
  });

  it('is withdrawn when nothing counts any more, and comes again with the next attempt', async () => {
    const room = await openClass(2);
    const [learner, other] = room.learners;
    await room.reset(learner!);
    expect(await room.ledger(learner!)).toBeNull();
    await room.end(learner!, 8);
    await room.end(other!, 6);
    await room.gradebook.worker.drain();
    room.clock.pass(5);
    await room.reset(learner!);
    await room.reset(learner!);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent', score: null });
    expect(await inLms(room, learner!)).toMatchObject({ grade: null, posts: [{}, { accepted: true }] });
    expect((await inLms(room, other!)).grade).toBe(6);
    room.clock.pass(5);
    await room.end(learner!, 0);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(0);
  });

  it('is not sent at all when it was withdrawn before it could be', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsDown: 503 });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    await room.reset(learner!);
    opened.lms.sandbox.clearFaults();
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    const { grade, posts } = await inLms(room, learner!);
    expect(grade).toBeNull();
    expect(posts.filter(({ accepted, scoreGiven }) => accepted && scoreGiven !== undefined)).toEqual([]);
  });

  it('is one line of the ledger however many events come at once', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    await Promise.all(Array.from({ length: 8 }, () => room.end(learner!, 8)));
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).posts).toHaveLength(1);
  });

  it('moves to the next second when the LMS took another in the same one', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    await room.end(learner!, 5);
    await room.gradebook.worker.drain();
    room.clock.pass(SECOND / 4);
    await room.end(learner!, 6);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(6);
    expect((await inLms(room, learner!)).posts.map(({ timestamp }) => timestamp)).toEqual([
      '2026-03-02T08:00:00.000Z',
      '2026-03-02T08:00:01.000Z',
    ]);
  });

  it('counts as sent when the LMS has it and only the answer was lost', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    await room.end(learner!, 8);
    opened.lms.sandbox.setFaults({ agsLosesReplies: true });
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'waiting', lastReply: { status: 0 } });
    opened.lms.sandbox.clearFaults();
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    const { grade, posts } = await inLms(room, learner!);
    expect(grade).toBe(8);
    expect(posts.map(({ status }) => status)).toEqual([200, 409]);
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent' });
  });

  it('replaces a former score of the same second whose answer was lost', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    await room.end(learner!, 4);
    opened.lms.sandbox.setFaults({ agsLosesReplies: true });
    await room.gradebook.worker.drain();
    opened.lms.sandbox.clearFaults();
    room.clock.pass(SECOND / 4);
    await room.end(learner!, 9);
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(9);
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent', score: { given: 9 } });
  });

  it('is settled when the LMS holds a later one of another sender', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    const person = await room.classes.findPerson(learner!.personId);
    const link = await room.classes.findLink(learner!.linkId!);
    const foreign = {
      platformId: opened.lms.platformId,
      lineItemUrl: link!.ags!.lineItem!,
      subject: person!.sub,
      scoreGiven: 2,
      scoreMaximum: 10,
      at: new Date(room.clock.now().getTime() + 3_600_000),
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
    } as const;
    expect(await opened.tool.lti.ags.postScore(foreign)).toMatchObject({ status: 200 });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'settled', lastReply: { status: 409 } });
    expect((await inLms(room, learner!)).grade).toBe(2);
  });
});
