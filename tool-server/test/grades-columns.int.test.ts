import { inLms as readLms, openClass as openClassIn, openLms, type Class } from './grade-rooms.ts';

let opened: Awaited<ReturnType<typeof openLms>>;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

/** A link whose column is left to the tool. */
const openClass = (size = 1) => openClassIn(opened, { size, column: false });
const endAll = (room: Class): Promise<unknown> =>
  Promise.all(room.learners.map((learner) => room.end(learner, 8)));
const gradesOf = (room: Class) => Promise.all(room.learners.map((learner) => readLms(opened, room, learner)));

/** Until the grades that wait for each other have gone. */
async function drainAll(room: Class): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    await Promise.all([room.gradebook.worker.drain(), room.gradebook.worker.drain()]);
    room.clock.pass(5);
  }
}

describe('the column of a link that the tool has to make', () => {
  it.each([
    ['plainly', {}],
    ['with lists that name no links', { lineItemLinks: 'none' }],
    ['with lists that name other links (Chamilo)', { lineItemLinks: 'foreign' }],
    ['with one column a page', { lineItemPageSize: 1 }],
    ['with one column a page that names no links', { lineItemPageSize: 1, lineItemLinks: 'none' }],
    ['by Location alone', { lineItemCreated: 'location' }],
    ['without being told where', { lineItemCreated: 'bare' }],
    ['without being told where, nor of which link', { lineItemCreated: 'bare', lineItemLinks: 'none' }],
  ] as const)('is one for eight learners who end at once: %s', async (_how, faults) => {
    // Another link to the same exam has a column of the same tool already.
    const other = await openClass();
    opened.lms.sandbox.setFaults(faults);
    await endAll(other);
    await drainAll(other);
    const room = await openClass(8);
    opened.lms.sandbox.setFaults(faults);
    await endAll(room);
    await drainAll(room);
    for (const { grade, columns } of await gradesOf(room)) {
      expect(grade).toBe(8);
      expect(columns).toHaveLength(1);
    }
    const [before] = await gradesOf(other);
    expect(before).toMatchObject({ grade: 8, columns: [{}] });
    expect(before!.columns[0]!.id).not.toBe((await gradesOf(room))[0]!.columns[0]!.id);
  });

  it('is remembered by a tool that starts anew', async () => {
    const room = await openClass();
    opened.lms.sandbox.setFaults({ lineItemLinks: 'none' });
    await endAll(room);
    await drainAll(room);
    // The list is of no use any more; what is remembered is.
    opened.lms.sandbox.setFaults({ lineItemsPage: true });
    await room.end(room.learners[0]!, 9);
    await drainAll(room);
    const [{ grade, columns }] = (await gradesOf(room)) as [Awaited<ReturnType<typeof readLms>>];
    expect(grade).toBe(9);
    expect(columns).toHaveLength(1);
  });

  it('is found when it came with the link, though the launch did not say so', async () => {
    const room = await openClassIn(opened, { column: true });
    const link = await room.classes.findLink(room.lecturer.linkId!);
    await opened.tool.connection
      .collection('links')
      .updateOne({ _id: link!._id }, { $unset: { 'ags.lineItem': 1 } });
    await endAll(room);
    await drainAll(room);
    const [first] = await gradesOf(room);
    expect(first).toMatchObject({ grade: 8, columns: [{ origin: 'link' }] });
  });

  it('is not made where the list is a page: the column may be on it', async () => {
    const room = await openClass(3);
    opened.lms.sandbox.setFaults({ lineItemsPage: true });
    await endAll(room);
    await drainAll(room);
    expect((await gradesOf(room))[0]!.columns).toEqual([]);
    expect(await room.ledger(room.learners[0]!)).toMatchObject({ state: 'waiting', reason: 'lms_page' });
    opened.lms.sandbox.clearFaults();
    room.clock.pass(60);
    await drainAll(room);
    for (const { grade, columns } of await gradesOf(room)) {
      expect(grade).toBe(8);
      expect(columns).toHaveLength(1);
    }
  });

  it('is made by one process at a time', async () => {
    const room = await openClass(4);
    const { linkId } = room.lecturer;
    await opened.tool.connection.collection<{ _id: string; lease: object }>('columns').insertOne({
      _id: linkId!,
      lease: { by: 'another process', until: new Date(room.clock.now().getTime() + 60_000) },
    });
    await endAll(room);
    await room.gradebook.worker.drain();
    expect((await gradesOf(room))[0]!.columns).toEqual([]);
    expect(await room.ledger(room.learners[0]!)).toMatchObject({ state: 'waiting' });
    // The other process has died meanwhile.
    room.clock.pass(5);
    await drainAll(room);
    expect((await gradesOf(room)).map(({ grade, columns }) => [grade, columns.length])).toEqual(
      Array(4).fill([8, 1]),
    );
  });
});
