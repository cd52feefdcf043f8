import { scope } from '../src/vocabulary.ts';
import { type Class, aClass, anotherClass } from './class.ts';

let room: Class;
let token: string;
let lineItem: string;

beforeAll(async () => {
  room = await aClass();
});
beforeEach(async () => {
  room = await anotherClass(room);
  room.sandbox.clearFaults();
  token = await room.tool.token(...Object.values(scope));
  lineItem = addressOf(room.exam.lineItemId);
});
afterAll(() => room.close());

const addressOf = (itemId: string, courseId = room.course.id) =>
  `${room.sandbox.url}/lti/services/${courseId}/lineitems/${itemId}/lineitem`;

interface Call extends RequestInit {
  token?: string;
  headers?: Record<string, string>;
}

const call = (url: string, init: Call = {}) =>
  fetch(url, {
    ...init,
    headers: { Authorization: `Bearer ${init.token ?? token}`, ...init.headers },
  });

const aScore = (changes: object = {}) => ({
  userId: room.learner.id,
  timestamp: '2026-05-01T08:00:00.500+07:00',
  activityProgress: 'Completed',
  gradingProgress: 'FullyGraded',
  scoreGiven: 17,
  scoreMaximum: 20,
  comment: 'Đạt',
  ...changes,
});

const post = (body: unknown, init: { url?: string; token?: string; text?: string } = {}) =>
  call(init.url ?? `${lineItem}/scores`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/vnd.ims.lis.v1.score+json' },
    body: init.text ?? JSON.stringify(body),
    token: init.token ?? token,
  });

const grade = () => room.sandbox.gradebook(room.course.id).rows[0];

describe('scores', () => {
  it('keeps a score on the scale of the column, with its comment and time', async () => {
    expect((await post(aScore())).status).toBe(200);
    expect(grade()).toMatchObject({
      personId: room.learner.id,
      name: 'Nguyễn Văn An',
      score: 8.5,
      scoreMaximum: 10,
      comment: 'Đạt',
      timestamp: '2026-05-01T08:00:00.500+07:00',
    });
  });

  it('refuses a score that is not later in whole seconds', async () => {
    await post(aScore());
    expect((await post(aScore({ timestamp: '2026-05-01T01:00:00.900Z' }))).status).toBe(409);
    expect((await post(aScore({ timestamp: '2026-05-01T00:59:59Z' }))).status).toBe(409);
    expect((await post(aScore({ timestamp: '2026-05-01T01:00:01Z' }))).status).toBe(200);
  });

  it('empties the cell at a post that is not a final score', async () => {
    await post(aScore());
    await post(aScore({ timestamp: '2026-05-01T09:00:00Z', gradingProgress: 'Pending' }));
    expect(grade()?.score).toBeNull();
  });

  it('clears the comment at a post without one', async () => {
    await post(aScore());
    await post(aScore({ timestamp: '2026-05-01T09:00:00Z', comment: undefined }));
    expect(grade()).toMatchObject({ score: 8.5, comment: '' });
  });

  it("lets the lecturer's own grade stand", async () => {
    await post(aScore());
    await room.sandbox.overrideGrade(room.exam.lineItemId, room.learner.id, 6);
    expect((await post(aScore({ timestamp: '2026-05-01T09:00:00Z' }))).status).toBe(200);
    expect(grade()).toMatchObject({ score: 6, overridden: true });
    await room.sandbox.overrideGrade(room.exam.lineItemId, room.learner.id, null);
    expect(grade()).toMatchObject({ score: 8.5, overridden: false });
  });

  it.each([
    ['no user', { userId: undefined }],
    ['no zone', { timestamp: '2026-05-01T08:00:00' }],
    ['no time', { timestamp: undefined }],
    ['an unknown progress', { gradingProgress: 'Graded' }],
    ['no progress', { activityProgress: undefined }],
    ['a score in words', { scoreGiven: 'ten' }],
    ['a score without its maximum', { scoreMaximum: undefined }],
    ['an unknown user', { userId: '9999' }],
  ])('answers 400 to %s', async (_what, changes) => {
    expect((await post(aScore(changes))).status).toBe(400);
    expect(grade()).toBeUndefined();
  });

  it('answers 400 for lecturers and for people who are not enrolled', async () => {
    expect((await post(aScore({ userId: room.lecturer.id }))).status).toBe(400);
    await room.sandbox.enrol(room.course.id, room.learner.id, null);
    expect((await post(aScore())).status).toBe(400);
  });

  it('answers 200 to a bad score in several lines, and stores nothing', async () => {
    const text = JSON.stringify(aScore({ userId: '9999' }), null, 2);
    expect((await post(undefined, { text })).status).toBe(200);
    expect(grade()).toBeUndefined();
    expect(room.sandbox.gradebook(room.course.id).posts).toMatchObject([{ accepted: false }]);
  });

  it('answers 401 without a token, with a foreign one, and for a missing scope', async () => {
    expect((await post(aScore(), { token: 'guess' })).status).toBe(401);
    const reader = await room.tool.token(scope.lineItemReadOnly);
    expect((await post(aScore(), { token: reader })).status).toBe(401);
    room.sandbox.revokeAccessTokens();
    expect((await post(aScore())).status).toBe(401);
  });

  it('answers 403 at the address of another tool or course, 404 when the column is gone', async () => {
    const { sandbox, exam } = room;
    const elsewhere = await sandbox.addCourse({ shortName: 'X', fullName: 'X' });
    const other = `${addressOf(exam.lineItemId, elsewhere.id)}/scores`;
    expect((await post(aScore(), { url: other })).status).toBe(403);
    expect((await post(aScore(), { url: `${lineItem}/scores?type_id=999` })).status).toBe(403);
    await sandbox.removeItem(exam.linkId);
    expect((await post(aScore())).status).toBe(404);
  });

  it('answers 405 to the wrong method', async () => {
    expect((await call(`${lineItem}/scores`)).status).toBe(405);
    expect((await call(lineItem, { method: 'POST', body: '{}' })).status).toBe(405);
  });

  it('records every post, accepted or refused', async () => {
    await post(aScore());
    await post(aScore());
    const { posts } = room.sandbox.gradebook(room.course.id);
    expect(posts).toMatchObject([
      { status: 200, accepted: true, personId: room.learner.id, body: { scoreGiven: 17 } },
      { status: 409, accepted: false, personId: room.learner.id },
    ]);
  });
});

describe('faults', () => {
  it('cuts the connection, answers 503, 429 with Retry-After, or a chosen status', async () => {
    const { sandbox } = room;
    sandbox.setFaults({ agsDown: 'destroy' });
    await expect(post(aScore())).rejects.toThrow();
    sandbox.setFaults({ agsDown: 503 });
    expect((await post(aScore())).status).toBe(503);
    sandbox.clearFaults();
    sandbox.setFaults({ ags429: { retryAfterSeconds: 7 } });
    const throttled = await post(aScore());
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '7']);
    sandbox.clearFaults();
    sandbox.setFaults({ agsRefuse: 403 });
    expect((await post(aScore())).status).toBe(403);
    sandbox.clearFaults();
    expect((await post(aScore())).status).toBe(200);
    const { posts } = sandbox.gradebook(room.course.id);
    expect(posts.map(({ status }) => status)).toEqual([0, 503, 429, 403, 200]);
  });

  it('stores a score whose answer is lost', async () => {
    room.sandbox.setFaults({ agsLosesReplies: true });
    await expect(post(aScore())).rejects.toThrow();
    expect(grade()?.score).toBe(8.5);
    room.sandbox.clearFaults();
    expect((await post(aScore())).status).toBe(409);
  });

  it('answers slowly', async () => {
    room.sandbox.setFaults({ agsSlowMs: 60 });
    const start = performance.now();
    await post(aScore());
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });
});

describe('results', () => {
  it('lists grades, one person when asked, and fails at a limit', async () => {
    await post(aScore());
    await post(aScore({ userId: room.other.id, gradingProgress: 'Pending' }));
    const results = (await (await call(`${lineItem}/results`)).json()) as object[];
    expect(results).toMatchObject([
      { userId: room.learner.id, resultScore: 8.5, resultMaximum: 10, comment: 'Đạt' },
    ]);
    const none = await call(`${lineItem}/results?user_id=${room.other.id}`);
    expect(await none.json()).toEqual([]);
    expect((await call(`${lineItem}/results?limit=1`)).status).toBe(500);
  });
});

describe('line items', () => {
  const lineItems = () =>
    `${room.sandbox.url}/lti/services/${room.course.id}/lineitems?type_id=${room.tool.registration.toolId}`;
  const create = (body: object) => call(lineItems(), { method: 'POST', body: JSON.stringify(body) });

  it('creates, reads, replaces and deletes columns', async () => {
    const created = await create({ label: 'Thi lại', scoreMaximum: 100, tag: 't', resourceId: 'r' });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    expect(await (await call(id)).json()).toMatchObject({ label: 'Thi lại', tag: 't' });
    const replaced = await call(id, {
      method: 'PUT',
      body: JSON.stringify({ label: 'Thi lại lần 2', scoreMaximum: 10 }),
    });
    expect(await replaced.json()).toMatchObject({ label: 'Thi lại lần 2', tag: '', resourceId: '' });
    expect((await call(id, { method: 'DELETE' })).status).toBe(204);
    expect((await call(id)).status).toBe(404);
  });

  it('filters by link, resource and tag', async () => {
    await create({ label: 'Khác', scoreMaximum: 1 });
    const labels = async (query: string) => {
      const items = (await (await call(`${lineItems()}&${query}`)).json()) as { label: string }[];
      return items.map(({ label }) => label);
    };
    expect(await labels(`resource_link_id=${room.exam.linkId}`)).toEqual(['Bài thi cuối khóa']);
    expect(await labels('tag=final')).toEqual(['Bài thi cuối khóa']);
    expect(await labels('resource_id=none')).toEqual([]);
    expect(await labels('limit=1')).toEqual(['Bài thi cuối khóa']);
  });

  it('keeps the column of an activity, foreign links and bad bodies out', async () => {
    expect((await call(lineItem, { method: 'DELETE' })).status).toBe(403);
    expect((await create({ label: 'x', scoreMaximum: 1, resourceLinkId: '999' })).status).toBe(403);
    expect((await create({ label: 'x' })).status).toBe(400);
  });

  it('lets the read-only scope read, and no more', async () => {
    token = await room.tool.token(scope.lineItemReadOnly);
    expect((await call(lineItems())).status).toBe(200);
    expect((await create({ label: 'x', scoreMaximum: 1 })).status).toBe(401);
  });

  it('rescales grades to a new maximum', async () => {
    await post(aScore());
    const body = JSON.stringify({ label: 'Thi', scoreMaximum: 100 });
    await call(lineItem, { method: 'PUT', body });
    expect(grade()).toMatchObject({ score: 85, scoreMaximum: 100 });
  });
});
