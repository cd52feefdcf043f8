import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';
import { readAll } from './read-all.ts';

describe('services of the LMS', () => {
  let tool: TestTool;
  let lms: Connected;
  let lineItemUrl: string;
  let membershipsUrl: string;

  beforeAll(async () => {
    tool = await startTool();
    lms = await connectSandbox(tool);
    await new Browser().launch(lms);
    const launch = tool.launches.at(-1)!;
    lineItemUrl = launch.ags!.lineItem!;
    membershipsUrl = launch.nrps!.membershipsUrl;
  });
  afterAll(async () => {
    await lms.sandbox.close();
    await tool.close();
  });
  afterEach(() => {
    lms.sandbox.clearFaults();
  });

  let second = 0;
  /** Each score a second later than the one before: the LMS compares whole seconds. */
  const post = (score: { scoreGiven?: number; at?: Date } = {}) => {
    second += 1;
    return tool.lti.ags.postScore({
      platformId: lms.platformId,
      lineItemUrl,
      subject: lms.learner.id,
      scoreGiven: 7.5,
      scoreMaximum: 10,
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, second, 123)),
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      ...score,
    });
  };

  it('sends a score with the event’s own time, as compact JSON', async () => {
    expect(await post({ at: new Date('2026-01-01T00:00:00.123Z') })).toEqual({
      service: 'scores',
      status: 200,
      form: 'json',
      message: '',
    });
    const { rows, posts } = lms.sandbox.gradebook(lms.course.id);
    expect(rows).toMatchObject([{ personId: lms.learner.id, score: 7.5 }]);
    expect(posts.at(-1)).toMatchObject({
      accepted: true,
      body: {
        userId: lms.learner.id,
        scoreGiven: 7.5,
        scoreMaximum: 10,
        timestamp: '2026-01-01T00:00:00.123Z',
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
      },
    });
  });

  it('reads the result back', async () => {
    const score = { platformId: lms.platformId, lineItemUrl, subject: lms.learner.id };
    const read = await tool.lti.ags.readResults(score);
    expect(read.ok && read.results.get(lms.learner.id)).toMatchObject({ score: 7.5, maximum: 10 });
    const none = await tool.lti.ags.readResults({ ...score, subject: lms.lecturer.id });
    expect(none.ok && none.results.size).toBe(0);
  });

  it('says 409 for a score that is not later', async () => {
    const reply = await post({ at: new Date('2026-01-01T00:00:00.900Z') });
    expect(reply.status).toBe(409);
    expect(reply.message).not.toBe('');
  });

  it('fetches a new token when the old one is refused, and posts once', async () => {
    await post();
    const before = lms.sandbox.gradebook(lms.course.id).posts.length;
    lms.sandbox.revokeAccessTokens();
    expect((await post()).status).toBe(200);
    const posts = lms.sandbox.gradebook(lms.course.id).posts.slice(before);
    expect(posts.filter(({ accepted }) => accepted)).toHaveLength(1);
  });

  it('tells failures apart without throwing', async () => {
    lms.sandbox.setFaults({ agsDown: 'destroy' });
    expect(await post()).toMatchObject({ status: 0 });
    lms.sandbox.setFaults({ agsDown: 503 });
    expect(await post()).toMatchObject({ status: 503 });
    lms.sandbox.setFaults({ agsDown: false, ags429: { retryAfterSeconds: 17 } });
    expect(await post()).toMatchObject({ status: 429, retryAfterSeconds: 17 });
    lms.sandbox.setFaults({ ags429: false, agsRefuse: 405 });
    expect(await post()).toMatchObject({ status: 405 });
    lms.sandbox.clearFaults();
    lms.sandbox.revokeAccessTokens();
    lms.sandbox.setFaults({ tokenDown: 503 });
    expect((await post()).status).toBe(503);
    lms.sandbox.setFaults({ tokenDown: 'destroy' });
    expect((await post()).status).toBe(0);
    lms.sandbox.clearFaults();
    expect((await post()).status).toBe(200);
  });

  it('reads the roster, on one page or several', async () => {
    const of = { platformId: lms.platformId, membershipsUrl };
    const whole = await readAll(tool, of);
    expect(whole).toMatchObject({ ok: true });
    expect(whole).not.toHaveProperty('gap');
    const { members } = whole;
    expect(members.find(({ subject }) => subject === lms.learner.id)).toMatchObject({
      roles: ['learner'],
      status: 'active',
      name: { given: 'An', family: 'Nguyễn Thị' },
    });
    lms.sandbox.setFaults({ nrpsPageSize: 1 });
    const paged = await readAll(tool, of);
    expect(paged).toEqual(whole);
  });

  it('does not follow the roster to another host', async () => {
    let asked = 0;
    const foreign = createServer((_req, res) => {
      asked += 1;
      res.end('{"members":[]}');
    });
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    const { port } = foreign.address() as AddressInfo;
    lms.sandbox.setFaults({ nrpsForeignNext: `http://127.0.0.1:${port}/next` });
    const read = await readAll(tool, { platformId: lms.platformId, membershipsUrl });
    expect(read).toMatchObject({ ok: true, gap: { code: 'next_page_elsewhere', status: 404 } });
    expect(asked).toBe(0);
    foreign.close();
  });

  it('says so when the roster cannot be read', async () => {
    lms.sandbox.setFaults({ nrpsDown: true });
    const read = await readAll(tool, { platformId: lms.platformId, membershipsUrl });
    expect(read.ok).toBe(false);
  });

  it('sends nothing to a platform that is switched off', async () => {
    await tool.lti.administration.setPlatformActive(lms.platformId, false);
    const before = lms.sandbox.gradebook(lms.course.id).posts.length;
    expect(await post()).toMatchObject({ status: 0, switchedOff: true });
    expect(lms.sandbox.gradebook(lms.course.id).posts).toHaveLength(before);
    await tool.lti.administration.setPlatformActive(lms.platformId, true);
  });
});
