import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { XapiStatement } from '@chuyen-de/xapi';

/** What a store does with a request instead of, or (`stores-…`) besides, what it should. */
export type Trouble =
  | { status: number; body?: string; headers?: Record<string, string> }
  | 'hangs'
  | 'cuts'
  | 'stores-then-cuts'
  | 'stores-then-hangs';

const bodyOf = async (req: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

function statementsIn(body: Buffer, contentType: string): XapiStatement[] {
  if (contentType === 'application/json') return JSON.parse(body.toString('utf8')) as XapiStatement[];
  const [, json] = /application\/json\r\n\r\n([^\r]*)\r\n/.exec(body.toString('utf8'))!;
  return JSON.parse(json!) as XapiStatement[];
}

/** A record store elsewhere: all or nothing, 409 for another statement of a known id; misbehaves by script. */
export async function openScriptedLrs() {
  const stored = new Map<string, XapiStatement>();
  const script: Trouble[] = [];
  const lrs = {
    endpoint: '',
    /** In the order of storing. */
    stored,
    /** For the next requests, one each. */
    script,
    /** For every request while it is set. */
    down: undefined as Trouble | undefined,
    /** Refuses a batch that has such a statement. */
    refuses: (_statement: XapiStatement): boolean => false,
    posts: [] as {
      ids: string[];
      version: string | undefined;
      body: Buffer;
      authorization: string | undefined;
    }[],
    close: () => Promise.resolve(),
  };

  function take(statements: XapiStatement[], res: ServerResponse): void {
    const differs = (statement: XapiStatement): boolean => {
      const known = stored.get(statement.id);
      return known !== undefined && !isDeepStrictEqual(known, statement);
    };
    if (statements.some((statement) => lrs.refuses(statement))) res.writeHead(400).end('not such a one');
    else if (statements.some(differs)) res.writeHead(409).end('conflict');
    else {
      for (const statement of statements) if (!stored.has(statement.id)) stored.set(statement.id, statement);
      res.end(JSON.stringify(statements.map(({ id }) => id)));
    }
  }

  const server = createServer((req, res) => {
    void (async () => {
      const body = await bodyOf(req);
      if (req.method === 'GET') {
        const found = stored.get(new URL(req.url!, 'http://lrs').searchParams.get('statementId') ?? '');
        res.writeHead(found ? 200 : 404).end(JSON.stringify(found ?? {}));
        return;
      }
      const statements = statementsIn(body, req.headers['content-type'] ?? '');
      const { authorization } = req.headers;
      const version = req.headers['x-experience-api-version'] as string | undefined;
      lrs.posts.push({ ids: statements.map(({ id }) => id), version, body, authorization });
      const trouble = script.shift() ?? lrs.down;
      if (trouble === undefined) take(statements, res);
      else if (typeof trouble === 'object')
        res.writeHead(trouble.status, trouble.headers).end(trouble.body ?? 'no');
      else {
        if (trouble.startsWith('stores'))
          for (const statement of statements) stored.set(statement.id, statement);
        if (trouble.endsWith('cuts')) res.destroy();
      }
    })();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  lrs.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`;
  lrs.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return lrs;
}

export type ScriptedLrs = Awaited<ReturnType<typeof openScriptedLrs>>;
