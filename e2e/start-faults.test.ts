import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSystem } from './support/system.ts';

const main = path.resolve(__dirname, '../dist/main.js');
const admin = path.resolve(__dirname, '../dist/admin.js');

jest.setTimeout(60_000);

/** Starts the built tool with these settings alone, and waits for its end. */
function startAndFail(
  settings: Record<string, string>,
  command = [main],
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env['PATH'], PORT: '0', SANDBOX_PORT: '0', LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

describe('a tool that cannot start', () => {
  let dir: string;
  let other: Server;
  let takenPort: string;

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-start-'));
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    takenPort = String((other.address() as AddressInfo).port);
  });
  afterAll(async () => {
    await new Promise((resolve) => other.close(resolve));
    await rm(dir, { recursive: true, force: true });
  });

  it('lists every setting that is missing or malformed', async () => {
    const { code, said } = await startAndFail({ NODE_ENV: 'production', PORT: 'eighty' });
    expect(code).toBe(1);
    for (const name of ['PUBLIC_URL', 'APP_SECRET', 'DATA_DIR', 'PORT']) expect(said).toContain(`- ${name}`);
  });

  it.each(['PORT', 'SANDBOX_PORT'])('says which setting frees it from a taken %s', async (setting) => {
    const { code, said } = await startAndFail({ DATA_DIR: path.join(dir, setting), [setting]: takenPort });
    expect({ code, said }).toEqual({
      code: 1,
      said: `Chuyên Đề cannot start: port ${takenPort} is taken by another process: set ${setting} to a free one\n`,
    });
  });

  it('says why data cannot be kept where it was told to', async () => {
    const file = path.join(dir, 'file');
    await writeFile(file, '');
    const { code, said } = await startAndFail({ DATA_DIR: file });
    expect(code).toBe(1);
    expect(said).toMatch(/^Chuyên Đề cannot start: the data cannot be kept in .*\/file: EEXIST.*\n$/);
  });

  it('says the same when a command is given, in a sentence alone', async () => {
    const file = path.join(dir, 'other-file');
    await writeFile(file, '');
    const kept = await startAndFail({ DATA_DIR: file }, [admin, 'import', dir]);
    expect(kept.code).toBe(1);
    expect(kept.said).toMatch(/^the data cannot be kept in .*\/other-file: EEXIST[^\n]*\n$/);
    const restored = await startAndFail({ DATA_DIR: path.join(dir, 'new') }, [admin, 'restore', file]);
    expect(restored).toEqual({ code: 1, said: `cannot read the folder ${file}\n` });
  });

  it('leaves the data of a running tool alone', async () => {
    const system = await startSystem();
    try {
      const { code, said } = await startAndFail({ DATA_DIR: system.dataDir });
      expect(code).toBe(1);
      expect(said).toMatch(/^Chuyên Đề cannot start: .* is in use by process \d+: stop the other process/);
    } finally {
      await system.stop();
    }
  });
});
