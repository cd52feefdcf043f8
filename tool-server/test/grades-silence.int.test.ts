import { startGradeHost, type GradeHost } from './grade-host.ts';
import { inLms, openClass, openLms, openOffice, type Class } from './grade-rooms.ts';
import { endAll, registerMany } from './many-lmss.ts';
import { startSilentHost } from './silent-host.ts';

let opened: Awaited<ReturnType<typeof openLms>>;
let answering: GradeHost;
beforeAll(async () => {
  opened = await openLms();
  answering = await startGradeHost();
});
afterAll(async () => {
  await opened.close();
  await answering.close();
});

async function untilSent(room: Class): Promise<void> {
  while (((await inLms(opened, room, room.learners[0]!)).grade ?? undefined) === undefined)
    await new Promise(setImmediate);
}

interface Silent {
  count: number;
  /** What of each does not answer, at the host. */
  placesAt: (url: string) => Parameters<typeof registerMany>[3];
  /** How many calls come to wait there. */
  calls: number;
}

/** Another LMS's grade arrives while calls of so many LMSs wait for answers that do not come; answers how many wait. */
async function sendBeside({ count, placesAt, calls }: Silent) {
  const host = await startSilentHost();
  const office = await openOffice(opened);
  const room = await openClass(opened, { office });
  const learners = await registerMany(opened, office, count, placesAt(host.url));
  const { worker } = office.gradebook;
  worker.start();
  await endAll(office, learners, 8);
  await host.reached(calls);
  await room.end(room.learners[0]!, 7);
  await untilSent(room);
  const waiting = host.counts();
  const stopped = worker.stop();
  await host.close();
  await stopped;
  return waiting;
}

describe('LMSs that do not answer', () => {
  it.each([
    // Two calls of each, as long as strands are plentiful: see `pace.test.ts`.
    [1, 2],
    [6, 12],
    [40, 80],
  ])('hold up no grade of another, if they are %d', async (count, calls) => {
    const placesAt = (url: string) => ({
      columnAt: (index: number) => `${url}/${index}/column`,
      tokensAt: answering.tokensAt,
    });
    const { open, ended } = await sendBeside({ count, placesAt, calls });
    expect(open).toBeGreaterThanOrEqual(calls);
    expect(ended).toBe(0);
  });

  it.each([6, 40])('nor do token endpoints, if %d of them do not', async (count) => {
    const placesAt = (url: string) => ({ columnAt: () => answering.columnAt, tokensAt: `${url}/token` });
    // Both grades of an LMS wait for one token.
    expect(await sendBeside({ count, placesAt, calls: count })).toEqual({ open: count, ended: 0 });
  });
});
