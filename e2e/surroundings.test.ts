import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { admin, failIn, startIn, tool } from './support/npm.ts';
import { canMount, withDisk } from './support/small-disk.ts';
import { matching } from './support/texts.ts';

jest.setTimeout(120_000);

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('surroundings that are too small or of others', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-around-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));
  const place = (name: string): string => path.join(dir, name);

  const mounted = (size: string): string => withDisk(place('disk'), size);
  // LMDB says by itself which write it could not finish, with where in its code that was.
  const ownLines = (said: string): string[] =>
    said
      .split('\n')
      .filter(
        (line) => !/^Error: |^ {2,}(at|code:)|^}|^Write error|^mdb_|No space left|^Building/.test(line),
      );

  (canMount ? it.each(['100k', '900k']) : it.skip.each(['']))(
    'are said to be a full disk of %s, in a sentence',
    async (size) => {
      await mkdir(place('disk'));
      const { code, said } = await failIn(mounted(size), { TMPDIR: dir, DATA_DIR: place('disk') });
      expect({ code, lines: ownLines(said) }).toEqual({
        code: 1,
        lines: [matching(/^Chuyên Đề cannot start: .*(is full|has no room|no space)/)],
      });
    },
  );

  const programme = path.resolve(__dirname, '../content/boi-duong-ly-luan-chinh-tri');
  (canMount ? it : it.skip)(
    'are said to be a full disk by commands too, in the middle of their work',
    async () => {
      await mkdir(place('disk'));
      const [whole, dumped, long] = [place('whole'), place('dump'), place('programme')];
      const lecture = 'topics/01-chu-nghia-mac-lenin/lecture.vi.md';
      await cp(programme, long, { recursive: true });
      await appendFile(path.join(long, lecture), `\n\n${'Một câu của bài giảng. '.repeat(40_000)}\n`);
      expect((await admin(['import', long], { TMPDIR: dir, DATA_DIR: whole })).code).toBe(0);
      expect((await admin(['dump', dumped], { TMPDIR: dir, DATA_DIR: whole })).code).toBe(0);
      for (const [words, sentence] of [
        [['import', long], /^the disk of the data has no room for that: make room/],
        [['restore', dumped], /^the disk of .*\/disk has no room for all of the dump: nothing is changed/],
      ] as const) {
        const env = { TMPDIR: dir, DATA_DIR: place('disk') };
        const { code, said } = await failIn(mounted('1200k'), env, [...words]);
        expect({ code, lines: ownLines(said) }).toEqual({ code: 1, lines: [matching(sentence)] });
      }
    },
  );

  /** Looks for something that is not there, so that each is answered from the store. */
  const LOGIN =
    '/lti/login?iss=https%3A%2F%2Fnone.example&login_hint=1&target_link_uri=https%3A%2F%2Fnone.example';

  /** Somebody who comes, if the port is open: asks for something, and has a status, unless they are turned away. */
  async function come(port: number) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    let answer = '';
    const closed = new Promise<void>((resolve) => socket.once('close', resolve));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('close', () => resolve(false));
    });
    if (!isThere) return undefined;
    return async function ask(): Promise<number | undefined> {
      socket.write(`GET ${LOGIN} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      await closed;
      return Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1]) || undefined;
    };
  }

  async function freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  }

  onLinux('are said to have few descriptors, and serve as many as there are, from the start on', async () => {
    const port = await freePort();
    const env = { TMPDIR: dir, DATA_DIR: place('store'), PORT: String(port) };
    const starting = startIn('ulimit -n 256; exec "$@"', env);
    // Everybody comes back as soon as the port is there: it is the middle of an exam.
    while ((await come(port)) === undefined);
    const visits = await Promise.all(Array.from({ length: 300 }, () => come(port)));
    const started = await starting;
    expect(started.said()).toMatch(
      /^This process may have 256 files and connections open at once: .*LimitNOFILE/m,
    );
    const staying = visits.filter((ask) => ask !== undefined);
    const answers = await Promise.all(staying.map((ask) => ask()));
    const statuses = answers.filter((status) => status !== undefined);
    started.kill('SIGTERM');
    const { said } = await started.ended;
    expect({ statuses: [...new Set(statuses)], said }).toEqual({
      statuses: [403],
      said: expect.not.stringContaining('EMFILE') as string,
    });
    expect(statuses.length).toBeGreaterThan(90);
  });

  /** Starts as somebody else, or gives a command where there are words, and is expected to fail. */
  async function failAs(
    user: number,
    dataDir: string,
    ...words: string[]
  ): Promise<{ code: number; said: string }> {
    const program = path.resolve(__dirname, '../dist', words.length > 0 ? 'admin.js' : 'main.js');
    const child = spawn(process.execPath, [program, ...words], {
      uid: user,
      gid: user,
      cwd: '/',
      env: { PATH: process.env['PATH'], PORT: '0', SANDBOX_PORT: '0', DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  }

  const NOBODY = 65_534;
  /** As containers give them: there is no name for it. */
  const NAMELESS = 54_321;
  const isRoot = process.getuid?.() === 0;
  (isRoot ? it : it.skip)('are said to be of another user: data, and the place for it', async () => {
    const started = await tool({ TMPDIR: dir, DATA_DIR: place('store') });
    started.kill('SIGTERM');
    await started.ended;
    await chmod(dir, 0o755);
    for (const [user, name] of [
      [NOBODY, 'nobody'],
      [NAMELESS, String(NAMELESS)],
    ] as const) {
      expect(await failAs(user, place('store'))).toEqual({
        code: 1,
        said: matching(
          new RegExp(
            `^Chuyên Đề cannot start: the data in .*/store belongs to another user \\(EACCES.*chown -R ${name} .*/store\\), or run as the other\n$`,
          ),
        ),
      });
      for (const words of [['platforms'], ['dump', place('dump')]])
        expect(await failAs(user, place('store'), ...words)).toEqual({
          code: 1,
          said: matching(
            new RegExp(`^the data in .*/store belongs to another user \\(EACCES.*chown -R ${name} .*\n$`),
          ),
        });
      expect(await failAs(user, place('new'))).toEqual({
        code: 1,
        said: matching(
          new RegExp(
            `^Chuyên Đề cannot start: this user may not make .*/new \\(EACCES.*install -d -m 700 -o ${name} .*/new\\).*\n$`,
          ),
        ),
      });
    }
    expect(await readdir(place('store'))).toContain('store.lmdb');
  });
});
