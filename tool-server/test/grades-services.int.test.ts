import { gzipSync } from 'node:zlib';
import { startGradeHost, type Answer, type GradeHost } from './grade-host.ts';
import { openClass as openClassIn, openLms, type Class } from './grade-rooms.ts';

let opened: Awaited<ReturnType<typeof openLms>>;
let host: GradeHost;
beforeAll(async () => {
  opened = await openLms();
  host = await startGradeHost();
});
afterAll(async () => {
  await opened.close();
  await host.close();
});
beforeEach(() => {
  host.answer();
});

/** A link with a column at the host. */
const openClass = () => openClassIn(opened, { columnAt: host.columnAt });
/** A link whose column is left to the tool. */
const openColumnless = () => openClassIn(opened, { column: false, columnsAt: host.columnsAt });

async function end(room: Class, minutesLater = 0) {
  if (minutesLater === 0) await room.end(room.learners[0]!, 8);
  else room.clock.pass(minutesLater);
  await room.gradebook.worker.drain();
  return room.line(room.learners[0]!);
}

describe('an answer of columns', () => {
  it.each([
    ['list', 409],
    ['list', 412],
    ['list', 500],
    ['list', 404],
    ['create', 409],
    ['create', 412],
    ['create', 405],
    ['create', 400],
  ] as const)('is no refusal of a score: %s answers %d', async (service, status) => {
    host.answer({ [service]: { status } });
    const room = await openColumnless();
    expect(await end(room)).toMatchObject({
      state: 'waiting',
      reason: 'lms_fault',
      lastReply: { status },
    });
    expect(host.asked('scores')).toBe(0);
    host.answer();
    expect(await end(room, 1)).toMatchObject({ state: 'sent' });
  });

  it.each([409, 412])(
    'says that a column is there already (%d): it is found and not made again',
    async (status) => {
      const room = await openColumnless();
      const { linkId } = room.learners[0]!;
      host.answer({ create: { status } });
      expect(await end(room)).toMatchObject({ state: 'waiting', reason: 'lms_fault', lastReply: { status } });
      const ours = { id: '/items/1', resourceId: `exam:KT01@${linkId!}`, tag: 'exam', scoreMaximum: 10 };
      host.answer({ create: { status }, list: { body: JSON.stringify([ours]) } });
      expect(await end(room, 1)).toMatchObject({ state: 'sent' });
      expect([host.asked('create'), host.asked('scores')]).toEqual([0, 1]);
    },
  );

  it.each(['[null,1,{}]', '[[[]]]', '[{"id":7}]', '{}', '7'])(
    'that is no list of columns makes none: %s',
    async (body) => {
      host.answer({ list: { body } });
      const room = await openColumnless();
      expect(await end(room)).toMatchObject({ state: 'waiting', reason: 'lms_fault' });
      expect(host.asked('create')).toBe(0);
      host.answer();
      expect(await end(room, 1)).toMatchObject({ state: 'sent' });
    },
  );

  it('that makes one and says nonsense is not asked to make another', async () => {
    host.answer({ create: { body: '[null,1,{}]' } });
    const room = await openColumnless();
    expect(await end(room)).toMatchObject({ state: 'waiting', reason: 'lms_fault' });
    expect(await end(room, 60)).toMatchObject({ state: 'waiting', reason: 'lms_fault' });
    expect(host.asked('create')).toBe(1);
  });
});

describe('a score that the LMS calls older, while results cannot be read', () => {
  it.each<[string, Answer, string]>([
    ['503', { status: 503 }, 'lms_fault'],
    ['429', { status: 429 }, 'lms_busy'],
    ['a page', { body: '<p>Maintenance</p>' }, 'lms_page'],
    ['another address', { status: 307, headers: { Location: '/login' } }, 'lms_page'],
    ['a cut connection', (res) => res.destroy(), 'lms_unreachable'],
    ['409', { status: 409 }, 'lms_fault'],
    ['412', { status: 412 }, 'lms_fault'],
    ['401', { status: 401 }, 'access_refused'],
    ['405', { status: 405 }, 'lms_fault'],
    ['lists in lists', { body: '['.repeat(50) + ']'.repeat(50) }, 'lms_fault'],
    ['lists deeper than are read', { body: '['.repeat(300) + ']'.repeat(300) }, 'lms_unreachable'],
    ['nonsense', { body: '[null,1,{}]' }, 'lms_fault'],
    ['an object', { body: '{"results":[]}' }, 'lms_fault'],
    ['half an answer', { body: '[{"userId":' }, 'lms_page'],
    ['nothing', {}, 'lms_fault'],
    ['a packed answer', { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('[]') }, 'lms_unreachable'],
  ])('waits until they can: %s', async (_what, results, reason) => {
    host.answer({ scores: { status: 409 }, results });
    const room = await openClass();
    expect(await end(room)).toMatchObject({ state: 'waiting', reason });
    expect(await end(room, 1)).toMatchObject({ state: 'waiting', reason });
    host.answer({ scores: { status: 409 } });
    await end(room, 2);
    // At the pace of an LMS that may have been asked too often.
    expect(await end(room, 1)).toMatchObject({ state: 'refused', reason: 'newer_grade' });
    expect(host.asked('results')).toBeGreaterThan(0);
  });

  it.each<[string, Answer]>([
    ['409', { status: 409 }],
    ['nonsense', { body: '[null,1,{}]' }],
  ])('says after a week that nothing could be read: %s', async (_what, results) => {
    host.answer({ scores: { status: 409 }, results });
    const room = await openClass();
    await end(room);
    expect(await end(room, 6 * 24 * 60)).toMatchObject({ state: 'waiting' });
    expect(await end(room, 2 * 24 * 60)).toMatchObject({
      state: 'refused',
      reason: 'gradebook_unread',
      lastReply: { status: 'status' in results ? results.status : 200 },
    });
  });

  it('goes a second later the next time, which our own score of that second does not stand in the way of', async () => {
    host.answer({ scores: { status: 409 }, results: { status: 405 } });
    const room = await openClass();
    const before = await end(room);
    host.answer();
    expect(await end(room, 1)).toMatchObject({ state: 'sent' });
    expect(new Date(host.lastScore()!.timestamp) > (before as { at: Date }).at).toBe(true);
  });

  it('is settled by them once they can', async () => {
    host.answer({ scores: { status: 409 }, results: { status: 503 } });
    const room = await openClass();
    await end(room);
    const { personId } = room.learners[0]!;
    const { sub } = (await room.classes.findPerson(personId))!;
    const body = JSON.stringify([{ userId: sub, resultScore: 8, resultMaximum: 10 }]);
    host.answer({ scores: { status: 409 }, results: { body } });
    expect(await end(room, 1)).toMatchObject({ state: 'sent', reason: null });
  });

  it('goes once more and is refused where nobody may ever read them', async () => {
    host.answer({ scores: { status: 409 }, results: { status: 404 } });
    const room = await openClass();
    expect(await end(room)).toMatchObject({ state: 'refused', reason: 'newer_grade' });
    expect(host.asked('scores')).toBe(2);
  });
});

describe('a class of which the LMS lists nonsense', () => {
  it.each(['[null,1,{}]', '[[[]]]', '{}'])(
    'is said to be missing in the gradebook for nobody: %s',
    async (body) => {
      host.answer({ results: { body } });
      const room = await openClass();
      await end(room);
      expect(await end(room, 2)).toMatchObject({ state: 'sent', reason: null });
      expect(host.asked('results')).toBeGreaterThan(0);
    },
  );
});

describe('a score that is "not found", while its column cannot be read', () => {
  it.each<Answer>([
    { status: 503 },
    { status: 302, headers: { Location: '/login' } },
    { status: 409 },
    { status: 412 },
    { status: 401 },
    { body: '[[[]]]' },
    { body: '{"id":7}' },
    { status: 204 },
  ])('waits until the column tells what is missing: %j', async (column) => {
    host.answer({ scores: { status: 404 }, column });
    const room = await openClass();
    expect(await end(room)).toMatchObject({ state: 'waiting' });
    host.answer({ scores: { status: 404 } });
    expect(await end(room, 1)).toMatchObject({ state: 'refused', reason: 'not_in_class' });
  });
});

describe('an answer of the token endpoint', () => {
  let locked: Awaited<ReturnType<typeof openLms>>;
  beforeAll(async () => {
    locked = await openLms();
    const { connection, lti } = locked.tool;
    await connection
      .collection<{ _id: string }>('platforms')
      .updateOne({ _id: locked.lms.platformId }, { $set: { tokenEndpoint: host.tokensAt } });
    // What is held of the LMS in memory is read anew.
    await lti.administration.setPlatformActive(locked.lms.platformId, true);
  });
  afterAll(() => locked.close());

  it('is told as its own, not as that of a column: 500', async () => {
    const room = await openClassIn(locked, { columnAt: host.columnAt });
    host.answer({ token: { status: 500 } });
    expect(await end(room)).toMatchObject({ state: 'waiting', reason: 'lms_fault' });
    expect([host.asked('token'), host.asked('scores')]).toEqual([1, 0]);
  });

  it.each([
    [503, '99999999'],
    [429, 'Fri, 31 Dec 9999 23:59:59 GMT'],
    [403, '86400'],
  ])('that asks for patience (%d, %s) is obeyed, for an hour at the most', async (status, retryAfter) => {
    const room = await openClassIn(locked, { columnAt: host.columnAt, size: 3 });
    host.answer({ token: { status, headers: { 'Retry-After': retryAfter } } });
    for (const learner of room.learners) await room.end(learner, 8);
    for (let minutes = 0; minutes < 4; minutes++) {
      await room.gradebook.worker.drain();
      room.clock.pass(1);
    }
    expect([host.asked('token'), host.asked('scores')]).toEqual([1, 0]);
    for (const learner of room.learners)
      expect(await room.line(learner)).toMatchObject({ state: 'waiting', reason: 'lms_busy' });
    host.answer({ token: { status: 503 } });
    room.clock.pass(60);
    await room.gradebook.worker.drain();
    expect(host.asked('token')).toBeGreaterThan(0);
  });
});
