import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { GradebookChange, GradebookView } from '@chuyen-de/contracts';
import { makeEndSessions } from '../src/classes/index.ts';
import { readEvents } from './event-reader.ts';
import { useTwoTools } from './two-tools.ts';

const DEVICE = 'device-of-the-learner';

const { two, ask, enter, aLecturer, enterNewLearner } = useTwoTools();

/** A learner of the course and what they do, by the first process. */
async function aLearner() {
  const { token, personId } = await enterNewLearner();
  let attempt = '';
  return {
    personId,
    start: async () => {
      const begun = await ask(token, 'POST', '/api/exams/KT01/attempts', { body: { device: DEVICE } });
      ({ id: attempt } = (await begun.json()) as { id: string });
    },
    submit: () =>
      ask(token, 'POST', `/api/attempts/${attempt}/submit`, { body: { device: DEVICE, answers: [] } }),
  };
}

/** The stream of an open class page, and the page as it then is. */
async function openPage(token: string, { at = two().other.url, query = '' } = {}) {
  const leaving = new AbortController();
  const answer = await ask(token, 'GET', `/api/gradebook/changes${query}`, { at, signal: leaving.signal });
  const next = readEvents(answer);
  const rows = new Map<string, GradebookChange['rows'][number]>();
  async function nextChange(): Promise<GradebookChange> {
    const event = await next();
    expect(event?.name).toBe('change');
    const change = event!.data as GradebookChange;
    for (const row of change.rows) rows.set(row.person.id, row);
    return change;
  }
  return {
    answer,
    next,
    nextChange,
    /** Until the page shows that of somebody. */
    async until(isSo: (row: GradebookChange['rows'][number] | undefined) => boolean, personId: string) {
      for (;;) {
        const change = await nextChange();
        if (isSo(change.order.includes(personId) ? rows.get(personId) : undefined)) return change;
      }
    },
    leave: () => leaving.abort(),
  };
}

async function look(token: string, at: string): Promise<GradebookView> {
  const answer = await ask(token, 'GET', '/api/gradebook', { at });
  expect(answer.status).toBe(200);
  return (await answer.json()) as GradebookView;
}

describe('an open class page', () => {
  it('is told what another process has stored: who begins and who hands in, with nothing but their row', async () => {
    const [learner, stranger, token] = [await aLearner(), await aLearner(), await aLecturer()];
    // What a roster says of everybody changes no row any more.
    await ask(token, 'POST', '/api/gradebook/roster', { body: {} });
    await stranger.start();
    const page = await openPage(token);
    await page.until((row) => row?.state === 'open', stranger.personId);
    await learner.start();
    const begun = await page.until((row) => row?.state === 'open', learner.personId);
    expect(begun.rows.map(({ person }) => person.id)).not.toContain(stranger.personId);
    await learner.submit();
    const ended = await page.until((row) => row?.state === 'done', learner.personId);
    expect(ended.figures.done).toBeGreaterThanOrEqual(1);
    page.leave();
  });

  it('is told when a grade has reached the gradebook', async () => {
    const [token, learner] = [await aLecturer(), await aLearner()];
    const page = await openPage(token);
    await learner.start();
    await learner.submit();
    await page.until((row) => row?.grade?.state === 'sent', learner.personId);
    page.leave();
  });

  it('shows, by whichever process, what was stored before it looked', async () => {
    const [token, learner] = [await aLecturer(), await aLearner()];
    await look(token, two().other.url);
    await learner.start();
    const stateAt = async (at: string) =>
      (await look(token, at)).rows.find(({ person }) => person.id === learner.personId)?.state;
    while ((await stateAt(two().tool.url)) !== 'open');
    expect(await stateAt(two().other.url)).toBe('open');
    const [one, another] = await Promise.all([look(token, two().tool.url), look(token, two().other.url)]);
    expect([one.rows, one.figures]).toEqual([another.rows, another.figures]);
  });

  it('is told by a stream that proxies pass on as it comes', async () => {
    const page = await openPage(await aLecturer());
    const header = (name: string) => page.answer.headers.get(name);
    expect(page.answer.status).toBe(200);
    expect(header('content-type')).toContain('text/event-stream');
    expect(header('x-accel-buffering')).toBe('no');
    expect(header('cache-control')).toBe('no-store, no-transform');
    expect(header('content-encoding')).toBeNull();
    page.leave();
  });

  it('is told nothing any more once its session has ended', async () => {
    const personId = await two().addPerson('lecturer');
    const token = await enter(personId);
    const page = await openPage(token);
    await page.nextChange();
    const person = await two().tool.connection.collection('people').findOne({ sub: personId });
    await makeEndSessions(two().tool).endSessions([person!._id.toHexString()], 'now');
    // Other processes read once a second who is out.
    two().tool.clock.pass(1);
    let event = await page.next();
    while (event?.name === 'change') event = await page.next();
    expect(event).toEqual({ name: 'ended', data: { code: 'session_ended' } });
    expect(await page.next()).toBeUndefined();
    two().tool.clock.reset();
  });

  it('gets a stream as long as there are few of its person, and else is told to ask', async () => {
    const token = await aLecturer();
    const pages = [];
    for (let tab = 0; tab < 6; tab++) pages.push(await openPage(token));
    const refused = await ask(token, 'GET', '/api/gradebook/changes', { at: two().other.url });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const page of pages) page.leave();
    let again = await ask(token, 'GET', '/api/gradebook/changes', { at: two().other.url });
    while (again.status === 429)
      again = await ask(token, 'GET', '/api/gradebook/changes', { at: two().other.url });
    expect(again.status).toBe(200);
    await again.body!.cancel();
  });

  describe('of somebody who has gone', () => {
    const headFor = (token: string): string =>
      `GET /api/gradebook/changes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    async function connectTo(url: string): Promise<Socket> {
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    }
    /** Opens as many as a person may have, asking again and again until nothing of before is held any more. */
    async function openAll(token: string): Promise<void> {
      const opened: Response[] = [];
      while (opened.length < 6) {
        const answer = await ask(token, 'GET', '/api/gradebook/changes', { at: two().other.url });
        if (answer.status === 200) opened.push(answer);
        else expect(answer.status).toBe(429);
      }
      for (const answer of opened) await answer.body!.cancel();
    }

    it('holds no place when they went before it had begun', async () => {
      const token = await aLecturer();
      for (let visit = 0; visit < 12; visit++) {
        const socket = await connectTo(two().other.url);
        await new Promise((written) => socket.write(headFor(token), written));
        socket.resetAndDestroy();
      }
      await openAll(token);
    });

    it('holds no place when they had asked for several on one connection', async () => {
      const token = await aLecturer();
      const socket = await connectTo(two().other.url);
      socket.write(headFor(token).repeat(6));
      await once(socket, 'data');
      socket.destroy();
      await openAll(token);
    });
  });

  it('is for those who teach', async () => {
    const learner = await enter(await two().addPerson('learner'));
    expect((await ask(learner, 'GET', '/api/gradebook/changes')).status).toBe(403);
  });
});
