import { json } from 'node:stream/consumers';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Said {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}
/** An answer, or what is done in place of one. */
export type Answer = Said | ((res: ServerResponse) => void);

const said = (value: unknown): Said => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
});

/** What each service answers as long as nothing else is said. */
const USUAL = {
  token: said({ access_token: 'one', token_type: 'bearer', expires_in: 3_600 }),
  list: said([]),
  create: said({ id: '/items/1', scoreMaximum: 10 }),
  column: said({ id: '/items/1', scoreMaximum: 10 }),
  scores: said({}),
  results: said([]),
} satisfies Record<string, Answer>;
type ServiceName = keyof typeof USUAL;

function serviceOf(method: string, path: string): ServiceName {
  if (path === '/token') return 'token';
  if (path === '/items') return method === 'POST' ? 'create' : 'list';
  if (path.endsWith('/scores')) return 'scores';
  return path.endsWith('/results') ? 'results' : 'column';
}

/** The services of an LMS's gradebook, each of which answers what it is told to. */
export async function startGradeHost() {
  let answers: Record<ServiceName, Answer> = { ...USUAL };
  let asked: ServiceName[] = [];
  let lastScore: { timestamp: string } | undefined;
  const server = createServer((req, res) => {
    const service = serviceOf(req.method!, new URL(req.url!, 'http://host').pathname);
    asked.push(service);
    if (service === 'scores')
      json(req).then(
        (score) => (lastScore = score as typeof lastScore),
        () => undefined,
      );
    else req.resume();
    const answer = answers[service];
    if (typeof answer === 'function') {
      answer(res);
      return;
    }
    const { status = 200, headers = {}, body } = answer;
    res.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tokensAt: `${url}/token`,
    columnsAt: `${url}/items`,
    columnAt: `${url}/items/1`,
    /** What services answer from now on; those that are not named, the usual. */
    answer: (next: Partial<Record<ServiceName, Answer>> = {}): void => {
      answers = { ...USUAL, ...next };
      asked = [];
    },
    /** The score that came last. */
    lastScore: () => lastScore,
    /** How often a service was asked since. */
    asked: (service: ServiceName): number => asked.filter((each) => each === service).length,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type GradeHost = Awaited<ReturnType<typeof startGradeHost>>;
