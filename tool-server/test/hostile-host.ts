import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

async function listen(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** No resolver is asked for it: a label of a name has 63 characters at the most. */
export const NO_SUCH_HOST = `https://${'x'.repeat(64)}.example`;

const PACKED_BOMB = gzipSync(Buffer.alloc(50_000_000));

const answersOf = (inside: string) =>
  ({
    'a redirect': (_req, res) => res.writeHead(302, { Location: inside }).end(),
    'a redirect that keeps the method': (_req, res) => res.writeHead(307, { Location: inside }).end(),
    'a packed bomb': (_req, res) =>
      res.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' }).end(PACKED_BOMB),
    'an endless answer': (_req, res) => {
      const more = (): void => {
        while (!res.destroyed && res.write('x'.repeat(65_536)));
      };
      res.on('drain', more);
      more();
    },
    'an answer of single bytes': ({ socket }) => {
      socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n`);
      const more = (): void => {
        while (!socket.destroyed && socket.write('1\r\nx\r\n'.repeat(10_000)));
      };
      socket.on('drain', more);
      more();
    },
    'word after word that an answer is on its way': ({ socket }) => {
      const more = (): void => {
        while (!socket.destroyed && socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(1_000)));
      };
      socket.on('drain', more);
      more();
    },
    'a page': (_req, res) => res.setHeader('Content-Type', 'text/html').end('<p>Closed for maintenance</p>'),
    'JSON that says nothing': (_req, res) => res.end('[null,7,{"access_token":[]}]'),
    'a token that no header can carry': (_req, res) =>
      res.end('{"access_token":"a\\r\\nX-Other: b","token_type":"bearer","expires_in":1e300}'),
    'a cut connection': (req) => req.socket.destroy(),
    'a switch to another protocol': (req) =>
      req.socket.end('HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: tls\r\n\r\n'),
  }) satisfies Record<string, RequestListener>;

type Kind = keyof ReturnType<typeof answersOf>;
export const HOSTILE_KINDS = Object.keys(answersOf('')) as Kind[];

/** A host that answers every request in one bad way, and one inside, to which it points and nobody should go. */
export async function startHostileHost() {
  const seen: IncomingHttpHeaders[] = [];
  let reachedInside = 0;
  const inside = await listen((_req, res) => {
    reachedInside += 1;
    res.end('{}');
  });
  const answers = answersOf(inside.url);
  let kind: Kind = 'a page';
  const good = new Map<string | undefined, string>();
  const outside = await listen((req, res) => {
    seen.push(req.headers);
    const body = good.get(req.url);
    if (body === undefined) answers[kind](req, res);
    else res.setHeader('Content-Type', 'application/json').end(body);
  });
  return {
    url: outside.url,
    /** Headers of the requests that came. */
    seen,
    answer: (next: Kind) => (kind = next),
    /** Answers at one path as it should. */
    answerWell: (path: string, body: object) => void good.set(path, JSON.stringify(body)),
    reachedInside: () => reachedInside,
    close: () => {
      for (const { server } of [inside, outside]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
export type HostileHost = Awaited<ReturnType<typeof startHostileHost>>;
