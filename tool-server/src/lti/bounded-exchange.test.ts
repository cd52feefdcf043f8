import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lookup } from 'node:dns';
import { makeExchange } from './bounded-exchange.ts';

it('reads long answers that arrive at one time one after the other, others having their turn in between', async () => {
  const waiting: (() => void)[] = [];
  const server = createServer((_request, response) => {
    waiting.push(() => response.end('x'.repeat(300 * 1024)));
    if (waiting.length === 12) for (const answer of waiting) answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { exchange, close } = makeExchange(lookup);
  const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  let turn = 0;
  let counts = true;
  const count = (): void => {
    turn += 1;
    if (counts) setImmediate(count);
  };
  setImmediate(count);
  const read = async (): Promise<number> => {
    const { text } = await exchange(address, {
      method: 'GET',
      headers: {},
      timeoutMs: 10_000,
      maxBytes: 1e6,
    });
    expect(text).toHaveLength(300 * 1024);
    return turn;
  };
  const turns = await Promise.all(Array.from({ length: 12 }, read));
  counts = false;
  expect(new Set(turns).size).toBe(12);
  close();
  await new Promise((resolve) => server.close(resolve));
});
