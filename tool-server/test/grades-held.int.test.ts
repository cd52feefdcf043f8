import type { SessionData } from '../src/sessions/index.ts';
import { inLms as readLms, openClass as openClassIn, openLms, type Class } from './grade-rooms.ts';

const HOUR = 60;

let opened: Awaited<ReturnType<typeof openLms>>;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

const openClass = (size = 1) => openClassIn(opened, { size });
const inLms = (room: Class, learner: SessionData) => readLms(opened, room, learner);

describe('a score that the LMS calls older', () => {
  it.each([
    [false, 409],
    [true, 400],
  ])(
    'is read back and settled when it is the one that is held (Open edX: %s)',
    async (agsOlderIs400, status) => {
      const room = await openClass();
      const [learner] = room.learners;
      opened.lms.sandbox.setFaults({ agsLosesReplies: true, agsOlderIs400 });
      await room.end(learner!, 8);
      await room.gradebook.worker.drain();
      opened.lms.sandbox.setFaults({ agsLosesReplies: false });
      room.clock.pass(1);
      await room.gradebook.worker.drain();
      expect((await inLms(room, learner!)).posts.map((post) => post.status)).toEqual([200, status]);
      expect(await room.ledger(learner!)).toMatchObject({
        state: 'sent',
        reason: null,
        lastReply: { status },
      });
    },
  );

  it.each([409, 400])(
    'for no reason of time (%d) is refused with what it says, and can be sent again',
    async (status) => {
      const room = await openClass();
      const [learner] = room.learners;
      opened.lms.sandbox.setFaults({
        agsRefuse: status,
        agsRefuseReason: 'The timestamp is locked by the registrar',
        resultsHidden: true,
      });
      await room.end(learner!, 8);
      await room.gradebook.worker.drain();
      const refused = await room.ledger(learner!);
      expect(refused).toMatchObject({
        state: 'refused',
        reason: 'newer_grade',
        lastReply: { status, message: 'The timestamp is locked by the registrar' },
      });
      opened.lms.sandbox.clearFaults();
      room.clock.pass(HOUR);
      await room.gradebook.retry.one(room.lecturer.linkId!, refused!.id);
      await room.gradebook.worker.drain();
      const { grade, posts } = await inLms(room, learner!);
      expect(grade).toBe(8);
      expect(posts.at(-1)!.timestamp).toBe(room.clock.now().toISOString());
    },
  );
});

describe('a refusal in words', () => {
  it('tells a learner who has left the class from a column that is gone', async () => {
    const room = await openClass(2);
    const [gone, stays] = room.learners;
    const { sub, columns } = await inLms(room, gone!);
    await opened.lms.sandbox.enrol(opened.lms.course.id, sub, null);
    await room.end(gone!, 8);
    await room.end(stays!, 8);
    await room.gradebook.worker.drain();
    expect(await room.line(gone!)).toMatchObject({ state: 'refused', reason: 'not_in_class' });
    expect(await room.ledger(stays!)).toMatchObject({ state: 'sent' });
    await opened.lms.sandbox.removeColumn(columns[0]!.id);
    room.clock.pass(5);
    await room.end(stays!, 9);
    await room.gradebook.worker.drain();
    expect(await room.ledger(stays!)).toMatchObject({ state: 'refused', reason: 'column_gone' });
  });

  it('of a column that exists is about the person, though it says "not found"', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsRefuse: 404, agsRefuseReason: 'Not found' });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'refused', reason: 'not_in_class' });
  });

  it('of a locked column waits for it to be opened', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsRefuse: 500 });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    expect(await room.ledger(learner!)).toMatchObject({ state: 'waiting', reason: 'column_locked' });
  });

  it('is not met by an LMS that wants to be told which answer is understood', async () => {
    const room = await openClass();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ agsWantsAccept: true });
    await room.end(learner!, 8);
    await room.gradebook.worker.drain();
    expect((await inLms(room, learner!)).grade).toBe(8);
  });
});

describe('what the gradebook really holds', () => {
  const readBack = async (room: Class, learner: SessionData) => {
    room.clock.pass(1);
    await room.gradebook.worker.drain();
    return room.ledger(learner);
  };
  const sent = async (size = 1) => {
    const room = await openClass(size);
    for (const learner of room.learners) await room.end(learner, 8);
    await room.gradebook.worker.drain();
    return room;
  };

  it('is seen to be what was sent', async () => {
    const room = await sent();
    expect(await room.ledger(room.learners[0]!)).toMatchObject({ state: 'sent', held: null });
    expect(await readBack(room, room.learners[0]!)).toMatchObject({
      state: 'sent',
      reason: null,
      held: { outOfTen: 8 },
    });
  });

  it('is said where a lecturer has graded by hand', async () => {
    const room = await sent(2);
    const [learner, other] = room.learners;
    const { sub, columns } = await inLms(room, learner!);
    await opened.lms.sandbox.overrideGrade(columns[0]!.id, sub, 9.5);
    expect(await readBack(room, learner!)).toMatchObject({
      state: 'sent',
      reason: 'changed_by_hand',
      held: { outOfTen: 9.5 },
    });
    expect(await room.ledger(other!)).toMatchObject({ state: 'sent', reason: null });
  });

  it('is said where it shows nothing: the learner is not told that the grade is there', async () => {
    const room = await sent();
    const [learner] = room.learners;
    opened.lms.sandbox.setFaults({ resultsHidden: true });
    expect(await readBack(room, learner!)).toMatchObject({ state: 'sent', reason: 'not_shown' });
    const { personId, linkId } = learner!;
    expect(await room.gradeStateOf({ personId, linkId: linkId!, owed: false })).toBe('refused');
    opened.lms.sandbox.clearFaults();
    expect(await room.gradebook.retry.all(linkId!)).toBe(1);
    expect(await readBack(room, learner!)).toMatchObject({ state: 'sent', reason: null });
  });

  describe('of a learner who has left the class', () => {
    /** One whose grade the gradebook has taken and no longer shows, and one who stays; the roster read since. */
    async function leave() {
      const room = await openClassIn(opened, { size: 2 });
      const [left, stays] = room.learners as [SessionData, SessionData];
      for (const learner of [left, stays]) await room.end(learner, 8);
      await room.gradebook.worker.drain();
      const { sub } = await inLms(room, left);
      await opened.lms.sandbox.enrol(opened.lms.course.id, sub, null);
      opened.lms.sandbox.setFaults({ resultsHidden: true });
      room.atWork([left, stays]);
      room.clock.pass(10);
      await readBack(room, stays);
      const stateOf = ({ personId, linkId }: SessionData) =>
        room.gradeStateOf({ personId, linkId: linkId!, owed: false });
      return { room, left, stays, stateOf, linkId: left.linkId! };
    }

    it('says so to both, and offers nothing that cannot work', async () => {
      const { room, left, stays, stateOf, linkId } = await leave();
      const gone = await room.ledger(left);
      expect(gone).toMatchObject({ reason: 'not_in_class', can: { retry: false } });
      expect(await room.ledger(stays)).toMatchObject({ reason: 'not_shown', can: { retry: true } });
      expect([await stateOf(left), await stateOf(stays)]).toEqual(['left', 'refused']);
      expect(await room.gradebook.retry.one(linkId, gone!.id)).toMatchObject({
        entry: { state: 'sent', reason: 'not_in_class', can: { retry: false } },
      });
      expect(await room.gradebook.retry.all(linkId)).toBe(1);
      expect(await room.line(left)).toMatchObject({ state: 'sent', reason: 'not_shown' });
    });

    it('says so too where the LMS has refused the grade', async () => {
      const { room, left, stateOf } = await leave();
      await room.end(left, 9);
      await room.gradebook.worker.drain();
      expect(await room.ledger(left)).toMatchObject({
        state: 'refused',
        reason: 'not_in_class',
        can: { retry: false },
      });
      expect(await stateOf(left)).toBe('left');
    });

    it('says it no more once they have come again, before and after the roster is read', async () => {
      const { room, left, stateOf } = await leave();
      const { sub } = await inLms(room, left);
      await opened.lms.sandbox.enrol(opened.lms.course.id, sub, 'learner');
      room.clock.pass(1);
      await room.openAgain(left);
      expect(await stateOf(left)).toBe('refused');
      const view = await room.view();
      const row = view.ok ? view.view.rows.find(({ person }) => person.id === left.personId) : undefined;
      expect(row).toMatchObject({ inRoster: null, grade: { reason: 'not_shown', can: { retry: true } } });
      expect(await room.ledger(left)).toMatchObject({ reason: 'not_shown', can: { retry: true } });
      expect(await stateOf(left)).toBe('refused');
    });
  });

  it('is said where the column is gone, of everybody, and is mended at a lecturer’s word', async () => {
    const room = await openClassIn(opened, { size: 2, column: false });
    for (const learner of room.learners) await room.end(learner, 8);
    await room.gradebook.worker.drain();
    const { columns } = await inLms(room, room.learners[0]!);
    await opened.lms.sandbox.removeColumn(columns[0]!.id);
    room.clock.pass(10);
    await room.gradebook.worker.drain();
    for (const learner of room.learners)
      expect(await room.ledger(learner)).toMatchObject({ state: 'refused', reason: 'column_gone' });
    // Nobody makes again what a lecturer has deleted.
    await room.end(room.learners[0]!, 9);
    await room.gradebook.worker.drain();
    expect((await inLms(room, room.learners[0]!)).columns).toEqual([]);
    await room.gradebook.retry.all(room.lecturer.linkId!);
    await room.gradebook.worker.drain();
    expect((await inLms(room, room.learners[0]!)).columns).toHaveLength(1);
    expect((await inLms(room, room.learners[0]!)).grade).toBe(9);
    expect((await inLms(room, room.learners[1]!)).grade).toBe(8);
  });

  it('is gone where launches no longer name the column that came with the link, and no other is made', async () => {
    const room = await openClassIn(opened, { size: 2 });
    const [first, second] = room.learners;
    await room.end(first!, 8);
    await room.gradebook.worker.drain();
    const { columns } = await inLms(room, first!);
    await opened.lms.sandbox.removeColumn(columns[0]!.id);
    await room.openAsLecturer();
    await room.end(second!, 7);
    await room.gradebook.worker.drain();
    expect((await inLms(room, second!)).columns).toEqual([]);
    expect(await room.ledger(second!)).toMatchObject({ state: 'refused', reason: 'column_gone' });
    await room.gradebook.retry.all(room.lecturer.linkId!);
    await room.gradebook.worker.drain();
    expect((await inLms(room, first!)).columns).toHaveLength(1);
    expect([(await inLms(room, first!)).grade, (await inLms(room, second!)).grade]).toEqual([8, 7]);
  });

  it('says nothing of anybody where it cannot be read', async () => {
    const room = await sent();
    opened.lms.sandbox.setFaults({ agsDown: 503 });
    expect(await readBack(room, room.learners[0]!)).toMatchObject({
      state: 'sent',
      reason: null,
      held: null,
    });
  });
});
