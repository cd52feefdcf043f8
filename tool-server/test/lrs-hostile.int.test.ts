import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { agent, activityId } from './lrs-document.ts';
import { useLrsRooms } from './lrs-rooms.ts';
import { aStatement } from './lrs-statement.ts';

const FORM = 'application/x-www-form-urlencoded';
const ELEVEN_MIB = 11 * 1024 * 1024;

const rooms = useLrsRooms();
const sockets: Socket[] = [];
afterAll(() => {
  for (const socket of sockets) socket.destroy();
});
afterEach(() => expect(rooms.faults).toEqual([]));

/** Sends what it is given, never ends by itself, and answers all that comes back once `isEnough` of it is there. */
const begin = (
  path: string,
  headers: Record<string, string>,
  body: string | Buffer = '',
  method = 'POST',
): { answer: Promise<string>; said: () => string } => {
  let said = '';
  const socket = connect(rooms.port, '127.0.0.1');
  sockets.push(socket);
  const lines = { Host: 'lrs.example', 'Content-Type': FORM, ...headers };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} /xapi${path} HTTP/1.1\r\n${head.join('')}\r\n`);
  socket.write(body);
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
      if (said.includes('\r\n\r\n')) resolve(said);
    });
    socket.on('error', () => resolve(said));
    socket.on('close', () => resolve(said));
  });
  return { answer, said: () => said };
};

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
const alternate = (resource: string, method: string, body: string, headers: Record<string, string> = {}) =>
  rooms.call(`${resource}?method=${method}`, {
    method: 'POST',
    authorization: null,
    headers: { 'content-type': FORM, 'X-Experience-API-Version': '1.0.3', ...headers },
    body,
  });
const stillServes = async (): Promise<void> => {
  expect((await rooms.call('/about')).status).toBe(200);
};

describe('a form of somebody who proved nothing', () => {
  const length = { 'Content-Length': String(ELEVEN_MIB) };

  it('is answered before its body where there is no such resource, method or room', async () => {
    // Not one byte of these bodies is ever sent.
    expect(await begin('/anything?method=GET', length).answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(await begin('/agents?method=PUT', length).answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(await begin('/statements?method=STEAL', length).answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(await begin('/statements?method=GET&limit=1', length).answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(await begin('/statements?method=GET', length).answer).toMatch(/^HTTP\/1\.1 413 /);
    const wrong = { ...length, Authorization: 'Basic eDp5' };
    expect(await begin('/statements?method=GET', wrong).answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('has at most 64 KiB, with or without its length', async () => {
    const fields = { Authorization: rooms.authorization, 'X-Experience-API-Version': '1.0.3', limit: '1' };
    expect((await alternate('/statements', 'GET', form(fields))).status).toBe(200);
    const large = form({ ...fields, content: 'a'.repeat(64 * 1024) });
    expect((await alternate('/statements', 'GET', large)).status).toBe(413);
    const chunk = `${(70_000).toString(16)}\r\n${'a'.repeat(70_000)}\r\n`;
    const chunked = begin('/statements?method=GET', { 'Transfer-Encoding': 'chunked' }, chunk);
    expect(await chunked.answer).toMatch(/^HTTP\/1\.1 413 /);
    await stillServes();
  });

  it('may be large with credentials beside it that may bring what it asks for, and with no others', async () => {
    const content = JSON.stringify(aStatement({ result: { response: 'a'.repeat(200_000) } }));
    const { authorization } = rooms;
    const response = await alternate('/statements', 'POST', form({ content }), { authorization });
    expect(response.status).toBe(200);
    const reader = await rooms.credential(['statements/read']);
    for (const [method, authorization] of [
      ['POST', reader],
      ['GET', rooms.authorization],
    ] as const) {
      const begun = begin(`/statements?method=${method}`, { ...length, Authorization: authorization });
      expect(await begun.answer).toMatch(/^HTTP\/1\.1 413 /);
    }
  });
});

describe('a body', () => {
  const length = { 'Content-Length': String(ELEVEN_MIB), 'X-Experience-API-Version': '1.0.3' };
  const BODIED = [
    ['PUT', '/statements'],
    ['POST', '/statements'],
    ['PUT', '/activities/state'],
    ['POST', '/activities/state'],
    ['PUT', '/activities/profile'],
    ['POST', '/activities/profile'],
    ['PUT', '/agents/profile'],
    ['POST', '/agents/profile'],
  ] as const;

  it.each(BODIED)('of %s %s is not read of whom may not bring it', async (method, path) => {
    // Not one byte of these bodies is ever sent.
    const reader = await rooms.credential(['all/read']);
    for (const [status, Authorization] of [
      [403, reader],
      [401, 'Basic eDp5'],
    ] as const)
      expect(await begin(path, { ...length, Authorization }, '', method).answer).toMatch(
        new RegExp(`^HTTP/1\\.1 ${status} `),
      );
  });

  const listOf = (entry: string, count: number): string => `[${Array(count).fill(entry).join(',')}]`;
  const members = (count: number): string =>
    `{${Array.from({ length: count }, (_, at) => `"${at.toString(36)}":1`).join(',')}}`;
  it.each<[string, string, number, string]>([
    ['ten thousand statements, each wrong', listOf('{}', 10_000), 400, '$[0]'],
    ['one statement more', listOf('{}', 10_001), 413, '10000 entries'],
    ['millions of empty objects', listOf('{}', 3_000_000), 413, '10000 entries'],
    ['an object of a million members', members(1_000_000), 413, '10000 entries'],
    ['a million values in lists', listOf(listOf('1', 1_000), 1_000), 413, '250000 values'],
    ['an extension of a million members', `{"context":{"extensions":${members(1_000_000)}}}`, 413, 'entries'],
    ['lists without end', '['.repeat(1_000_000), 400, 'no deeper than 100'],
    ['members with long names', `{"${'k'.repeat(3_000_000)}":1}`, 400, 'no property of this name'],
    ['a text without end', JSON.stringify('x'.repeat(3_000_000)), 400, 'is an object'],
    ['a number of a million digits', '9'.repeat(1_000_000), 400, 'fits into a double'],
    [
      'a member a thousand times',
      `{${Array(1_000).fill('"a":1').join(',')}}`,
      400,
      'each of its properties once',
    ],
  ])('of statements that is %s is refused by a short answer', async (_what, body, status, reason) => {
    const headers = { 'content-type': 'application/json' };
    const posted = await rooms.call('/statements', { method: 'POST', body, headers });
    const told = await posted.text();
    expect([posted.status, told]).toEqual([status, expect.stringContaining(reason)]);
    expect(told.length).toBeLessThan(1_500);
    expect(posted.headers.get('content-type')).toBe('application/problem+json');
    const multipart = `--b\r\nContent-Type: application/json\r\n\r\n${body}\r\n--b--`;
    const mixed = { 'content-type': 'multipart/mixed; boundary=b' };
    const parted = await rooms.call('/statements', { method: 'POST', body: multipart, headers: mixed });
    expect(parted.status).toBe(status);
    await parted.arrayBuffer();
  });

  it('of statements may have thousands of them, as other record stores pass them on', async () => {
    const batch = Array.from({ length: 3_000 }, () => aStatement());
    const posted = await rooms.call('/statements', { method: 'POST', body: batch });
    expect(posted.status).toBe(200);
    expect(await posted.json()).toHaveLength(3_000);
  });

  it('of a state is merged within the same bounds', async () => {
    const query = { activityId, agent: agent(), stateId: randomUUID() };
    const headers = { 'content-type': 'application/json' };
    const merge = (body: string) => rooms.call('/activities/state', { method: 'POST', query, headers, body });
    expect((await merge(members(10_000))).status).toBe(204);
    expect((await merge(members(10_001))).status).toBe(413);
  });
});

describe('parameters', () => {
  const many = Array.from({ length: 51 }, (_, i) => `p${i}=1`).join('&');

  it.each([
    ['51 in an address', () => rooms.call(`/statements?${many}`)],
    ['51 in a form', () => alternate('/statements', 'GET', many)],
    ['nothing but separators', () => alternate('/statements', 'GET', '&'.repeat(60_000))],
    [
      'a million in a large form',
      () =>
        alternate('/statements', 'POST', `${many}${'&a'.repeat(1_000_000)}`, {
          authorization: rooms.authorization,
        }),
    ],
  ])('are at most 50: %s', async (_what, ask) => {
    const response = await ask();
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: 'there are at most 50 parameters' });
  });

  it('that stand for headers are as short as headers', async () => {
    const body = form({ Authorization: rooms.authorization, 'Accept-Language': 'vi,'.repeat(5_000) });
    expect((await alternate('/statements', 'GET', body)).status).toBe(400);
  });

  it('of an address with slashes without end are found as quickly', async () => {
    expect((await rooms.call(`/about${'/'.repeat(12_000)}x`)).status).toBe(404);
    expect((await rooms.call(`/about${'/'.repeat(12_000)}`)).status).toBe(200);
  });
});

it('holds no more than a budget for bodies that never end: the oldest make way', async () => {
  const each = 60 * 1024;
  const headers = { 'Content-Length': String(each + 1) };
  const hanging = Array.from({ length: 200 }, () =>
    begin('/statements?method=GET', headers, Buffer.alloc(each)),
  );
  // 4 MiB hold 68 of them; each of the others was told to come again.
  const refused = await Promise.all(hanging.slice(0, 20).map(({ answer }) => answer));
  for (const answer of refused) expect(answer).toMatch(/^HTTP\/1\.1 503 [^]*Retry-After: 2/i);
  await stillServes();
  expect((await rooms.call('/statements', { method: 'POST', body: aStatement() })).status).toBe(200);
}, 30_000);

describe('what comes back', () => {
  const query = () => ({ activityId, agent: agent(), stateId: randomUUID() });
  const page = '<script>alert(document.domain)</script>';

  it('of documents is a download that no browser runs', async () => {
    const state = query();
    const headers = { 'content-type': 'text/html' };
    await rooms.call('/activities/state', { method: 'PUT', query: state, headers, body: page });
    const response = await rooms.call('/activities/state', { query: state });
    expect(await response.text()).toBe(page);
    expect(response.headers.get('content-disposition')).toBe('attachment');
    expect(response.headers.get('content-security-policy')).toMatch(/sandbox/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('of attachments is one too, and of all else is inert', async () => {
    const attached = await rooms.call('/statements', { query: { attachments: 'true', limit: '1' } });
    expect(attached.headers.get('content-disposition')).toBe('attachment');
    for (const address of ['/statements', '/about', '/nothing', '/agents?agent=<b>']) {
      const { headers } = await rooms.call(address);
      expect(headers.get('content-security-policy')).toMatch(/sandbox/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('a refusal for want of credentials', () => {
  /** Over a plain socket: Node's own client names a mode by itself. */
  const challenge = async (headers: Record<string, string>): Promise<string | undefined> => {
    const version = { 'X-Experience-API-Version': '1.0.3' };
    const said = await begin('/statements', { ...version, 'Content-Length': '0', ...headers }).answer;
    expect(said).toMatch(/^HTTP\/1\.1 401 /);
    return /^WWW-Authenticate: (.*)$/im.exec(said)?.[1];
  };

  it('raises no dialog over a page whose script asks, and tells all others of Basic', async () => {
    const none = /^xBasic realm=/;
    expect(await challenge({ 'X-Requested-With': 'fetch' })).toMatch(none);
    expect(await challenge({ 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors' })).toMatch(none);
    expect(await challenge({ 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' })).toMatch(/^Basic /);
    expect(await challenge({})).toMatch(/^Basic /);
  });
});
