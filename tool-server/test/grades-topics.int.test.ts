import { inLms as readLms, openClass, openLms } from './grade-rooms.ts';

let opened: Awaited<ReturnType<typeof openLms>>;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

describe('a topic in the gradebook of the LMS', () => {
  it('placed with a column sends what is read, and that it is done', async () => {
    const room = await openClass(opened, { item: 'topic:CD01' });
    const [learner] = room.learners;
    for (const sections of [1, 3, 4]) {
      await room.read(learner!, sections);
      await room.gradebook.worker.drain();
      room.clock.pass(1);
    }
    const { grade, posts } = await readLms(opened, room, learner!);
    expect(grade).toBe(10);
    expect(posts).toMatchObject([
      { accepted: true, scoreGiven: 2.5, activityProgress: 'InProgress', gradingProgress: 'FullyGraded' },
      { accepted: true, scoreGiven: 7.5, activityProgress: 'InProgress', gradingProgress: 'FullyGraded' },
      { accepted: true, scoreGiven: 10, activityProgress: 'Completed', gradingProgress: 'FullyGraded' },
    ]);
    expect(await room.ledger(learner!)).toMatchObject({ state: 'sent', score: { outOfTen: 10 } });
  });

  it('placed without one sends nothing, and makes none', async () => {
    const room = await openClass(opened, { item: 'topic:CD01', column: false });
    const [learner] = room.learners;
    await room.read(learner!, 4);
    await room.gradebook.worker.drain();
    expect(await readLms(opened, room, learner!)).toMatchObject({ columns: [], posts: [] });
    expect(await room.ledger(learner!)).toBeNull();
  });

  it.each(['exam:KT01', 'topic:CD02'])(
    'read from the page of %s leaves the column of that alone',
    async (item) => {
      const room = await openClass(opened, { item });
      const [learner] = room.learners;
      await room.read(learner!, 4);
      await room.gradebook.worker.drain();
      expect(await readLms(opened, room, learner!)).toMatchObject({ grade: null, posts: [] });
    },
  );
});
