import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import express from 'express';
import { errorHandler } from './error-handler.ts';
import { readForm } from './read-form.ts';

const ignore = (): undefined => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const app = express()
  .post('/', readForm, (req, res) => {
    res.json({ body: (req.body as unknown) ?? null });
  })
  .use(errorHandler(silent));
const server = createServer(app).listen(0, '127.0.0.1');
const port = () => (server.address() as AddressInfo).port;
beforeAll(async () => {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function post(body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${port()}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  return { status: response.status, ...((await response.json()) as { body?: unknown; code?: string }) };
}

/** Sends the beginning of a body that does not end, in pieces of so many bytes, and waits for the answer. */
async function postPieces(pieces: number, bytes: number, head = ''): Promise<string> {
  const socket = connect(port(), '127.0.0.1');
  socket.on('error', ignore);
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n${head}`);
  socket.write('Transfer-Encoding: chunked\r\n\r\n');
  const piece = `${bytes.toString(16)}\r\n${'a'.repeat(bytes)}\r\n`;
  // By and by, so that they arrive as pieces of a network do.
  for (let sent = 0; sent < pieces; sent += 500) socket.write(piece.repeat(Math.min(500, pieces - sent)));
  return text(socket);
}

describe('a form', () => {
  it('is read, each field once or as often as it is given', async () => {
    expect(await post('a=1&b=x+y%C3%A1&a=2&c')).toEqual({
      status: 200,
      body: { a: ['1', '2'], b: 'x yá', c: '' },
    });
    expect(await post('')).toEqual({ status: 200, body: {} });
  });

  it('is no prototype of anything', async () => {
    const { body } = await post('__proto__=1&constructor=2');
    expect(Object.entries(body as object)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('is not read where it is not called one', async () => {
    expect(await post('a=1', { 'content-type': 'text/plain' })).toEqual({ status: 200, body: null });
  });

  it.each([
    ['more fields than any launch has', 'a&'.repeat(51)],
    ['more bytes than are taken of strangers', `a=${'x'.repeat(65_536)}`],
  ])('is refused with %s', async (_what, form) => {
    expect(await post(form)).toMatchObject({ status: 413, code: 'too_large' });
  });

  it('is refused packed', async () => {
    expect(await post('a=1', { 'content-encoding': 'gzip' })).toMatchObject({ status: 400 });
  });
});

describe('a body that does not end', () => {
  it('is refused in pieces of one byte long before it is too large, and its connection closed', async () => {
    const answer = await postPieces(20_000, 1);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('too many pieces');
    expect(answer).toContain('Connection: close');
  });

  it('is refused when it is too large, in pieces of a network', async () => {
    expect(await postPieces(60, 1_200)).toMatch(/^HTTP\/1.1 413 /);
  });
});
