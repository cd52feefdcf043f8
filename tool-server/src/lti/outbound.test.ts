import type { LookupAddress } from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Resolve } from './checked-lookup.ts';
import { makeOutbound, type OutboundReply } from './outbound.ts';

const HERE: LookupAddress = { address: '127.0.0.1', family: 4 };
const noSuchName = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));

describe('outgoing requests', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  const open = (allowPrivateHosts: boolean, resolve?: Resolve) => {
    const outbound = makeOutbound({ allowPrivateHosts }, resolve);
    closing.push(outbound.close);
    return outbound;
  };

  async function listen(server: Server): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }

  const serve = async (listener: RequestListener): Promise<string> =>
    `http://127.0.0.1:${await listen(createServer(listener))}`;

  /** Answers a connection by bytes of its own. */
  const serveBytes = async (answer: (socket: Socket) => void): Promise<string> => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        answer(socket);
      });
    });
    return `http://127.0.0.1:${await listen(server)}`;
  };

  const codeOf = (reply: OutboundReply): string => (reply.ok ? `status ${reply.status}` : reply.code);

  describe('names', () => {
    it.each<[string, Resolve, string]>([
      ['does not exist', noSuchName, 'unreachable'],
      ['has no address', () => Promise.resolve([]), 'unreachable'],
      ['is never answered', () => new Promise(() => undefined), 'too_slow'],
      [
        'has an address that is none',
        () => Promise.resolve([{ address: 'nonsense', family: 4 }]),
        'unreachable',
      ],
    ])('says so when a name %s', async (_name, resolve, code) => {
      const reply = await open(true, resolve).send('http://lms.example/', { timeoutMs: 50 });
      expect(codeOf(reply)).toBe(code);
    });

    it.each<[string, (answer: (addresses: LookupAddress[]) => void, fail: (error: Error) => void) => void]>([
      ['an address', (answer) => answer([HERE])],
      ['no address', (answer) => answer([])],
      ['an error', (_answer, fail) => fail(new Error('no such name'))],
    ])('is not hurt by a name that is answered too late with %s', async (_name, late) => {
      let asked: { answer: (addresses: LookupAddress[]) => void; fail: (error: Error) => void } | undefined;
      const outbound = open(
        true,
        () => new Promise((answer, fail) => (asked = { answer, fail: (error) => fail(error) })),
      );
      const reply = await outbound.send('http://lms.example/', { timeoutMs: 50 });
      expect(codeOf(reply)).toBe('too_slow');
      late(asked!.answer, asked!.fail);
      await new Promise(setImmediate);
    });

    it.each<[string, LookupAddress[]]>([
      ['inside', [HERE]],
      ['outside and inside', [{ address: '8.8.8.8', family: 4 }, HERE]],
      ['inside, as IPv6 writes it', [{ address: '::7f00:1', family: 6 }]],
    ])('refuses a name whose addresses are %s', async (_name, addresses) => {
      const reply = await open(false, () => Promise.resolve(addresses)).send('https://lms.example/');
      expect(codeOf(reply)).toBe('address_not_allowed');
    });

    it('connects to the address that it was told, and asks once for a connection', async () => {
      const origin = await serve((_req, res) => res.end('here'));
      let asked = 0;
      const outbound = open(true, () => {
        asked += 1;
        return Promise.resolve([HERE]);
      });
      const reply = await outbound.send(`http://lms.example:${new URL(origin).port}/`);
      expect(reply).toMatchObject({ ok: true, text: 'here' });
      expect(asked).toBe(1);
    });

    it('asks anew for the next connection, where a name may have moved by then', async () => {
      const origin = await serve((_req, res) => res.setHeader('Connection', 'close').end('here'));
      const address = `http://lms.example:${new URL(origin).port}/`;
      const answers = [Promise.resolve([HERE]), Promise.resolve([])];
      const outbound = open(true, () => answers.shift()!);
      expect((await outbound.send(address)).ok).toBe(true);
      expect(codeOf(await outbound.send(address))).toBe('unreachable');
      expect(answers).toEqual([]);
    });

    it('asks once for a name that many ask for while the resolver is silent', async () => {
      let asked = 0;
      const outbound = open(true, () => {
        asked += 1;
        return new Promise(() => undefined);
      });
      const replies = await Promise.all(
        Array.from({ length: 20 }, () => outbound.send('http://lms.example/', { timeoutMs: 50 })),
      );
      expect(replies.map(codeOf)).toEqual(Array.from({ length: 20 }, () => 'too_slow'));
      expect(asked).toBe(1);
    });
  });

  describe('addresses', () => {
    it.each([
      'http://lms.example/',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://[::127.0.0.1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://[64:ff9b::7f00:1]/',
      'https://[2002:7f00:1::]/',
      'https://user:secret@lms.example/',
      'ftp://lms.example/',
      'nonsense',
    ])('does not call %s', async (address) => {
      const outbound = open(false, () => Promise.reject(new Error('looked up')));
      expect(codeOf(await outbound.send(address))).toBe('address_not_allowed');
      expect(outbound.allows(address)).toBe(false);
    });
  });

  describe('answers', () => {
    it('asks for an answer that is not packed, and refuses one that is', async () => {
      let asked: string | undefined;
      const origin = await serve((req, res) => {
        asked = req.headers['accept-encoding'];
        res.setHeader('Content-Encoding', 'gzip').end(gzipSync(Buffer.alloc(10_000_000)));
      });
      expect(codeOf(await open(true).send(origin))).toBe('unreadable');
      expect(asked).toBe('identity');
    });

    it('stops reading an answer that is too long', async () => {
      const origin = await serve((_req, res) => {
        const more = (): void => {
          while (!res.destroyed && res.write('x'.repeat(65_536)));
        };
        res.on('drain', more);
        more();
      });
      expect(codeOf(await open(true).send(origin, { maxBytes: 100_000 }))).toBe('too_large');
    });

    it.each<[string, (socket: Socket) => void, string]>([
      ['nothing', () => undefined, 'too_slow'],
      ['half a head', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-'), 'too_slow'],
      [
        'half a body',
        (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
        'too_slow',
      ],
      ['a closed connection', (socket) => socket.end(), 'unreachable'],
      [
        'half a body and a closed connection',
        (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'),
        'unreachable',
      ],
      ['a reset', (socket) => socket.resetAndDestroy(), 'unreachable'],
      ['no HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n'), 'unreachable'],
      [
        'a body that breaks off into nonsense',
        (socket) => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokZZ\r\n'),
        'unreachable',
      ],
      [
        'a body of crumbs',
        (socket) =>
          socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(10_000)}`),
        'unreadable',
      ],
      [
        'a switch to another protocol',
        (socket) => socket.write('HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: tls\r\n\r\n'),
        'unreachable',
      ],
      [
        'a head without end',
        (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`),
        'unreachable',
      ],
    ])('tells %s', async (_name, answer, code) => {
      const timeoutMs = code === 'too_slow' ? 100 : 20_000;
      const reply = await open(true).send(await serveBytes(answer), { timeoutMs });
      expect(codeOf(reply)).toBe(code);
    });

    it('keeps a connection for the next request', async () => {
      const ports = new Set<number | undefined>();
      const origin = await serve((req, res) => {
        ports.add(req.socket.remotePort);
        res.end('ok');
      });
      const outbound = open(true);
      for (let i = 0; i < 3; i += 1) expect((await outbound.send(origin)).ok).toBe(true);
      expect(ports.size).toBe(1);
    });
  });

  describe('redirects', () => {
    it('never sends a request to where an answer points', async () => {
      let reached = 0;
      const inside = await serve((_req, res) => {
        reached += 1;
        res.end();
      });
      for (const status of [301, 302, 303, 307, 308]) {
        const origin = await serve((_req, res) => res.writeHead(status, { Location: inside }).end());
        const reply = await open(true).send(origin, { method: 'POST', body: 'client_assertion=secret' });
        expect(codeOf(reply)).toBe(`status ${status}`);
      }
      expect(reached).toBe(0);
    });

    it('follows a few of them for what is public, relative ones too', async () => {
      const origin = await serve((req, res) => {
        const hops = Number(req.url!.slice(1));
        if (hops === 0) res.end('{"keys":[]}');
        else res.writeHead(301, { Location: `/${hops - 1}` }).end();
      });
      expect(await open(true).readPublic(`${origin}/3`)).toMatchObject({ ok: true, text: '{"keys":[]}' });
      expect(codeOf(await open(true).readPublic(`${origin}/4`))).toBe('unreachable');
    });

    it('does not follow one to an address that may not be called', async () => {
      const origin = await serve((_req, res) => res.writeHead(302, { Location: 'file:///etc/passwd' }).end());
      expect(codeOf(await open(true).readPublic(origin))).toBe('address_not_allowed');
    });

    it('follows them within one limit of time', async () => {
      const origin = await serve((_req, res) => {
        setTimeout(() => res.writeHead(302, { Location: '/' }).end(), 40);
      });
      expect(codeOf(await open(true).readPublic(origin, { timeoutMs: 60 }))).toBe('too_slow');
    });
  });
});
