import { lookup } from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as breathe } from 'node:timers/promises';
import { makeAnswerRoom } from './answer-room.ts';
import { makeExchange, type ExchangeReply } from './bounded-exchange.ts';

const LENGTH = 300 * 1024;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

function open(...room: Parameters<typeof makeAnswerRoom>) {
  const { exchange, close } = makeExchange(lookup, makeAnswerRoom(...room));
  closing.unshift(() => {
    close();
    return Promise.resolve();
  });
  return <T>(address: URL, use: (reply: ExchangeReply) => T | Promise<T>) =>
    exchange(address, { method: 'GET', headers: {}, timeoutMs: 30_000, maxBytes: 1e6 }, use);
}

it('reads long answers that arrive at one time one after the other, others having their turn in between', async () => {
  const waiting: (() => void)[] = [];
  const address = await listen((_request, response) => {
    waiting.push(() => response.end('x'.repeat(LENGTH)));
    if (waiting.length === 12) for (const answer of waiting) answer();
  });
  const exchange = open();
  let turn = 0;
  let counts = true;
  const count = (): void => {
    turn += 1;
    if (counts) setImmediate(count);
  };
  setImmediate(count);
  const read = (): Promise<number> =>
    exchange(address, ({ text }) => {
      expect(text).toHaveLength(LENGTH);
      return turn;
    });
  const turns = await Promise.all(Array.from({ length: 12 }, read));
  counts = false;
  expect(new Set(turns).size).toBe(12);
});

describe('the room for long answers', () => {
  it.each(['with their lengths', 'without'])(
    'has as many at a time as fit, told %s; the others come later',
    async (how) => {
      const address = await listen((_request, response) => {
        if (how === 'with their lengths') response.setHeader('Content-Length', LENGTH);
        response.write('x'.repeat(LENGTH));
        response.end();
      });
      // Of two with their lengths; without, each could have a million bytes.
      const exchange = open(2.5 * LENGTH);
      let [together, most] = [0, 0];
      const read = (): Promise<number> =>
        exchange(address, async ({ text }) => {
          together += 1;
          most = Math.max(most, together);
          for (let turn = 0; turn < 20; turn += 1) await breathe();
          together -= 1;
          return text.length;
        });
      const lengths = await Promise.all(Array.from({ length: 9 }, read));
      expect(lengths).toEqual(Array.from({ length: 9 }, () => LENGTH));
      expect(most).toBe(how === 'with their lengths' ? 2 : 1);
    },
  );

  it('is left by whoever breaks off, and by what could not be used', async () => {
    let broken = true;
    const address = await listen((_request, response) => {
      response.write('x'.repeat(LENGTH));
      if (broken) setImmediate(() => response.destroy());
      else response.end();
    });
    const exchange = open(1.5 * LENGTH);
    const several = (use: (reply: ExchangeReply) => void) =>
      Promise.allSettled(Array.from({ length: 4 }, () => exchange(address, use)));
    expect((await several(() => undefined)).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    broken = false;
    const unusable = (): void => {
      throw new Error('of no use');
    };
    expect((await several(unusable)).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect((await several(() => undefined)).map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
  });

  it('keeps short answers waiting for nobody', async () => {
    const address = await listen((request, response) =>
      response.end('x'.repeat(request.url === '/long' ? LENGTH : 9)),
    );
    const exchange = open(LENGTH);
    await exchange(new URL('/long', address), () =>
      exchange(address, ({ text }) => expect(text).toHaveLength(9)),
    );
  });
});

it('gives up a host that says again and again that an answer is on its way, long before its time is over', async () => {
  const address = await listen((_request, response) => {
    const more = (): void => {
      if (response.destroyed) return;
      response.writeProcessing();
      setImmediate(more);
    };
    more();
  });
  await expect(open()(address, () => undefined)).rejects.toMatchObject({ code: 'unreadable' });
});
