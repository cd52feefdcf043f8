import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { useLrsRooms } from './lrs-rooms.ts';

const LIMIT = 64 * 1024;

const rooms = useLrsRooms({ settings: { bodyLimit: LIMIT, bodyTimeoutMs: 300 } });
afterEach(() => expect(rooms.faults).toEqual([]));

const state = () => ({
  activityId: 'https://tool.example/exams/KT01',
  agent: '{"mbox":"mailto:an@example.vn"}',
  stateId: randomUUID(),
});

/** Says something to the server as it stands and answers all that comes back until the connection ends. */
const say = (text: string | Uint8Array, { end = true } = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(rooms.port, '127.0.0.1', () => {
      socket.write(text);
      if (end) socket.end();
    });
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });

const headersOf = (lines: Record<string, string>): string =>
  Object.entries({
    Host: 'lrs.example',
    Connection: 'close',
    Authorization: rooms.authorization,
    'X-Experience-API-Version': '2.0.0',
    ...lines,
  })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

const stillServes = async (): Promise<void> => {
  expect((await rooms.call('/about')).status).toBe(200);
};

describe('bodies', () => {
  const put = (body: Uint8Array | ReadableStream, headers: Record<string, string> = {}) =>
    fetch(`${rooms.base}/activities/state?${new URLSearchParams(state()).toString()}`, {
      method: 'PUT',
      body,
      headers: { authorization: rooms.authorization, 'X-Experience-API-Version': '2.0.0', ...headers },
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    });
  const streamOf = (size: number): ReadableStream =>
    new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < size; sent += 1024)
          controller.enqueue(new Uint8Array(Math.min(1024, size - sent)));
        controller.close();
      },
    });

  it('may be as large as the limit, and no larger, with or without their length', async () => {
    expect((await put(new Uint8Array(LIMIT))).status).toBe(204);
    expect((await put(streamOf(LIMIT))).status).toBe(204);
    for (const body of [new Uint8Array(LIMIT + 1), streamOf(LIMIT + 1), new Uint8Array(LIMIT * 40)]) {
      const response = await put(body);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: 'too_large' });
    }
    await stillServes();
  });

  it('are refused compressed', async () => {
    expect((await put(new Uint8Array(10), { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('have to arrive in time', async () => {
    const head = `PUT /xapi/activities/state?${new URLSearchParams(state()).toString()} HTTP/1.1\r\n`;
    for (const length of ['Content-Length: 100', 'Transfer-Encoding: chunked']) {
      const answer = await say(`${head}${headersOf({})}${length}\r\n\r\n1\r\n{`, { end: false });
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    }
    await stillServes();
  });

  it('may break off without harm', async () => {
    const head = `POST /xapi/activities/state?${new URLSearchParams(state()).toString()} HTTP/1.1\r\n`;
    for (let n = 0; n < 20; n += 1)
      await new Promise<void>((resolve) => {
        const socket = connect(rooms.port, '127.0.0.1', () => {
          socket.write(`${head}${headersOf({ 'Content-Length': '1000' })}\r\n{"a":`, () => socket.destroy());
        });
        socket.on('close', () => resolve());
      });
    await stillServes();
  });
});

describe('malformed HTTP', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a length that is none', 'PUT /xapi/about HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n'],
    ['two lengths', 'PUT /xapi/about HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na'],
    [
      'length and chunks',
      'PUT /xapi/about HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'a chunk without size',
      'POST /xapi/about HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ],
    ['headers without end', `GET /xapi/about HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['a NUL in a header', 'GET /xapi/about HTTP/1.1\r\nHost: x\r\nX: \0\r\n\r\n'],
  ])('with %s is refused', async (_what, text) => {
    expect(await say(text)).toMatch(/^HTTP\/1\.1 4\d\d |^$/);
    await stillServes();
  });

  it.each(['%', '%a', '%E0%A4', '%C3%28', '%00%ff'])('with the encoding %s is refused', async (text) => {
    expect((await rooms.call(`/activities?activityId=${text}`)).status).toBe(400);
  });
});
