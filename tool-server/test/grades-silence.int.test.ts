import { inLms, openClass, openLms, openOffice, type Class } from './grade-rooms.ts';
import { connectSandbox, type Connected } from './lti-harness.ts';
import { startSilentHost } from './silent-host.ts';

let opened: Awaited<ReturnType<typeof openLms>>;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

const SILENT = 6;

async function untilSent(room: Class): Promise<void> {
  while (((await inLms(opened, room, room.learners[0]!)).grade ?? undefined) === undefined)
    await new Promise(setImmediate);
}

describe('LMSs that do not answer', () => {
  const others: Connected[] = [];
  beforeAll(async () => {
    for (let index = 0; index < SILENT; index++) others.push(await connectSandbox(opened.tool));
  });
  afterAll(async () => {
    for (const { sandbox } of others) await sandbox.close();
  });

  it.each([1, SILENT])('hold up no grade of another, if they are %d', async (count) => {
    const host = await startSilentHost();
    const office = await openOffice(opened);
    const silent: Class[] = [];
    for (const [index, lms] of others.slice(0, count).entries()) {
      const columnAt = `${host.url}/${index}/column`;
      silent.push(await openClass({ tool: opened.tool, lms }, { office, size: 5, columnAt }));
    }
    const room = await openClass(opened, { office });
    const { worker } = office.gradebook;
    worker.start();
    for (const each of silent) for (const learner of each.learners) await each.end(learner, 8);
    // Two calls of each, and no more: the rest waits for these.
    await host.reached(2 * count);
    await room.end(room.learners[0]!, 7);
    await untilSent(room);
    expect(host.counts()).toEqual({ open: 2 * count, ended: 0 });
    const stopped = worker.stop();
    await host.close();
    await stopped;
  });
});
