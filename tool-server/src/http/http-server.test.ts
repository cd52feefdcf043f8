import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { makeHttpServer, SERVER_LIMITS, type ServerLimits } from './http-server.ts';

let server: Server;
const open = async (listener: RequestListener, over: Partial<ServerLimits> = {}): Promise<void> => {
  server = makeHttpServer(listener, { ...SERVER_LIMITS, ...over });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
};
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const port = (): number => (server.address() as AddressInfo).port;
const address = (): string => `http://127.0.0.1:${port()}/`;

/** Opens a connection, sends the text, and answers all that comes back until the other side closes. */
async function send(text: string): Promise<{ socket: Socket; reply: Promise<string> }> {
  const socket = connect(port(), '127.0.0.1');
  let reply = '';
  socket.on('data', (data) => (reply += data.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const closed = new Promise<string>((resolve) =>
    socket.once('close', () => {
      resolve(reply);
    }),
  );
  socket.write(text);
  return { socket, reply: closed };
}

const statuses = (reply: string): string[] =>
  [...reply.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => code!);

describe('a connection', () => {
  it('that sends 20,000 requests ahead has one worked on at a time, and is closed after a few, while others are served', async () => {
    let worked = 0;
    let atOnce = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    await open((req, res) => {
      if (req.url === '/other') {
        res.end('served');
        return;
      }
      worked += 1;
      most = Math.max(most, ++atOnce);
      res.once('finish', () => (atOnce -= 1));
      if (worked > 1) res.end('done');
      else waiting.push(() => res.end('done'));
    });
    const { reply } = await send('GET /many HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(20_000));
    const other = await fetch(`${address()}other`);
    expect(await other.text()).toBe('served');
    expect(worked).toBe(1);
    for (const answer of waiting) answer();
    const answered = statuses(await reply);
    expect(most).toBe(1);
    expect(worked).toBe(SERVER_LIMITS.pending);
    expect(answered).toEqual([...Array<string>(SERVER_LIMITS.pending).fill('200'), '429']);
  });

  it.each([
    ['asked for ahead', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(6)],
    ['of which the next has a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody'.repeat(6)],
  ])('that ends before its answers are through gives back what those %s hold', async (_what, text) => {
    const held = new Set<number>();
    let begun = 0;
    let ended = 0;
    let onChange = (): void => undefined;
    await open((_req, res) => {
      const number = ++begun;
      held.add(number);
      res.writeHead(200);
      res.write('a stream');
      res.once('close', () => {
        held.delete(number);
        ended += 1;
        onChange();
      });
    });
    const { socket } = await send(text);
    await once(socket, 'data');
    const gone = new Promise<void>((resolve) => {
      onChange = () => {
        if (ended === begun) resolve();
      };
    });
    socket.destroy();
    await gone;
    // Nothing is begun for somebody who has gone.
    expect((await fetch(address())).status).toBe(200);
    expect({ begun, held: held.size }).toEqual({ begun: 2, held: 1 });
  });

  it('gives bodies that were sent ahead to the requests that they belong to', async () => {
    await open((req, res) => {
      let body = '';
      req.on('data', (piece: Buffer) => (body += piece.toString()));
      req.on('end', () => res.end(`<${body.length}>`));
    });
    const sizes = [3, 200_000, 0, 70_000];
    const requests = sizes.map(
      (size) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n${'x'.repeat(size)}`,
    );
    const { reply } = await send(
      `${requests.join('')}GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect((await reply).match(/<\d+>/g)).toEqual(['<3>', '<200000>', '<0>', '<70000>', '<0>']);
  });

  it('that waits for its answers carries one request after another', async () => {
    await open((_req, res) => res.end('done'), { pending: 1 });
    for (let number = 0; number < 5; number++) expect((await fetch(address())).status).toBe(200);
  });

  it('carries so many requests and no more', async () => {
    await open((_req, res) => res.end('done'), { requests: 3 });
    server.keepAliveTimeout = 20;
    const { reply } = await send('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(5));
    expect(statuses(await reply)).toEqual(['200', '200', '200', '503', '503']);
  });

  it.each([
    ['nothing', ''],
    ['half a head', 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '],
  ])('on which %s comes is closed', async (_what, text) => {
    await open((_req, res) => res.end('done'), { headersMs: 40, requestMs: 80, checkMs: 10 });
    const { reply } = await send(text);
    expect(statuses(await reply)).toEqual(['408']);
  });

  it('whose body does not end is closed', async () => {
    await open((req) => void req.resume(), { headersMs: 40, requestMs: 80, checkMs: 10 });
    const { reply } = await send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf');
    expect(statuses(await reply)).toEqual(['408']);
  });

  it.each(['401', '200'])('is closed whose body goes on in chunks after the answer %s', async (status) => {
    await open((_req, res) => res.writeHead(Number(status)).end('done'), { lingerMs: 20 });
    const { socket, reply } = await send('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    const more = (): void => {
      while (!socket.destroyed && socket.write('1\r\nx\r\n'.repeat(10_000)));
    };
    socket.on('drain', more);
    more();
    expect(statuses(await reply)).toEqual([status]);
  });

  it('carries on whose body says its length, or has come with its request', async () => {
    await open((_req, res) => res.end('done'));
    const { reply } = await send(
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n' +
        `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n${'x'.repeat(1_000_000)}` +
        'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    expect(statuses(await reply)).toEqual(['200', '200', '200']);
  });

  it.each([
    [
      'a body of single bytes',
      'POST',
      `Transfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(10_000)}`,
      342,
    ],
    ['requests', 'GET', `\r\n${'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2_000)}`, 76],
  ])('has little looked at of %s that have come with what ends it', async (_what, method, rest, most) => {
    let seen = 0;
    await open((req) => {
      seen += 1;
      req.on('data', () => (seen += 1));
      req.socket.destroy();
    });
    server.on('request', () => (seen += 1));
    const { reply } = await send(`${method} / HTTP/1.1\r\nHost: a\r\n${rest}`);
    expect(await reply).toBe('');
    expect(seen).toBeLessThanOrEqual(most + 2);
  });

  it('has others served between the requests that it sent ahead', async () => {
    const served: string[] = [];
    const others: Socket[] = [];
    await open((req, res) => {
      if (served.push(req.url!) === 1)
        others[0]?.write('GET /other HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
      res.end('done');
    });
    const { socket, reply } = await send('');
    others.push(socket);
    const ahead = await send('GET /ahead HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(30));
    expect(statuses(await reply)).toEqual(['200']);
    expect(served.length).toBeLessThan(30);
    ahead.socket.destroy();
  });

  it('gets every byte through, however it comes, to whoever takes it slowly', async () => {
    const sizes = [0, 1, 2_047, 2_048, 70_000, 300_000];
    const body = 'abcdefgh'.repeat(50_000);
    await open((req, res) => {
      let got = '';
      req.on('data', (piece: Buffer) => {
        got += piece.toString();
        req.pause();
        setImmediate(() => req.resume());
      });
      req.on('end', () => res.end(`<${got.length}:${String(body.startsWith(got))}>`));
    });
    const chunks = (size: number): string =>
      size === 0
        ? '0\r\n\r\n'
        : `1\r\n${body[0]}\r\n${size > 1 ? `${(size - 1).toString(16)}\r\n${body.slice(1, size)}\r\n` : ''}0\r\n\r\n`;
    const requests = sizes.flatMap((size) => [
      `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n${body.slice(0, size)}`,
      `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunks(size)}`,
    ]);
    const { reply } = await send(
      `${requests.join('')}GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect((await reply).match(/<.*?>/g)).toEqual([
      ...sizes.flatMap((size) => Array<string>(2).fill(`<${size}:true>`)),
      '<0:true>',
    ]);
  });

  it('ends with its other side, whatever came just before', async () => {
    await open(() => undefined);
    const { socket, reply } = await send('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(1_000));
    socket.end();
    expect(await reply).toBe('');
  });

  it('is closed where it sends more than there is room for, and no other one is', async () => {
    await open((_req, res) => res.end('done'), { waitingBytes: 0 });
    const ahead = await send('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(1_000));
    const alone = await send('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect((await ahead.reply).split('done').length).toBeLessThan(1_000);
    expect(await alone.reply).toContain('done');
  });

  it('on which nothing moves is closed', async () => {
    await open(() => undefined, { idleMs: 40 });
    const { reply } = await send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await reply).toBe('');
  });

  it('too many is not taken', async () => {
    await open((_req, res) => res.end('done'), { connections: 1 });
    const first = await send('');
    const second = await send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await second.reply).toBe('');
    first.socket.destroy();
  });
});
