import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeClasses } from '../src/classes/index.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { makeOwedQueue, prepareModels } from '../src/storage/index.ts';
import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';
import { readAll } from './read-all.ts';

interface Page {
  body: unknown;
  next?: string;
  status?: number;
}

let tool: TestTool;
let lms: Connected;
let answer: (path: string) => Page;
let asked: string[] = [];
let elsewhere = 0;

const serve = async (listener: (req: IncomingMessage, res: ServerResponse) => void) => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, host: `127.0.0.1:${port}` };
};
let lists: Awaited<ReturnType<typeof serve>>;
let foreign: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  tool = await startTool();
  lms = await connectSandbox(tool);
  lists = await serve((req, res) => {
    asked.push(req.url!);
    const { body, next, status = 200 } = answer(req.url!);
    res.writeHead(status, {
      'Content-Type': 'application/json',
      ...(next !== undefined && { Link: `<${next}>; rel="next"` }),
    });
    res.end(JSON.stringify(body));
  });
  foreign = await serve((_req, res) => {
    elsewhere += 1;
    res.end('{"members":[]}');
  });
});
afterAll(async () => {
  for (const { server } of [lists, foreign]) {
    server.closeAllConnections();
    server.close();
  }
  await lms.sandbox.close();
  await tool.close();
});
beforeEach(() => {
  asked = [];
});

const readMembers = () =>
  readAll(tool, { platformId: lms.platformId, membershipsUrl: `http://${lists.host}/members` });
const findColumn = () =>
  tool.lti.ags.lineItems.find({
    platformId: lms.platformId,
    lineItemsUrl: `http://${lists.host}/items`,
    resourceLinkId: 'a link',
    resourceId: 'exam:KT01@ours',
    tag: 'exam',
    label: 'Bài kiểm tra',
    scoreMaximum: 10,
  });
const readResults = (of: { subject?: string } = {}) =>
  tool.lti.ags.readResults({ platformId: lms.platformId, lineItemUrl: `http://${lists.host}/item`, ...of });

/** A list that never ends; no page is the same address as another one. */
const endless = (body: unknown) => (path: string) => ({
  body,
  next: `${path.replace(/!+$/, '')}${'!'.repeat(asked.length)}`,
});

it('an answer that holds more than is read is no roster and no list, whatever it is made of', async () => {
  for (const body of [
    { members: Array.from({ length: 50_001 }, () => ({})) },
    { members: [{ user_id: 'u1', roles: Array.from({ length: 60_000 }, () => '') }] },
    { members: Array.from({ length: 30_000 }, () => Array.from({ length: 20 }, () => 1)) },
    { members: [Object.fromEntries(Array.from({ length: 50_001 }, (_, at) => [`k${at}`, 1]))] },
  ]) {
    answer = () => ({ body });
    expect(await readMembers()).toEqual({
      members: [],
      ok: false,
      status: 0,
      message: expect.stringContaining('more') as string,
    });
  }
  answer = () => ({ body: Array.from({ length: 50_001 }, () => ({})) });
  expect(await readResults()).toMatchObject({ ok: false });
});

describe('the next page of a list', () => {
  it.each([
    ['a host in a path that begins with two slashes', () => `http://${lists.host}//${foreign.host}/members`],
    ['no host in such a path', () => `http://${lists.host}//`],
    ['half a host in such a path', () => `http://${lists.host}//[`],
    ['a path that climbs to two slashes', () => `http://${lists.host}/a/..//${foreign.host}/`],
    ['a scheme without hosts', () => `data://${foreign.host}/members`],
  ])('is asked for at the LMS alone where it names %s', async (_what, next) => {
    answer = (path) =>
      path === '/members'
        ? { body: { members: [{ user_id: 'a' }] }, next: next() }
        : { body: {}, status: 404 };
    const before = elsewhere;
    const read = await readMembers();
    expect(read).toMatchObject({ ok: true, members: [{ subject: 'a' }] });
    expect(elsewhere).toBe(before);
  });
});

describe('a list without end', () => {
  it('of members ends at as many entries as a roster may have, also when they are all the same', async () => {
    answer = endless({ members: Array(20_000).fill({ user_id: 'a', roles: [] }) });
    expect(await readMembers()).toMatchObject({ ok: true, gap: { code: 'too_long' } });
    expect(asked).toHaveLength(3);
  });

  it('of results ends in the same way', async () => {
    answer = endless(Array.from({ length: 20_000 }, (_, number) => ({ userId: `${number}` })));
    expect(await readResults()).toMatchObject({ ok: true, isWhole: false });
    expect(asked).toHaveLength(3);
  });

  it('of columns ends, and is no sign that there is none of ours', async () => {
    answer = endless(Array(9_000).fill({ id: '/other' }));
    const found = await findColumn();
    expect(found).toMatchObject({ status: 502 });
    expect(found.column).toBeUndefined();
    expect(asked).toHaveLength(6);
  });

  it('ends where pages bring nothing new, whether they are empty or one again and again', async () => {
    for (const [body, read] of [
      [{ members: [{ user_id: 'a' }] }, readMembers],
      [{ members: [] }, readMembers],
      [[{ userId: 'a' }], readResults],
    ] as const) {
      asked = [];
      answer = endless(body);
      expect(await read()).toMatchObject({ ok: true });
      expect(asked.length).toBeLessThanOrEqual(4);
    }
  });

  it('is left after few pages of one entry each, though each entry is another one', async () => {
    answer = (path) => endless([{ id: `/other/${asked.length}` }])(path);
    expect((await findColumn()).status).toBe(502);
    expect(asked.filter((path) => path.includes('resource_link_id'))).toHaveLength(20);
    expect(asked).toHaveLength(70);
    asked = [];
    answer = (path) => endless([{ userId: `${asked.length}` }])(path);
    expect(await readResults({ subject: 'somebody' })).toMatchObject({ ok: true, isWhole: false });
    expect(asked).toHaveLength(20);
  });

  it('goes on behind an empty page', async () => {
    const MEMBERS = [{ user_id: 'a' }];
    answer = (path) =>
      path === '/members?page=3'
        ? { body: { members: MEMBERS } }
        : { body: { members: [] }, next: `/members?page=${asked.length + 1}` };
    expect(await readMembers()).toMatchObject({ ok: true, members: [{ subject: 'a' }] });
  });
});

describe('a page that does not come', () => {
  it('leaves open what the gradebook holds of somebody who may be on it', async () => {
    answer = (path) =>
      path.includes('page=2')
        ? { body: {}, status: 503 }
        : { body: [{ userId: 'a', resultScore: 8 }], next: '/item/results?page=2' };
    expect(await readResults({ subject: 'b' })).toMatchObject({ ok: false, reply: { status: 503 } });
    expect(await readResults({ subject: 'a' })).toMatchObject({ ok: true });
  });

  it('says when it may be asked for, and the other list is not asked for before', async () => {
    answer = (path) =>
      path.includes('page=2')
        ? { body: {}, status: 429 }
        : { body: [{ id: '/other' }], next: '/items?page=2' };
    expect(await findColumn()).toMatchObject({ status: 502, throttled: true });
    expect(asked).toHaveLength(2);
  });
});

describe('half a list of columns', () => {
  const OURS = { id: '/ours', resourceId: 'exam:KT01@ours', tag: 'exam' };

  it.each([500, 403, 404])(
    'is no sign that there is none of ours: its second page answers %i',
    async (status) => {
      answer = (path) =>
        path.includes('page=2') ? { body: {}, status } : { body: [{ id: '/other' }], next: '/items?page=2' };
      expect((await findColumn()).status).toBe(502);
    },
  );

  it('is enough where ours is on it, or on the whole list of the course', async () => {
    answer = (path) =>
      path.includes('page=2') ? { body: {}, status: 500 } : { body: [OURS], next: '/items?page=2' };
    expect((await findColumn()).column).toBeDefined();
    answer = (path) => {
      if (path.includes('page=2')) return { body: {}, status: 500 };
      return path.includes('resource_link_id') ? { body: [], next: '/items?page=2' } : { body: [OURS] };
    };
    expect((await findColumn()).column).toBeDefined();
  });
});

describe('a page of very many members', () => {
  it('lets others have their turn while it is read', async () => {
    answer = () => ({ body: { members: Array.from({ length: 20_000 }, (_, id) => ({ user_id: `${id}` })) } });
    let turns = 0;
    let counting = false;
    const count = (): void => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    const turnsOf = async (work: () => Promise<unknown>): Promise<number> => {
      [turns, counting] = [0, true];
      setImmediate(count);
      await work();
      counting = false;
      return turns;
    };
    expect(await turnsOf(readMembers)).toBeGreaterThan(90);
  });

  it('leaves out whose id is longer than any that can come', async () => {
    answer = () => ({ body: { members: [{ user_id: 'x'.repeat(256) }, { user_id: 'x'.repeat(255) }] } });
    const read = await readMembers();
    expect(read.members.map(({ subject }) => subject.length)).toEqual([255]);
  });
});

it('reads a roster once for all who ask at the same time', async () => {
  const classes = makeClasses({
    connection: tool.connection,
    clock: systemClock,
    readMembers: tool.lti.nrps.readMembers,
    owedQueue: makeOwedQueue({ clock: systemClock }),
  });
  await prepareModels(classes.models);
  await new Browser().launch(lms);
  const launch = tool.launches.at(-1)!;
  const session = await classes.recordLaunch({
    ...launch,
    nrps: { membershipsUrl: `http://${lists.host}/members` },
  });
  answer = () => ({ body: { members: [{ user_id: 'a' }] } });
  const all = await Promise.all(Array.from({ length: 8 }, () => classes.rosters.read(session.contextId!)));
  expect(all.map((read) => read.ok)).toEqual(Array(8).fill(true));
  expect(asked).toHaveLength(1);
  expect((await classes.rosters.read(session.contextId!)).ok).toBe(true);
  expect(asked).toHaveLength(2);
});
