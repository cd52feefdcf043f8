import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';

/** What the target does with a request. */
export type Mood = 'well' | 'away' | 'failing' | 'throttling' | 'garbage' | 'answer lost';

/** Sends as much as the drill looks at. */
interface Delivered {
  id: string;
  actor: { account: { name: string } };
}

const RETRY_AFTER_SECONDS = 3;

/**
 * A record store elsewhere with moods: it stores what is new, takes what it has for the same, and refuses another
 * statement of a known id, as xAPI asks. Statements are kept in the order in which they came.
 */
export async function openFaultyTarget() {
  const stored = new Map<string, Delivered>();
  const posts: Partial<Record<Mood, number>> = {};
  let mood: Mood = 'well';
  let conflicts = 0;

  function take(statements: Delivered[]): boolean {
    const differs = statements.some((statement) => {
      const known = stored.get(statement.id);
      return known !== undefined && !isDeepStrictEqual(known, statement);
    });
    if (differs) conflicts += 1;
    else
      for (const statement of statements) if (!stored.has(statement.id)) stored.set(statement.id, statement);
    return !differs;
  }

  function well(statements: Delivered[], res: ServerResponse): void {
    if (take(statements)) res.end(JSON.stringify(statements.map(({ id }) => id)));
    else res.writeHead(409).end();
  }

  const ANSWERS: Record<Mood, (statements: Delivered[], res: ServerResponse) => void> = {
    well,
    away: (_statements, res) => void res.destroy(),
    failing: (_statements, res) => void res.writeHead(500).end('out of order'),
    throttling: (_statements, res) =>
      void res.writeHead(429, { 'Retry-After': String(RETRY_AFTER_SECONDS) }).end(),
    garbage: (_statements, res) => void res.writeHead(200).end('<html>Maintenance: back soon'),
    'answer lost': (statements, res) => {
      take(statements);
      res.destroy();
    },
  };

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await text(req);
    if (req.method !== 'POST') {
      const found = stored.get(new URL(req.url ?? '', 'http://target').searchParams.get('statementId') ?? '');
      res.writeHead(found ? 200 : 404).end(found && JSON.stringify(found));
      return;
    }
    posts[mood] = (posts[mood] ?? 0) + 1;
    const sent = JSON.parse(body) as Delivered | Delivered[];
    ANSWERS[mood](Array.isArray(sent) ? sent : [sent], res);
  }

  const server = createServer((req, res) => {
    serve(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`,
    stored,
    /** Requests with statements, by the mood that met them. */
    posts,
    conflicts: (): number => conflicts,
    setMood(next: Mood): void {
      mood = next;
    },
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

export type FaultyTarget = Awaited<ReturnType<typeof openFaultyTarget>>;
