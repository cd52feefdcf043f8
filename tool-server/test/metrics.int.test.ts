import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startTool } from '../src/tool.ts';
import { connectStore } from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';
import { aStatement } from './delivery-rooms.ts';
import { basic } from './lrs-rooms.ts';

const TOKEN = 'a token for metrics of the tests';

/** The whole tool over a store of its own, on port 0. */
async function openTool(metricsToken: string | undefined) {
  const clock = heldClock();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'metrics-'));
  const mongoUri = process.env['MONGODB_URI'];
  const store = await connectStore({ dataDir, mongoUri, dbName: path.basename(dataDir) });
  let handle: RequestListener = (_req, res) => res.writeHead(503).end();
  const server = createServer((req, res) => {
    handle(req, res);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { connection } = store;
  const tool = await startTool({
    config: {
      allowPrivateHosts: true,
      xapiActor: 'account',
      trustProxy: 0,
      recordStore: { bodyLimit: 1_000_000, rateLimit: 0, unnamedVersion: '0.95', smallCell: 5 },
      metricsToken,
    },
    publicUrl: url,
    secret: 'a secret of thirty-two bytes or more',
    connection,
    clock,
    logger: pino({ level: 'silent' }),
  });
  handle = tool.app;

  const scrape = (authorization?: string) =>
    fetch(`${url}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
  return {
    url,
    tool,
    clock,
    connection,
    scrape,
    /** Values by name and labels, as Prometheus reads them. */
    async values(): Promise<Map<string, number>> {
      const text = await (await scrape(`Bearer ${TOKEN}`)).text();
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return new Map(
        lines.map((line) => {
          const at = line.lastIndexOf(' ');
          return [line.slice(0, at), Number(line.slice(at + 1))];
        }),
      );
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await tool.stop();
      if (mongoUri !== undefined) await connection.dropDatabase();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
type Opened = Awaited<ReturnType<typeof openTool>>;

describe('metrics', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openTool(TOKEN);
    await opened.tool.importProgramme(await writeFolder(programmeFiles()));
  });
  afterAll(() => opened.close());

  const countOf = async (labels: string): Promise<number> =>
    (await opened.values()).get(`http_request_duration_seconds_count{${labels}}`) ?? 0;

  it('are for whoever has the token', async () => {
    for (const wrong of [undefined, 'Bearer nonsense', TOKEN, `Bearer ${TOKEN}x`]) {
      const refused = await opened.scrape(wrong);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await refused.text()).toBe('');
    }
    const read = await opened.scrape(`Bearer ${TOKEN}`);
    expect(read.status).toBe(200);
    expect(read.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  });

  it('are not there without a token', async () => {
    const other = await openTool(undefined);
    expect((await other.scrape('Bearer undefined')).status).toBe(404);
    await other.close();
  });

  it('count requests by the route that they took, never by their address', async () => {
    await fetch(`${opened.url}/api/attempts/attempt-of-lan/answers?code=lan`, { method: 'PATCH' });
    await fetch(`${opened.url}/no/such/lan`);
    await fetch(`${opened.url}/xapi/statements?agent=lan`);
    await fetch(`${opened.url}/xapi/lan`);
    await fetch(`${opened.url}/lti/launch`);
    const values = await opened.values();
    const routes = [...values.keys()].filter((name) => name.startsWith('http_request_duration_seconds_count'));
    expect(routes.join()).not.toContain('lan');
    expect(await countOf('method="GET",route="/xapi/statements",status="400"')).toBe(1);
    expect(await countOf('method="GET",route="/xapi/(other)",status="404"')).toBe(1);
    expect(await countOf('method="GET",route="(none)",status="404"')).toBe(1);
    expect(await countOf('method="PATCH",route="/api/(other)",status="401"')).toBe(1);
    expect(values.get('chuyen_de_launches_refused_total{reason="missing_token"}')).toBe(1);
  });

  it('tell of attempts what is stored, each once', async () => {
    const { connection, clock } = opened;
    const person = await connection.collection('people').insertOne({ platformId: 'p', sub: '1', owed: [] });
    expect(person.acknowledged).toBe(true);
    const before = await opened.values();
    expect(before.get('chuyen_de_attempts_started_total')).toBe(0);
    clock.pass(1);
  });

  it('tell how many statements there are, and how record stores elsewhere fare', async () => {
    const { recordStore } = opened.tool;
    await recordStore.store([aStatement(), aStatement()]);
    const { key, secret } = await recordStore.credentials.create({ scopes: ['all/read'] });
    const read = await fetch(`${opened.url}/xapi/statements`, {
      headers: { authorization: basic({ key, secret }), 'X-Experience-API-Version': '1.0.3' },
    });
    expect(read.status).toBe(200);
    const values = await opened.values();
    expect(values.get('chuyen_de_statements')).toBe(2);
  });
});
