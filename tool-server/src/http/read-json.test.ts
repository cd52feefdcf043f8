import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { errorHandler } from './error-handler.ts';
import { makeReadJson } from './read-json.ts';

const LIMIT = 200_000;
const readJson = makeReadJson(LIMIT);
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const app = express()
  .post('/', async (req, res) => {
    await readJson(req);
    res.json({ body: (req.body as unknown) ?? null });
  })
  .use(errorHandler(silent));

const server = createServer(app).listen(0, '127.0.0.1');
beforeAll(async () => {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function post(body: string | Uint8Array, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  expect(text.length).toBeLessThan(1_000);
  return { status: response.status, ...(JSON.parse(text) as { body?: unknown; code?: string }) };
}
const listOf = (entry: string, count: number): string => `[${Array(count).fill(entry).join(',')}]`;

describe('the body of a request', () => {
  it.each([
    ['an object', '{"a":[1,"á"]}', { a: [1, 'á'] }],
    ['a list', '[]', []],
    ['nothing', '', {}],
  ])('may be %s', async (_what, text, body) => {
    expect(await post(text)).toEqual({ status: 200, body });
  });

  it('is not read where it is not called JSON', async () => {
    expect(await post('{"a":', { 'content-type': 'text/plain' })).toEqual({ status: 200, body: null });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['half an object', '{"a":', 'malformed_json'],
    ['a text', '"a"', 'malformed_json'],
    ['null', 'null', 'malformed_json'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'malformed_json'],
    ['JSON in UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'malformed_json'],
    ['too many bytes', JSON.stringify({ a: 'x'.repeat(LIMIT) }), 'too_large'],
    ['a long list', listOf('1', 5_001), 'too_large'],
    ['many short lists', listOf(listOf('1', 100), 600), 'too_large'],
    ['a member many times', `{${Array(5_001).fill('"a":1').join(',')}}`, 'too_large'],
    ['lists without end', '['.repeat(100_000), 'too_large'],
  ])('is refused in short: %s', async (_what, body, code) => {
    expect(await post(body)).toMatchObject({ code });
  });

  it('is refused packed', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    expect(await post(bomb, { 'content-encoding': 'gzip' })).toMatchObject({ status: 400 });
  });
});
