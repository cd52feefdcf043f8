import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { LearnerAttempt } from '@chuyen-de/contracts';
import { pino } from 'pino';
import { makeLrsTargets } from '../src/records/index.ts';
import { makeSessions, type SessionData } from '../src/sessions/index.ts';
import { startTool } from '../src/tool.ts';
import { connectStore } from '../src/storage/index.ts';
import { connectionOfWrites } from './cut-connection.ts';
import { aSession, heldClock, holds } from './exam-rooms.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';
import { aStatement } from './delivery-rooms.ts';

const TOKEN = 'a token for metrics of the tests';
const SECRET = 'a secret of thirty-two bytes or more';

/** The whole tool over a store of its own, on port 0; by a connection that can hang, where that is asked for. */
async function openTool(metricsToken: string | undefined, { mayHang = false } = {}) {
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
  const between = mayHang ? await connectionOfWrites(store.connection, Infinity) : undefined;
  const { connection } = between ?? store;
  const tool = await startTool({
    config: {
      allowPrivateHosts: true,
      xapiActor: 'account',
      trustProxy: 0,
      recordStore: { bodyLimit: 1_000_000, rateLimit: 0, unnamedVersion: '0.95', smallCell: 5 },
      metricsToken,
      dataDir,
      filesQuota: 1024 ** 3,
      mongoUri,
    },
    publicUrl: url,
    secret: SECRET,
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
    hang: () => between?.hang(),
    /** The token of somebody's session. */
    sessionOf: (over: Partial<SessionData>) =>
      makeSessions({ connection, clock, secret: SECRET, holds }).begin(aSession(over)).token,
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
      await between?.close();
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

  it('are there when the store is away, but for what is asked of it', async () => {
    const other = await openTool(TOKEN);
    expect([...(await other.values()).keys()]).toContain('chuyen_de_statements');
    await other.connection.close();
    const response = await other.scrape(`Bearer ${TOKEN}`);
    expect(response.status).toBe(200);
    const names = [...(await other.values()).keys()];
    expect(names).toContain('process_cpu_seconds_total');
    expect(names.filter((name) => /^chuyen_de_(grades|owed|statements|delivery)/.test(name))).toEqual([]);
    await other.close();
  });

  it('are there when the store hangs, before a scraper gives up, and it is said to be away', async () => {
    const other = await openTool(TOKEN, { mayHang: true });
    expect([...(await other.values()).keys()]).toContain('chuyen_de_statements');
    other.hang();
    const signal = AbortSignal.timeout(10_000);
    const [scraped, ready] = await Promise.all([
      fetch(`${other.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` }, signal }),
      fetch(`${other.url}/readyz`, { signal }),
    ]);
    const text = await scraped.text();
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toMatch(/^chuyen_de_(grades|owed|statements|delivery)/m);
    expect(await ready.json()).toMatchObject({ code: 'store_unavailable', parts: { store: 'away' } });
    await other.close();
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
    const routes = [...values.keys()].filter((name) =>
      name.startsWith('http_request_duration_seconds_count'),
    );
    expect(routes.join()).not.toContain('lan');
    expect(await countOf('method="GET",route="/xapi/statements",status="400"')).toBe(1);
    expect(await countOf('method="GET",route="/xapi/(other)",status="404"')).toBe(1);
    expect(await countOf('method="GET",route="(none)",status="404"')).toBe(1);
    expect(await countOf('method="PATCH",route="/api/(other)",status="401"')).toBe(1);
    expect(values.get('chuyen_de_launches_refused_total{reason="missing_token"}')).toBe(1);
  });

  it('tell of attempts and answers what is stored, each once', async () => {
    const learner = opened.sessionOf({ personId: 'a'.repeat(24), linkId: 'b'.repeat(24) });
    const call = async <T>(method: string, route: string, body: object): Promise<T> => {
      const response = await fetch(`${opened.url}/api${route}`, {
        method,
        headers: { authorization: `Bearer ${learner}`, 'content-type': 'application/json' },
        body: JSON.stringify({ device: 'device-one', ...body }),
      });
      expect(response.status).toBeLessThan(300);
      return (await response.json()) as T;
    };
    const start = () => call<LearnerAttempt>('POST', '/exams/KT01/attempts', {});
    const { id, questions } = await start();
    await start();
    const answers = questions.slice(0, 2).map(({ slot }) => ({
      slot,
      seq: 1,
      at: opened.clock.now().getTime(),
      response: { selected: ['b'] },
      flagged: false,
    }));
    await call('PATCH', `/attempts/${id}/answers`, { answers });
    await call('POST', `/attempts/${id}/submit`, { answers: [] });
    await call('POST', `/attempts/${id}/submit`, { answers: [] });

    const values = await opened.values();
    expect(values.get('chuyen_de_attempts_started_total')).toBe(1);
    expect(values.get('chuyen_de_answers_saved_total')).toBe(2);
    expect(values.get('chuyen_de_attempts_ended_total{by="learner"}')).toBe(1);
    expect(values.get('chuyen_de_attempts_ended_total{by="time"}')).toBeUndefined();
    const saves = 'method="PATCH",route="/api/attempts/:id/answers",status="200"';
    expect(await countOf(saves)).toBe(1);
    expect([...values.keys()].join()).not.toMatch(/a{24}|b{24}/);
  });

  it('tell of grades how many are in each state, and since when the oldest waits', async () => {
    const { connection, clock } = opened;
    const line = (state: string, minutesAgo: number) => ({
      linkId: randomUUID(),
      personId: randomUUID(),
      score: { given: 1, maximum: 2 },
      at: new Date(clock.now().getTime() - minutesAgo * 60_000),
      state,
      due: new Date(clock.now().getTime() + 3_600_000),
      tries: 1,
    });
    const lines = [
      line('waiting', 3),
      line('waiting', 7),
      line('sent', 60),
      line('settled', 9),
      line('refused', 8),
    ];
    await connection.collection('grades').insertMany(lines);
    const values = await opened.values();
    expect(values.get('chuyen_de_grades{state="waiting"}')).toBe(2);
    expect(values.get('chuyen_de_grades{state="sent"}')).toBe(2);
    expect(values.get('chuyen_de_grades{state="refused"}')).toBe(1);
    expect(values.get('chuyen_de_grades_oldest_waiting_seconds')).toBe(420);
  });

  it('tell of work that is owed, by kind', async () => {
    const due = new Date(opened.clock.now().getTime() + 3_600_000);
    const owed = ['grade', 'records', 'records'].map((kind) => ({ kind, due, id: randomUUID() }));
    const { insertedId } = await opened.connection.collection('attempts').insertOne({ owed });
    const values = await opened.values();
    await opened.connection.collection('attempts').deleteOne({ _id: insertedId });
    expect(values.get('chuyen_de_owed_work{kind="grade"}')).toBeGreaterThanOrEqual(1);
    expect(values.get('chuyen_de_owed_work{kind="records"}')).toBeGreaterThanOrEqual(2);
  });

  it('tell how many statements there are, and how record stores elsewhere fare', async () => {
    const { connection, clock, tool } = opened;
    const targets = makeLrsTargets({ connection, clock, store: tool.recordStore, secret: SECRET });
    await targets.add({ name: 'ministry', endpoint: 'http://127.0.0.1:1/xapi', key: 'k', secret: 's' });
    await targets.pause('ministry');
    const before = (await opened.values()).get('chuyen_de_statements') ?? 0;
    clock.pass(1);
    await tool.recordStore.store([aStatement(), aStatement()]);
    clock.pass(2);
    await connection
      .collection('deliveryTargets')
      .updateOne({ _id: 'ministry' as never }, { $set: { sent: 7, failed: 3 } });
    await connection.collection('deadLetters').insertOne({ target: 'ministry', state: 'dead' });
    const values = await opened.values();
    expect(values.get('chuyen_de_statements')).toBeGreaterThanOrEqual(before + 2);
    const target = (name: string) => values.get(`chuyen_de_delivery_${name}{target="ministry"}`);
    expect(target('backlog_statements')).toBeGreaterThanOrEqual(2);
    expect(target('sent_statements_total')).toBe(7);
    expect(target('failed_tries_total')).toBe(3);
    expect(target('dead_letters')).toBe(1);
  });

  it('tell of the process', async () => {
    const values = await opened.values();
    expect(values.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(values.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  });
});
