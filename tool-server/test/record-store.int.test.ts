import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { makeLrs, makeRecordStore, VERBS, type RecordStore, type XapiStatement } from '@chuyen-de/xapi';
import express from 'express';
import type { Server } from 'node:http';
import { connectStore, prepareModels, type Store } from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';
import { unexpected } from './record-rooms.ts';

const PEOPLE = 3;
const VERB_LIST = [VERBS.started, VERBS.answered, VERBS.completed];
const registrations = Array.from({ length: 5 }, () => randomUUID());
const clock = heldClock();

const account = (person: number) => ({ homePage: 'https://lms.example', name: `${person}` });

/** Statement n of the collection: person, verb, activity and registration take turns. */
const nth = (n: number): XapiStatement => ({
  id: randomUUID(),
  timestamp: '2026-03-02T07:00:00.000Z',
  actor: { objectType: 'Agent', account: account(n % PEOPLE) },
  verb: VERB_LIST[n % VERB_LIST.length]!,
  object: { objectType: 'Activity', id: `https://tool.example/questions/Q${n % 4}` },
  context: { registration: registrations[n % registrations.length]! },
});

const COUNT = 1_200;
const all = Array.from({ length: COUNT }, (_, n) => nth(n));

let store: Store;
let records: RecordStore;
let server: Server;
let base: string;
let dataDir: string;
let authorization: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'record-store-'));
  const mongoUri = process.env['MONGODB_URI'];
  store = await connectStore({ dataDir, mongoUri, dbName: path.basename(dataDir) });
  records = makeRecordStore({ connection: store.connection, clock, homePage: 'https://tool.example' });
  await prepareModels(records.models);
  // A minute between batches; within one, all are stored in the same millisecond.
  for (let start = 0; start < COUNT; start += 100) {
    await records.store(all.slice(start, start + 100));
    clock.pass(1);
  }
  server = express()
    .use(
      '/xapi',
      makeLrs({ connection: store.connection, clock, store: records, onError: unexpected }).listener,
    )
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { key, secret } = await records.credentials.create({ scopes: ['statements/read'] });
  authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  if (process.env['MONGODB_URI'] !== undefined) await store.connection.dropDatabase();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

const request = (pathAndQuery: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${base}${pathAndQuery}`, {
    method,
    headers: { authorization, 'X-Experience-API-Version': '1.0.3', ...headers },
  });
const ask = (query: Record<string, string>) =>
  request(`/xapi/statements?${new URLSearchParams(query).toString()}`);

interface Page {
  statements: (XapiStatement & { stored: string; version: string; authority: object })[];
  more: string;
}
const pageOf = async (response: Response): Promise<Page> => {
  expect(response.status).toBe(200);
  return (await response.json()) as Page;
};

/** Everything that a query finds, page by page; `between` runs after each page. */
async function everything(query: Record<string, string>, between?: () => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  let page = await pageOf(await ask(query));
  for (;;) {
    ids.push(...page.statements.map(({ id }) => id));
    if (page.more === '') return ids;
    await between?.();
    page = await pageOf(await request(page.more));
  }
}

const idsOf = (statements: XapiStatement[]): string[] => statements.map(({ id }) => id);
const newestFirst = (statements: XapiStatement[]): string[] => idsOf(statements).reverse();

describe('GET /xapi/statements', () => {
  it('answers a statement as it was told, with when, by whom and in which version it was stored', async () => {
    const response = await ask({ statementId: all[0]!.id });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-experience-api-version')).toMatch(/^(1\.0\.3|2\.0\.0)$/);
    expect(await response.json()).toEqual({
      ...all[0],
      stored: '2026-03-02T08:00:00.000Z',
      version: '1.0.3',
      authority: { objectType: 'Agent', account: { homePage: 'https://tool.example', name: 'chuyen-de' } },
    });
  });

  it('knows no other statement', async () => {
    expect((await ask({ statementId: randomUUID() })).status).toBe(404);
  });

  it('answers newest first, and oldest first where asked', async () => {
    const newest = await pageOf(await ask({ limit: '3' }));
    expect(idsOf(newest.statements)).toEqual(newestFirst(all).slice(0, 3));
    const oldest = await pageOf(await ask({ limit: '3', ascending: 'true' }));
    expect(idsOf(oldest.statements)).toEqual(idsOf(all).slice(0, 3));
  });

  it.each([['true'], ['false']])('pages without skipping or doubling (ascending=%s)', async (ascending) => {
    const ids = await everything({ limit: '77', ascending });
    expect(ids).toEqual(ascending === 'true' ? idsOf(all) : newestFirst(all));
  });

  it('gives as much as it likes when no limit or 0 is asked, and says how to go on', async () => {
    for (const query of [{}, { limit: '0' }]) {
      const page = await pageOf(await ask(query));
      expect(page.statements.length).toBeGreaterThan(0);
      expect(page.statements.length).toBeLessThan(COUNT);
      expect(page.more).not.toBe('');
      expect(await everything(query)).toEqual(newestFirst(all));
    }
  });

  it('finds by agent, verb, activity and registration, alone and together', async () => {
    const agent = JSON.stringify({ objectType: 'Agent', account: account(1) });
    const filters: [Record<string, string>, (statement: XapiStatement) => boolean][] = [
      [{ agent }, ({ actor }) => actor.account?.name === '1'],
      [{ verb: VERBS.answered.id }, ({ verb }) => verb.id === VERBS.answered.id],
      [{ activity: 'https://tool.example/questions/Q2' }, ({ object }) => object.id.endsWith('Q2')],
      [{ registration: registrations[3]! }, ({ context }) => context?.registration === registrations[3]],
    ];
    for (const [query, holds] of filters)
      expect(await everything({ ...query, limit: '90' })).toEqual(newestFirst(all.filter(holds)));
    const together = Object.assign({}, ...filters.map(([query]) => query)) as Record<string, string>;
    const expected = all.filter((statement) => filters.every(([, holds]) => holds(statement)));
    expect(expected.length).toBeGreaterThan(0);
    expect(await everything(together)).toEqual(newestFirst(expected));
    expect(await everything({ verb: 'http://example.com/never' })).toEqual([]);
  });

  it('finds what was stored after `since` and not after `until`', async () => {
    const since = '2026-03-02T08:02:00.000Z';
    const until = '2026-03-02T08:05:00.000Z';
    expect(await everything({ since, until, ascending: 'true' })).toEqual(idsOf(all.slice(300, 600)));
    expect(
      await everything({ since: '2026-03-02T15:02:00+07:00', until, ascending: 'true', limit: '7' }),
    ).toEqual(idsOf(all.slice(300, 600)));
    expect(await everything({ until: '2026-03-02T07:59:59.999Z' })).toEqual([]);
  });

  it.each([
    ['a statement with a filter', { statementId: all[0]!.id, verb: VERBS.answered.id }],
    ['a statement with a limit', { statementId: all[0]!.id, limit: '1' }],
    ['an unknown parameter', { page: '2' }],
    ['a parameter in other letters', { Verb: VERBS.answered.id }],
    ['an agent that is no JSON', { agent: 'an' }],
    ['an agent without identifier', { agent: '{"name":"An"}' }],
    ['an agent with two', { agent: '{"mbox":"mailto:a@b.vn","openid":"https://a.vn"}' }],
    ['a verb that is no IRI', { verb: 'answered' }],
    ['a registration that is no UUID', { registration: '17' }],
    ['a time that is none', { since: 'yesterday' }],
    ['a negative limit', { limit: '-1' }],
    ['a limit that is no number', { limit: 'many' }],
    ['a flag that is neither', { ascending: 'yes' }],
    ['a format that there is not', { format: 'short' }],
  ] as [string, Record<string, string>][])('refuses %s', async (_what, query) => {
    const response = await ask(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.any(String) as string });
  });

  it('refuses a parameter given twice', async () => {
    expect((await request('/xapi/statements?limit=1&limit=2')).status).toBe(400);
  });

  it.each(['0.9', '1.1', 'x'])('refuses the version %p and names its own', async (version) => {
    const response = await request('/xapi/statements', { 'X-Experience-API-Version': version });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-experience-api-version')).toMatch(/^(1\.0\.3|2\.0\.0)$/);
  });

  it('refuses a request without version', async () => {
    const response = await fetch(`${base}/xapi/statements`, { headers: { authorization } });
    expect(response.status).toBe(400);
  });

  it.each(['1.0', '1.0.0', '1.0.9'])('accepts version %s', async (version) => {
    const response = await request('/xapi/statements?limit=1', { 'X-Experience-API-Version': version });
    expect(response.status).toBe(200);
  });

  it.each([
    ['none', ''],
    ['another scheme', 'Bearer abc'],
    ['no pair', `Basic ${Buffer.from('abc').toString('base64')}`],
    ['an unknown key', `Basic ${Buffer.from('nobody:secret').toString('base64')}`],
    ['garbage', 'Basic %%%'],
  ])('refuses these credentials: %s', async (_what, value) => {
    const response = await request('/xapi/statements', { authorization: value });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  it('refuses a wrong secret, and the former one once a key has a new one', async () => {
    const { key, secret } = await records.credentials.create({ scopes: ['all'] });
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
    const status = async (pair: string) =>
      (await request('/xapi/statements?limit=1', { authorization: basic(pair) })).status;
    expect(await status(`${key}:${secret}x`)).toBe(401);
    expect(await status(`${key}:${secret}`)).toBe(200);
    const renewed = await records.credentials.create({ scopes: ['all'], key });
    expect(await status(`${key}:${secret}`)).toBe(401);
    expect(await status(`${key}:${renewed.secret}`)).toBe(200);
  });

  it('answers HEAD like GET, without a body', async () => {
    const response = await request('/xapi/statements?limit=1', {}, 'HEAD');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it('says up to when everything can be found', async () => {
    const response = await ask({ limit: '1' });
    expect(response.headers.get('x-experience-api-consistent-through')).toBe(clock.now().toISOString());
  });

  it('keeps a statement as it was first told, and the others of the batch', async () => {
    const fresh = nth(0);
    await records.store([{ ...all[5]!, verb: VERBS.passed }, fresh]);
    expect(await (await ask({ statementId: all[5]!.id })).json()).toMatchObject({ verb: all[5]!.verb });
    expect((await ask({ statementId: fresh.id })).status).toBe(200);
  });

  it('goes on where it was while new statements are stored', async () => {
    const before = new Set(await everything({}));
    const descending = await everything({ limit: '250' }, () => records.store([nth(1), nth(2)]));
    expect(new Set(descending)).toEqual(before);
    expect(descending).toHaveLength(before.size);
    const ascending = await everything({ limit: '400', ascending: 'true' }, () => records.store([nth(3)]));
    expect(new Set(ascending).size).toBe(ascending.length);
    for (const id of before) expect(ascending).toContain(id);
  });
});
