import type { GradebookView, LedgerEntry, Score } from '@chuyen-de/contracts';
import { pino } from 'pino';
import { makeClasses, type Classes } from '../src/classes/index.ts';
import { makeGradebook } from '../src/gradebook/index.ts';
import type { LtiLaunch } from '../src/lti/index.ts';
import type { SessionData } from '../src/sessions/index.ts';
import { owe, prepareModels } from '../src/storage/index.ts';
import { heldClock, type HeldClock } from './exam-rooms.ts';
import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';

const ITEM = { kind: 'exam', code: 'KT01' } as const;
const SECOND = 1 / 60;

let tool: TestTool;
let lms: Connected;
let lecturerLaunch: LtiLaunch;
beforeAll(async () => {
  tool = await startTool();
  lms = await connectSandbox(tool);
  await new Browser().launch(lms, { personId: lms.lecturer.id });
  lecturerLaunch = tool.launches.at(-1)!;
});
afterAll(async () => {
  await lms.sandbox.close();
  await tool.close();
});

const aScore = (given: number): Score => ({ given, maximum: 10, outOfTen: given, passed: given >= 5 });

interface Class {
  clock: HeldClock;
  classes: Classes;
  gradebook: ReturnType<typeof makeGradebook>;
  learners: SessionData[];
  lecturer: SessionData;
  /** Says that an attempt has ended with this score counting, as the exams room would. */
  end(learner: SessionData, given: number, at?: Date): Promise<void>;
  ledger(learner: SessionData): Promise<LedgerEntry | null>;
}

/** A fresh column with some learners who have opened its link. */
async function openClass(size = 1): Promise<Class> {
  lms.sandbox.clearFaults();
  const clock = heldClock();
  const { connection, lti } = tool;
  const classes = makeClasses({ connection, clock, nrps: () => lti.nrps });
  const scores = new Map<string, Score>();
  const gradebook = makeGradebook({
    connection,
    clock,
    logger: pino({ level: 'silent' }),
    ags: lti.ags,
    classes,
    work: {
      titleOf: () => Promise.resolve({ vi: 'Bài kiểm tra' }),
      workOf: () => Promise.resolve(new Map()),
      accommodationsOf: () => Promise.resolve(new Map()),
    },
    countingScore: ({ personId }) => Promise.resolve(scores.get(personId)),
  });
  await prepareModels([...classes.models, ...gradebook.models]);
  const { linkId } = await lms.sandbox.placeItem(lms.course.id, {
    title: 'Bài kiểm tra',
    custom: { item: 'exam:KT01' },
    lineItem: { scoreMaximum: 10 },
  });
  const learners: SessionData[] = [];
  for (let number = 0; number < size; number++) {
    const person = await lms.sandbox.addPerson({ familyName: 'Lê', givenName: `Học viên ${number}` });
    await lms.sandbox.enrol(lms.course.id, person.id, 'learner');
    await new Browser().launch({ ...lms, linkId, learner: person });
    learners.push(await classes.recordLaunch(tool.launches.at(-1)!));
  }
  const lecturer = await classes.recordLaunch({
    ...lecturerLaunch,
    resourceLink: { id: tool.launches.at(-1)!.resourceLink!.id },
    item: ITEM,
  });
  const ledger: Class['ledger'] = async ({ personId }) => {
    await gradebook.readRoster(lecturer.contextId!);
    const result = await gradebook.view(lecturer);
    if (!result.ok) throw new Error(result.error.code);
    const view: GradebookView = result.view;
    return view.rows.find(({ person }) => person.id === personId)?.grade ?? null;
  };
  return {
    clock,
    classes,
    gradebook,
    learners,
    lecturer,
    ledger,
    async end({ personId, linkId: link }, given, at = clock.now()) {
      scores.set(personId, aScore(given));
      await gradebook.onGradeOwed({ personId, linkId: link!, examCode: 'KT01' }, owe('grade', at));
    },
  };
}

/** Every post of a learner's score that reached the LMS, and the grade that it now shows. */
async function inLms(room: Class, learner: SessionData) {
  const person = await room.classes.findPerson(learner.personId);
  const { rows, posts } = lms.sandbox.gradebook(lms.course.id);
  return {
    grade: rows.find(({ personId }) => personId === person!.sub)?.score ?? null,
    posts: posts
      .filter(({ personId }) => personId === person!.sub)
      .map(({ accepted, status, body }) => ({
        accepted,
        status,
        ...(body as { scoreGiven: number; timestamp: string }),
      })),
  };
}

describe('a grade on its way to the gradebook of the LMS', () => {
  it('arrives once, final, with the time of its event', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    const at = room.clock.now();
    room.clock.pass(10);
    await room.end(learner!, 7.5, at);
    expect(await room.ledger(learner!)).toMatchObject({ state: 'waiting', tries: 0, lastReply: null });
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
    lms.sandbox.setFaults({ agsLosesReplies: true });
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'waiting', lastReply: { status: 0 } });
    lms.sandbox.clearFaults();
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
    lms.sandbox.setFaults({ agsLosesReplies: true });
    await room.gradebook.worker.drain();
    lms.sandbox.clearFaults();
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
      platformId: lms.platformId,
      lineItemUrl: link!.ags!.lineItem!,
      subject: person!.sub,
      scoreGiven: 2,
      scoreMaximum: 10,
      at: new Date(room.clock.now().getTime() + 3_600_000),
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
    } as const;
    expect(await tool.lti.ags.postScore(foreign)).toMatchObject({ status: 200 });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'settled', lastReply: { status: 409 } });
    expect((await inLms(room, learner!)).grade).toBe(2);
  });

  it('waits as long as the LMS asks', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    lms.sandbox.setFaults({ ags429: { retryAfterSeconds: 90 } });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({
      state: 'waiting',
      nextTryAt: '2026-03-02T08:01:30.000Z',
      lastReply: { status: 429 },
    });
    lms.sandbox.clearFaults();
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBeNull();
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(8);
  });

  it('that was refused is shown with the reason, stays, and goes again at the lecturer’s word', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    lms.sandbox.setFaults({ agsRefuse: 404 });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    const refused = await room.ledger(learner!);
    expect(refused).toMatchObject({ state: 'refused', nextTryAt: null, lastReply: { status: 404 } });
    expect(refused!.lastReply!.message).not.toBe('');
    room.clock.pass(60);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).posts).toHaveLength(1);

    lms.sandbox.clearFaults();
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
    lms.sandbox.setFaults({ agsSlowMs: 400 });
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
    lms.sandbox.setFaults({ agsDown: 'destroy' });
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
    lms.sandbox.clearFaults();
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

/** Until the slow LMS has the post in its hands. */
async function untilPosted(room: Class, learner: SessionData): Promise<void> {
  while ((await room.ledger(learner))?.tries === 0) await new Promise(setImmediate);
}
