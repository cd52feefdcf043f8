import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { failIn, startIn, tool } from './support/npm.ts';
import { matching } from './support/texts.ts';

jest.setTimeout(120_000);

/** Mounting a small disk of one's own needs a kernel that lets users do so. */
const canMount = spawnSync('bash', ['-c', `unshare -rm mount -t tmpfs none ${tmpdir()}`]).status === 0;
const onLinux = process.platform === 'linux' ? it : it.skip;

describe('surroundings that are too small or of others', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-around-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));
  const place = (name: string): string => path.join(dir, name);

  (canMount ? it.each(['100k', '900k']) : it.skip.each(['']))(
    'are said to be a full disk of %s, in a sentence',
    async (size) => {
      await mkdir(place('disk'));
      const mounted = `unshare -rm bash -c 'mount -t tmpfs -o size=${size} none ${place('disk')} && exec "$@"' bash "$@"`;
      const { code, said } = await failIn(mounted, { TMPDIR: dir, DATA_DIR: place('disk') });
      // LMDB says by itself which write it could not finish.
      const lines = said
        .split('\n')
        .filter((line) => !/Input\/output error|No space left|^Building/.test(line));
      expect({ code, lines }).toEqual({
        code: 1,
        lines: [expect.stringMatching(/^Chuyên Đề cannot start: .*(is full|has no room|no space)/)],
      });
    },
  );

  onLinux('are said to have few descriptors, and serve as many as there are', async () => {
    const started = await startIn('ulimit -n 256; exec "$@"', { TMPDIR: dir, DATA_DIR: place('store') });
    expect(started.said()).toMatch(
      /^This process may have 256 files and connections open at once: .*LimitNOFILE/m,
    );
    expect((await fetch(`${started.url}/readyz`)).status).toBe(200);
    started.kill('SIGTERM');
    await started.ended;
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? it : it.skip)('are said to be data of another user', async () => {
    const started = await tool({ TMPDIR: dir, DATA_DIR: place('store') });
    started.kill('SIGTERM');
    await started.ended;
    await chmod(dir, 0o755);
    const nobody = 65_534;
    const child = spawn(process.execPath, [path.resolve(__dirname, '../dist/main.js')], {
      uid: nobody,
      gid: nobody,
      cwd: '/',
      env: { PATH: process.env['PATH'], PORT: '0', SANDBOX_PORT: '0', DATA_DIR: place('store') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect({ code, said }).toEqual({
      code: 1,
      said: matching(
        /^Chuyên Đề cannot start: the data in .*\/store belongs to another user \(EACCES.*chown -R nobody\), or run as the other\n$/,
      ),
    });
    expect(await readdir(place('store'))).toContain('store.lmdb');
  });
});
