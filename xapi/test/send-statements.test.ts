import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendStatements, VERBS, type XapiStatement } from '../src/index.ts';

const aStatement = (): XapiStatement => ({
  id: randomUUID(),
  timestamp: '2026-03-02T08:00:00.000Z',
  actor: { objectType: 'Agent', account: { homePage: 'https://lms.example', name: '5' } },
  verb: VERBS.answered,
  object: { objectType: 'Activity', id: 'https://tool.example/questions/CD01-Q1@1' },
  result: { success: false, response: 'a', score: { scaled: 0, raw: 0, min: 0, max: 1 } },
});

interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  statements: XapiStatement[];
}

type Answer = (received: Received, res: ServerResponse) => void;

/** A record store of a test: keeps what it is sent and answers as the test says. */
async function openLrs(answer: Answer) {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const statements = text === '' ? [] : (JSON.parse(text) as XapiStatement[]);
      const request = { method: req.method, url: req.url, headers: req.headers, statements };
      received.push(request);
      answer(request, res);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  closing.push(close);
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`;
  return { target: { endpoint, key: 'key', secret: 'sécret' }, received, close };
}

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

const takesAll: Answer = ({ statements }, res) => {
  res.end(JSON.stringify(statements.map(({ id }) => id)));
};
const answers =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_received, res) => {
    res.writeHead(status, headers).end(body);
  };

describe('sending statements to another record store', () => {
  it('posts them in one request, with version, credentials, ids and time of their own', async () => {
    const { target, received } = await openLrs(takesAll);
    const statements = [aStatement(), aStatement()];
    expect(await sendStatements(target, statements)).toEqual({ ok: true });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/xapi/statements',
      headers: { 'x-experience-api-version': '1.0.3', 'content-type': 'application/json' },
      statements,
    });
    const [scheme, pair] = received[0]!.headers.authorization!.split(' ');
    expect(scheme).toBe('Basic');
    expect(Buffer.from(pair!, 'base64').toString('utf8')).toMatch(/^key:/);
  });

  it('takes an endpoint with a slash at its end as well', async () => {
    const { target, received } = await openLrs(takesAll);
    await sendStatements({ ...target, endpoint: `${target.endpoint}/` }, [aStatement()]);
    expect(received[0]!.url).toBe('/xapi/statements');
  });

  it.each([
    [500, 'unavailable'],
    [503, 'unavailable'],
    [429, 'unavailable'],
    [401, 'unavailable'],
    [403, 'unavailable'],
    [404, 'unavailable'],
    [400, 'refused'],
    [413, 'refused'],
  ] as const)('takes %i as %s and keeps what was said', async (status, error) => {
    const { target } = await openLrs(answers(status, 'because'));
    expect(await sendStatements(target, [aStatement()])).toEqual({
      ok: false,
      error,
      status,
      message: 'because',
    });
  });

  it.each([
    ['a page', '<html>please log in</html>'],
    ['nothing', ''],
    ['JSON of another kind', '{"ok":true}'],
    ['too few ids', '["1"]'],
  ])('does not take %s under 200 for success', async (_what, body) => {
    const { target } = await openLrs(answers(200, body));
    expect(await sendStatements(target, [aStatement(), aStatement()])).toMatchObject({
      ok: false,
      error: 'unavailable',
      status: 200,
    });
  });

  it('follows no redirect and hands its credentials to nobody else', async () => {
    const elsewhere = await openLrs(takesAll);
    const { target } = await openLrs(answers(302, '', { location: elsewhere.target.endpoint }));
    expect(await sendStatements(target, [aStatement()])).toEqual({
      ok: false,
      error: 'unavailable',
      status: 302,
      message: `redirects to ${elsewhere.target.endpoint}`,
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('says that nobody answers', async () => {
    const { target, close } = await openLrs(takesAll);
    await close();
    closing = [];
    const sent = await sendStatements(target, [aStatement()]);
    expect(sent).toMatchObject({ ok: false, error: 'unavailable', status: 0 });
    expect(sent).toHaveProperty('message', expect.stringContaining('ECONNREFUSED'));
  });

  it('gives up on a store that never answers', async () => {
    const { target } = await openLrs(() => undefined);
    expect(await sendStatements(target, [aStatement()], { timeoutMs: 50 })).toEqual({
      ok: false,
      error: 'unavailable',
      status: 0,
      message: 'no answer in time',
    });
  });

  it('says that a connection was cut', async () => {
    const { target } = await openLrs((_received, res) => {
      res.destroy();
    });
    expect(await sendStatements(target, [aStatement()])).toMatchObject({
      ok: false,
      error: 'unavailable',
      status: 0,
    });
  });

  it('takes 409 for one statement as: it is there already', async () => {
    const { target } = await openLrs(answers(409));
    expect(await sendStatements(target, [aStatement()])).toEqual({ ok: true });
  });

  it('sends a batch one by one when the store has some of it already, so that none is lost', async () => {
    const known = aStatement();
    const stored = new Set([known.id]);
    const { target } = await openLrs(({ statements }, res) => {
      if (statements.some(({ id }) => stored.has(id))) {
        res.writeHead(409).end();
        return;
      }
      for (const { id } of statements) stored.add(id);
      res.end(JSON.stringify(statements.map(({ id }) => id)));
    });
    const batch = [aStatement(), known, aStatement()];
    expect(await sendStatements(target, batch)).toEqual({ ok: true });
    expect([...stored].sort()).toEqual(batch.map(({ id }) => id).sort());
  });

  it('asks nobody for nothing', async () => {
    const { target, received } = await openLrs(takesAll);
    expect(await sendStatements(target, [])).toEqual({ ok: true });
    expect(received).toEqual([]);
  });
});
