import { randomUUID } from 'node:crypto';
import type { ClockTold, RoomChange, RoomLedger, RoomRow, RoomView } from '@chuyen-de/contracts';
import { readEvents } from './event-reader.ts';
import { useTwoTools } from './two-tools.ts';

jest.setTimeout(180_000);

const DEVICE = 'device-of-the-learner';
const REASON = 'Mất điện phòng 2';

const { two, ask, aLecturer, enterNewLearner } = useTwoTools();

const doDeed = async (token: string, deed: object, at = two().tool.url) => {
  const answer = await ask(token, 'POST', '/api/exams/KT01/room/deeds', {
    at,
    body: { id: randomUUID(), reason: REASON, ...deed },
  });
  return { status: answer.status, body: (await answer.json()) as { reached: number; code?: string } };
};

/** A learner of the course and what they do, by the first process. */
async function aLearner() {
  const { token, personId } = await enterNewLearner();
  const begun = await ask(token, 'POST', '/api/exams/KT01/attempts', { body: { device: DEVICE } });
  const attempt = (await begun.json()) as { id: string; dueAt: string };
  return {
    token,
    personId,
    ...attempt,
    save: (slot: number) => {
      const at = two().tool.clock.now().getTime();
      const answers = [{ slot, seq: at, at, response: { selected: ['a'] }, flagged: true }];
      return ask(token, 'PATCH', `/api/attempts/${attempt.id}/answers`, {
        body: { device: DEVICE, answers },
      });
    },
    submit: () =>
      ask(token, 'POST', `/api/attempts/${attempt.id}/submit`, { body: { device: DEVICE, answers: [] } }),
  };
}

/** A stream of events, read one after another. */
async function openStream<T>(token: string, path: string, name: string, at: string) {
  const leaving = new AbortController();
  const answer = await ask(token, 'GET', path, { at, signal: leaving.signal });
  const nextOfAny = readEvents(answer);
  async function next(): Promise<T> {
    for (;;) {
      const event = await nextOfAny();
      if (!event) throw new Error('the stream has ended');
      if (event.name === name) return event.data as T;
    }
  }
  return { answer, next, leave: () => leaving.abort() };
}

async function openRoom(token: string, at = two().other.url) {
  const stream = await openStream<RoomChange>(token, '/api/exams/KT01/room/changes', 'change', at);
  const rows = new Map<string, RoomRow>();
  return {
    ...stream,
    rows,
    /** Until the room shows that of somebody. */
    async until(isSo: (row: RoomRow | undefined, change: RoomChange) => boolean, personId: string) {
      for (;;) {
        const change = await stream.next();
        for (const row of change.rows) rows.set(row.person.id, row);
        for (const id of change.gone) rows.delete(id);
        if (isSo(rows.get(personId), change)) return change;
      }
    },
  };
}
const openClock = (token: string, attempt: string, at = two().other.url) =>
  openStream<ClockTold>(token, `/api/attempts/${attempt}/clock/changes`, 'clock', at);

describe('the room of an exam', () => {
  it('shows, by another process, who begins, answers, is paused, goes on, gets time and hands in', async () => {
    const teacher = await aLecturer();
    const room = await openRoom(teacher);
    const learner = await aLearner();
    const page = await openClock(learner.token, learner.id);
    await room.until((row) => row?.state === 'working', learner.personId);
    await learner.save(3);
    await room.until((row) => row?.answered === 1 && row.position === 3, learner.personId);
    expect(room.rows.get(learner.personId)).toMatchObject({ flagged: 1, devices: 1, questions: 10 });

    await doDeed(teacher, { kind: 'pause', people: [learner.personId] });
    await room.until((row) => row?.state === 'paused', learner.personId);
    await doDeed(teacher, { kind: 'resume', people: [learner.personId] }, two().other.url);
    await doDeed(teacher, { kind: 'add-time', people: [learner.personId], minutes: 7 });
    const after = await room.until((row) => row?.addedMinutes === 7, learner.personId);
    expect(room.rows.get(learner.personId)).toMatchObject({ state: 'working' });
    expect(after.deeds).toBe(3);
    await learner.submit();
    await room.until((row) => row?.state === 'submitted', learner.personId);
    page.leave();
    room.leave();
  });

  it('shows, by another process, who has tried their device before the exam, and how it did', async () => {
    const teacher = await aLecturer();
    const { token, personId } = await enterNewLearner();
    // Who has begun nothing is known by the roster.
    await ask(teacher, 'POST', '/api/gradebook/roster', { at: two().other.url });
    const room = await openRoom(teacher);
    await room.until((row) => row?.state === 'not-started', personId);
    expect(room.rows.get(personId)?.rehearsed).toBeNull();
    const tried = { keeps: true, comesBack: true, clockAheadSeconds: -90, roundTripMs: 60 };
    const rehearse = async (by: string, body: object) =>
      (await ask(by, 'PUT', '/api/exams/KT01/rehearsal', { body })).json() as Promise<{ kept: boolean }>;
    expect(await rehearse(token, { ...tried, keeps: false })).toMatchObject({ kept: true });
    await room.until((row) => row?.rehearsed?.ready === false, personId);
    await rehearse(token, tried);
    await room.until((row) => row?.rehearsed?.ready === true, personId);
    // Who looks later sees the same; what those who teach try is nobody's device.
    expect(await rehearse(teacher, tried)).toMatchObject({ kept: false });
    await ask(teacher, 'POST', '/api/gradebook/roster');
    const later = await openRoom(teacher, two().tool.url);
    await later.until((row) => row?.rehearsed?.ready === true, personId);
    room.leave();
    later.leave();
  });

  it('tells apart who is connected from who has gone, whichever process holds their page', async () => {
    const teacher = await aLecturer();
    const learner = await aLearner();
    const page = await openClock(learner.token, learner.id, two().tool.url);
    await page.next();
    const room = await openRoom(teacher);
    await room.until((row) => row?.state === 'working', learner.personId);
    page.leave();
    const presences = two().tool.connection.collection('presences');
    while (!(await presences.findOne({ 'gone.attempt': learner.id })));
    // It is not put back: whoever follows what is stored goes by it.
    two().tool.clock.pass(1);
    const change = await room.until((row) => row?.state === 'disconnected', learner.personId);
    expect(change.rows.find(({ person }) => person.id === learner.personId)?.since).not.toBeNull();
    const again = await openClock(learner.token, learner.id, two().other.url);
    await room.until((row) => row?.state === 'working', learner.personId);
    again.leave();
    room.leave();
  });

  it('is the same to whoever asks for it and to whoever is told', async () => {
    const teacher = await aLecturer();
    const learner = await aLearner();
    const room = await openRoom(teacher, two().tool.url);
    await room.until((row) => row?.state === 'working', learner.personId);
    const asked = await ask(teacher, 'GET', '/api/exams/KT01/room', { at: two().other.url });
    const view = (await asked.json()) as RoomView;
    expect(view.can).toEqual({ changeTime: true });
    expect(view.rows.find(({ person }) => person.id === learner.personId)).toMatchObject({
      state: 'working',
      answered: 0,
      attempt: 1,
    });
    room.leave();
  });

  it('keeps a ledger of all that was done: to whom, by whom, when and why', async () => {
    const teacher = await aLecturer();
    const [one, another] = [await aLearner(), await aLearner()];
    await doDeed(teacher, { kind: 'pause', people: [one.personId, another.personId] });
    await doDeed(teacher, { kind: 'resume' });
    await ask(teacher, 'PUT', `/api/exams/KT01/accommodations/${one.personId}`, {
      body: { timeMultiplier: 1.5, extraAttempts: 0, reason: 'Khiếm thị' },
    });
    const answer = await ask(teacher, 'GET', '/api/exams/KT01/room/ledger', { at: two().other.url });
    const { deeds } = (await answer.json()) as RoomLedger;
    const last = deeds.slice(-3);
    expect(last).toMatchObject([
      { kind: 'pause', reason: REASON, by: 'Lê Chi' },
      { kind: 'resume', people: null },
      { kind: 'accommodation', reason: 'Khiếm thị', accommodation: { timeMultiplier: 1.5 } },
    ]);
    expect(new Set(last[0]!.people!.map(({ id }) => id))).toEqual(new Set([one.personId, another.personId]));
    expect(deeds.map(({ at }) => at)).toEqual(deeds.map(({ at }) => at).sort());
  });

  it('is for those who look after the class; time is for lecturers to change', async () => {
    const learner = await aLearner();
    for (const path of ['room', 'room/changes', 'room/ledger'])
      expect((await ask(learner.token, 'GET', `/api/exams/KT01/${path}`)).status).toBe(403);
    expect((await doDeed(learner.token, { kind: 'pause' })).status).toBe(403);
  });
});

describe('the open page of an attempt', () => {
  it('hears, from another process, of pauses, resumptions and added time', async () => {
    const [teacher, learner] = [await aLecturer(), await aLearner()];
    const page = await openClock(learner.token, learner.id);
    expect(page.answer.headers.get('content-type')).toContain('text/event-stream');
    expect(await page.next()).toMatchObject({ dueAt: learner.dueAt });
    const heard = async (deed: object): Promise<ClockTold> => {
      expect(await doDeed(teacher, deed)).toMatchObject({ status: 200 });
      return page.next();
    };
    const people = [learner.personId];
    const paused = await heard({ kind: 'pause', people });
    expect(paused).toMatchObject({ dueAt: learner.dueAt, reason: REASON });
    const resumed = await heard({ kind: 'resume', people });
    expect(resumed.pausedAt).toBeUndefined();
    expect(resumed.reason).toBeUndefined();
    const longer = await heard({ kind: 'add-time', people, minutes: 9 });
    expect(Date.parse(longer.dueAt) - Date.parse(resumed.dueAt)).toBe(9 * 60_000);
    page.leave();
  });

  it('is told the same as who asks, and as the attempt holds once it has heard of it', async () => {
    const [teacher, learner] = [await aLecturer(), await aLearner()];
    await doDeed(teacher, { kind: 'add-time', people: [learner.personId], minutes: 4 });
    const answer = await ask(learner.token, 'GET', `/api/attempts/${learner.id}/clock`, {
      at: two().other.url,
    });
    const { dueAt } = (await answer.json()) as ClockTold;
    expect(Date.parse(dueAt) - Date.parse(learner.dueAt)).toBe(4 * 60_000);
    const attempts = two().tool.connection.collection<{ _id: string; dueAt: Date }>('attempts');
    const held = async () => (await attempts.findOne({ _id: learner.id }))!.dueAt.toISOString();
    while ((await held()) !== dueAt);
    expect(await held()).toBe(dueAt);
  });

  it('is nobody else’s', async () => {
    const [learner, stranger] = [await aLearner(), await aLearner()];
    for (const path of ['clock', 'clock/changes'])
      expect((await ask(stranger.token, 'GET', `/api/attempts/${learner.id}/${path}`)).status).toBe(404);
  });

  it('has few streams of one person, and is told to ask beyond', async () => {
    const learner = await aLearner();
    const pages = [];
    for (let tab = 0; tab < 4; tab++) pages.push(await openClock(learner.token, learner.id));
    const refused = await ask(learner.token, 'GET', `/api/attempts/${learner.id}/clock/changes`, {
      at: two().other.url,
    });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const page of pages) page.leave();
  });
});

it('a deed that a process wrote down and did not carry out, another carries out', async () => {
  const [teacher, learner] = [await aLecturer(), await aLearner()];
  await doDeed(teacher, { kind: 'pause', people: [learner.personId] });
  const attempts = two().tool.connection.collection<{ _id: string; pausedAt?: Date }>('attempts');
  const pausedAt = async () => (await attempts.findOne({ _id: learner.id }))!.pausedAt;
  while (!(await pausedAt()));
  // As if nobody had come to it: the deed is there, due, and the attempt knows nothing.
  const deeds = two().tool.connection.collection('timeDeeds');
  await attempts.updateOne({ _id: learner.id }, { $unset: { pausedAt: true }, $inc: { change: 1 } });
  const due = new Date(0);
  await deeds.updateOne(
    { personId: learner.personId },
    { $set: { owed: [{ id: 'x', kind: 'time', due, tries: 0, at: due, data: {} }] } },
  );
  while (!(await pausedAt()));
  expect(await pausedAt()).toBeInstanceOf(Date);
});
