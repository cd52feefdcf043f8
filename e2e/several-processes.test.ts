import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isThere, startSeveral, type Several } from './support/several-processes.ts';

jest.setTimeout(90_000);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The status of a request by a connection of its own. */
const ask = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(url, { agent: false }, (res) => {
      res.resume().once('end', () => resolve(res.statusCode));
    }).once('error', reject);
  });

const gone = async (pids: number[]): Promise<void> => {
  while (pids.some(isThere)) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('a tool of several web processes', () => {
  let dir: string;
  let started: Several[];

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'several-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  beforeEach(() => {
    started = [];
  });
  afterEach(async () => {
    for (const { pid, ended } of started) {
      if (isThere(pid)) process.kill(pid, 'SIGKILL');
      await ended;
    }
  });

  const start = (settings: Record<string, string>): Several => {
    const tool = startSeveral({ DATA_DIR: path.join(dir, 'data'), ...settings });
    started.push(tool);
    return tool;
  };
  /** Two that serve, and their address. */
  async function startTwo(settings: Record<string, string> = {}) {
    const port = String(await freePort());
    const tool = start({ PORT: port, ...settings });
    const pids = [await tool.serving(1), await tool.serving(2)] as const;
    return { tool, pids, url: `http://127.0.0.1:${port}` };
  }

  it('serves by all, tells the figures of each whichever is scraped, and replaces one that is killed', async () => {
    const { tool, pids, url } = await startTwo();
    for (let i = 0; i < 12; i++) expect(await ask(`${url}/healthz`)).toBe(200);
    expect(await ask(`${url}/readyz`)).toBe(200);
    for (let scrape = 0; scrape < 2; scrape++) {
      const figures = await tool.figures(url);
      const counts = ['1', '2'].map((number) =>
        figures.get(
          `http_request_duration_seconds_count{method="GET",route="/healthz",status="200",process="${number}"}`,
        ),
      );
      expect(counts).toEqual([6, 6]);
      for (const number of ['first', '1', '2'])
        expect(figures.get(`process_resident_memory_bytes{process="${number}"}`)).toBeGreaterThan(10_000_000);
      expect(figures.get('chuyen_de_statements')).toBe(0);
    }

    // And goes on by the other when one is killed, and starts another in its place.
    process.kill(pids[0], 'SIGKILL');
    await gone([pids[0]]);
    const statuses: (number | undefined)[] = [];
    const next = tool.serving(1, 2);
    // One may have been on its way to the process that died.
    for (let i = 0; i < 4; i++) statuses.push(await ask(`${url}/readyz`).catch(() => undefined));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(3);
    expect(await next).not.toBe(pids[0]);
    for (let i = 0; i < 4; i++) expect(await ask(`${url}/readyz`)).toBe(200);
  });

  it('ends a connection that one was being given when it was killed, so that its visitor asks again', async () => {
    const { pids, url } = await startTwo();
    // Stands still before it says that it has taken the next connection, and is killed so.
    process.kill(pids[0], 'SIGSTOP');
    const asked = [1, 2, 3, 4].map(() => ask(`${url}/healthz`));
    let answered = 0;
    await new Promise<void>((resolve) => {
      const count = (): void => {
        if (++answered === 3) resolve();
      };
      for (const one of asked) one.then(count, () => undefined);
    });
    process.kill(pids[0], 'SIGKILL');
    const faults = (await Promise.allSettled(asked)).flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as NodeJS.ErrnoException).code] : [],
    );
    expect(faults).toEqual(['ECONNRESET']);
    expect(await ask(`${url}/healthz`)).toBe(200);
  });

  it.each([
    ['the first alone is told, as a supervisor does', (pid: number) => process.kill(pid, 'SIGTERM')],
    ['every process is told, as systemd and terminals do', (pid: number) => process.kill(-pid, 'SIGINT')],
  ])('ends whole and in order when %s', async (_, tell) => {
    const { tool, pids } = await startTwo();
    tell(tool.pid);
    expect(await tool.ended).toBe(0);
    expect(pids.filter(isThere)).toEqual([]);
    expect(tool.errors()).toBe('');
  });

  it('ends whole when the first process, which has the store, is killed, and starts again on the same data', async () => {
    const { tool, pids } = await startTwo();
    process.kill(tool.pid, 'SIGKILL');
    await gone([...pids]);
    await tool.ended;
    expect(tool.errors()).toContain('the first process is gone, and process 1 ends with it');
    const { url } = await startTwo();
    expect(await ask(`${url}/readyz`)).toBe(200);
    const other = start({});
    expect(await other.ended).toBe(1);
    expect(other.errors()).toMatch(/^Chuyên Đề cannot start: .* is in use by process \d+: stop the other/);
  });

  describe('that cannot start', () => {
    let other: Server;
    beforeAll(async () => {
      other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
    });
    afterAll(() => new Promise((resolve) => other.close(resolve)));

    it('says once which port is taken', async () => {
      const { port } = other.address() as AddressInfo;
      const tool = start({ PORT: String(port), DATA_DIR: path.join(dir, 'other') });
      expect(await tool.ended).toBe(1);
      expect(tool.errors()).toBe(
        `Chuyên Đề cannot start: port ${port} is taken by another process: set PORT to a free one\n`,
      );
    });

    it('says once that the secret is another one', async () => {
      const DATA_DIR = path.join(dir, 'sealed');
      const { tool } = await startTwo({ DATA_DIR });
      process.kill(tool.pid, 'SIGTERM');
      expect(await tool.ended).toBe(0);
      const other = start({ DATA_DIR, APP_SECRET: 'another secret of thirty-two bytes' });
      expect(await other.ended).toBe(1);
      expect(other.errors()).toMatch(/^Chuyên Đề cannot start: APP_SECRET is not the one .*\n$/);
    });

    it('refuses a number of processes that is none', async () => {
      const tool = start({ WEB_CONCURRENCY: 'many' });
      expect(await tool.ended).toBe(1);
      expect(tool.errors()).toContain('WEB_CONCURRENCY: has to be a whole number from 1 to 64');
    });
  });
});
