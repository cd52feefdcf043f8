import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { administer, failToStart, startRecordStore } from './support/record-store.ts';

const STATEMENT = {
  actor: { mbox: 'mailto:an@example.vn' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
  object: { id: 'https://content.example/unit-1' },
};

let dataDir: string;
let running: Awaited<ReturnType<typeof startRecordStore>>;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-lrs-'));
  running = await startRecordStore(dataDir);
});
afterAll(async () => {
  await running.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const call = (credential: string, init: RequestInit = {}) =>
  fetch(`${running.url}/xapi/statements`, {
    ...init,
    headers: {
      authorization: `Basic ${Buffer.from(credential.replace(' ', ':')).toString('base64')}`,
      'X-Experience-API-Version': '2.0.0',
      'content-type': 'application/json',
    },
  });
const keyOf = (credential: string): string => credential.split(' ')[0]!;

describe('the record store alone', () => {
  it('tells who starts it where it is and how to make the first key', () => {
    expect(running.output()).toContain(`The record store is ready at ${running.url}`);
    expect(running.output()).toContain('npm run admin -- lrs-key create');
  });

  it('says that it lives and is ready, and serves the page for analysts', async () => {
    for (const address of ['/healthz', '/readyz', '/xapi/about', '/app/records'])
      expect((await fetch(`${running.url}${address}`)).status).toBe(200);
    expect((await fetch(`${running.url}/lti/login`)).status).toBe(404);
  });

  it('takes keys that are made, renewed and revoked beside it', async () => {
    const made = await administer(dataDir, 'lrs-key', 'create', '--scopes', 'all', '--note', 'Bài giảng');
    expect(made).toMatchObject({ code: 0, last: expect.stringMatching(/^\S+ \S+$/) as string });
    const stored = await call(made.last, { method: 'POST', body: JSON.stringify(STATEMENT) });
    expect(stored.status).toBe(200);
    const { statements } = (await (await call(made.last)).json()) as { statements: { authority: object }[] };
    expect(statements[0]?.authority).toEqual({
      objectType: 'Agent',
      name: 'Bài giảng',
      account: { homePage: running.url, name: keyOf(made.last) },
    });

    const renewed = await administer(dataDir, 'lrs-key', 'rotate', keyOf(made.last));
    expect((await call(renewed.last)).status).toBe(200);
    const listed = await administer(dataDir, 'lrs-key', 'list');
    expect(listed.output).toMatch(new RegExp(`^${keyOf(made.last)}\tsince .*\tall\t.*\tBài giảng$`, 'm'));
    expect((await administer(dataDir, 'lrs-key', 'revoke', keyOf(made.last))).code).toBe(0);
    const again = await administer(dataDir, 'lrs-key', 'revoke', keyOf(made.last));
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('lrs-key list') as string });
    const unknown = await administer(dataDir, 'lrs-key', 'create', '--scopes', 'everything');
    expect(unknown).toMatchObject({
      code: 1,
      output: expect.stringContaining('statements/read/mine') as string,
    });
  });

  it('says in a sentence why it cannot start', async () => {
    const { port } = new URL(running.url);
    const elsewhere = path.join(dataDir, 'elsewhere');
    for (const [env, reason] of [
      [{ PORT: port, DATA_DIR: elsewhere }, `port ${port} is taken`],
      [{ PORT: '0', DATA_DIR: dataDir }, 'is in use by process'],
      [{ PORT: 'x' }, 'PORT'],
      [{ XAPI_BODY_LIMIT: '-1' }, 'XAPI_BODY_LIMIT'],
    ] as const) {
      const { code, output } = await failToStart(env);
      expect(code).toBe(1);
      expect(output).toContain(reason);
      expect(output).not.toMatch(/^\s+at /m);
    }
  });

  it('has everything after it was killed, and stops in order when asked', async () => {
    const { last } = await administer(dataDir, 'lrs-key', 'create', '--scopes', 'all');
    const stored = await call(last, { method: 'POST', body: JSON.stringify(STATEMENT) });
    const [id] = (await stored.json()) as string[];
    await running.stop('SIGKILL');
    running = await startRecordStore(dataDir, new URL(running.url).port);
    const { statements } = (await (await call(last)).json()) as { statements: { id: string }[] };
    expect(statements.map((statement) => statement.id)).toContain(id);
    expect((await running.stop()).code).toBe(0);
    running = await startRecordStore(dataDir);
  });
});
