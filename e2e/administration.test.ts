import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { admin, failToStart, start, tool } from './support/npm.ts';
import { containing, matching } from './support/texts.ts';

jest.setTimeout(120_000);

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://hoc.example.vn',
  APP_SECRET: 'the secret of a school, long enough',
  LOG_LEVEL: 'silent',
};

describe('whoever runs the tool', () => {
  let dir: string;
  /** A place of our own for what running tools note: others may run on this machine. */
  let apart: { TMPDIR: string };
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-admin-'));
    apart = { TMPDIR: dir };
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));
  const place = (name: string): string => path.join(dir, name);
  const stopped = async (started: Awaited<ReturnType<typeof tool>>): Promise<void> => {
    started.kill('SIGTERM');
    await started.ended;
  };

  it.each([
    ['npm start', ['npm', 'start']],
    ['npm run lrs', ['npm', 'run', 'lrs']],
  ])('ends the one process of %s by ending npm', async (_name, command) => {
    const started = await start(command, { ...apart, DATA_DIR: place('store') });
    expect((await fetch(`${started.url}/healthz`)).status).toBe(200);
    await stopped(started);
    await expect(fetch(`${started.url}/healthz`)).rejects.toThrow();
    // The directory is free again, and the note is gone.
    expect(await readdir(place(`chuyen-de-${process.getuid?.() ?? 0}`))).toEqual([]);
    expect((await admin(['platforms'], { DATA_DIR: place('store') })).code).toBe(0);
  });

  it('ends what a demonstration has left in the data: its LMS and its key', async () => {
    const held = { ...apart, DATA_DIR: place('store'), APP_SECRET: production.APP_SECRET };
    const shown = await tool({ ...held, SANDBOX_CLASS: 'false' });
    let printed: RegExpExecArray | null = null;
    while ((printed = /curl -u (\S+)/.exec(shown.said())) === null) await wait(50);
    const authorization = `Basic ${Buffer.from(printed[1] ?? '').toString('base64')}`;
    const read = (url: string) =>
      fetch(`${url}/xapi/statements?limit=1`, {
        headers: { authorization, 'X-Experience-API-Version': '1.0.3' },
      });
    expect((await read(shown.url)).status).toBe(200);
    const listed = async (): Promise<string> => (await admin(['platforms'], apart)).said;
    expect(await listed()).toMatch(/\tactive\t.*chuyen-de-demonstration/);
    await stopped(shown);

    const there = {
      PORT: new URL(shown.url).port,
      PUBLIC_URL: shown.url,
      LTI_ALLOW_PRIVATE_HOSTS: 'true',
    };
    const started = await tool({ ...held, ...production, ...there });
    expect((await read(started.url)).status).toBe(401);
    expect(await listed()).not.toMatch(/\tactive\t.*chuyen-de-demonstration/);
    await stopped(started);
  });

  it('gives commands beside the running tool without its settings', async () => {
    const started = await tool({ ...apart, ...production, DATA_DIR: place('store') });
    const invited = await admin(['invite'], apart);
    expect(invited).toMatchObject({ code: 0 });
    expect(invited.last).toMatch(/^https:\/\/hoc\.example\.vn\/lti\/register\?invitation=/);
    expect((await admin(['platforms'], apart)).code).toBe(0);
    // What needs the secret says so, and takes no other.
    const rotated = await admin(['rotate-keys'], apart);
    expect(rotated).toMatchObject({
      code: 1,
      said: matching(/set APP_SECRET as the tool has it/),
    });
    const wrong = await admin(['rotate-keys'], { ...apart, APP_SECRET: 'x'.repeat(40) });
    expect(wrong).toMatchObject({ code: 1, said: matching(/^APP_SECRET is not the one/) });
    expect((await admin(['rotate-keys'], { ...apart, APP_SECRET: production.APP_SECRET })).code).toBe(0);
    const second = await tool({ ...apart, DATA_DIR: place('other') });
    const unclear = await admin(['invite'], apart);
    expect(unclear).toMatchObject({ code: 1, said: containing(`DATA_DIR=${place('other')}`) });
    await stopped(second);
    started.kill('SIGKILL');
    await started.ended;
    const none = await admin(['invite'], apart);
    expect(none).toMatchObject({ code: 1, said: matching(/^No tool of this user is running/) });
  });

  const COMMANDS_ON_DATA = [
    ['invite'],
    ['platforms'],
    ['platform-on', 'x'],
    ['platform-off', 'x'],
    ['rotate-keys'],
    ['courses'],
    ['lrs-key', 'create'],
    ['lrs-key', 'list'],
    ['lrs-key', 'rotate', 'x'],
    ['lrs-key', 'revoke', 'x'],
    ['lrs-target', 'add', 'https://lrs.example/xapi', 'key'],
    ['lrs-target', 'list'],
    ['lrs-target', 'dead', 'x'],
    ['lrs-target', 'retry', 'x'],
    ['lrs-target', 'pause', 'x'],
    ['lrs-target', 'resume', 'x'],
    ['lrs-target', 'remove', 'x'],
    ['person', 'find', 'x'],
    ['person', 'export', 'x', 'NEW'],
    ['person', 'forget', 'x', '--reason', 'x', '--remove'],
    ['retention', '--results', '1', '--apply'],
    ['grant', 'x', 'author', '--reason', 'x'],
    ['revoke', 'x', '--reason', 'x'],
    ['grants'],
    ['summaries', 'rebuild'],
    ['change-secret'],
    ['change-secret', '--lost'],
    ['dump', 'NEW'],
  ];

  it.each(COMMANDS_ON_DATA.map((words): [string, string[]] => [words.join(' '), words]))(
    'makes no store by %s in a place that has none',
    async (_name, words) => {
      const wrong = place('wrong');
      const given = words.map((word) => (word === 'NEW' ? place('new') : word));
      const env = { ...apart, DATA_DIR: wrong, LRS_TARGET_SECRET: 'x', NEW_APP_SECRET: 'y'.repeat(40) };
      const { code, said } = await admin(given, env);
      expect({ code, said }).toEqual({
        code: 1,
        said: matching(/^There is no data in .*\/wrong: set DATA_DIR/),
      });
      expect(await readdir(dir)).toEqual([]);
    },
  );

  it('has no other commands but those that may make one, or need none', async () => {
    /** As the help lists them: indented by two, continued further in. */
    const listed = async (...group: string[]): Promise<string[][]> => {
      const { said } = await admin([...group, '--help'], apart);
      const names = [...said.split('Commands:')[1]!.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name!);
      return names.filter((name) => name !== 'help').map((name) => [...group, name]);
    };
    const groups = ['dossier', 'lrs-key', 'lrs-target', 'person', 'summaries'];
    const [all, ...within] = await Promise.all([listed(), ...groups.map((group) => listed(group))]);
    const alone = all.filter(([name]) => !groups.includes(name!));
    const names = [...alone, ...within.flat()].map((words) => words.join(' '));
    const tried = COMMANDS_ON_DATA.map((words) =>
      names.find((name) => `${words.join(' ')} `.startsWith(`${name} `)),
    );
    const others = ['dossier verify', 'import', 'register', 'restore'];
    expect(names.filter((name) => !tried.includes(name)).sort()).toEqual(others);
  });

  it('makes a store by register, import and restore only where told', async () => {
    const content = path.resolve(__dirname, '../content/boi-duong-ly-luan-chinh-tri');
    const imported = await admin(['import', content], { ...apart, DATA_DIR: place('told') });
    expect(imported.code).toBe(0);
    expect((await stat(place('told'))).mode & 0o777).toBe(0o700);
    expect((await admin(['dump', place('dump')], { ...apart, DATA_DIR: place('told') })).code).toBe(0);
    expect((await admin(['restore', place('dump')], { ...apart, DATA_DIR: place('back') })).code).toBe(0);
    const again = await admin(['import', content], { ...apart, DATA_DIR: place('back') });
    expect(again.said).toMatch(/^Nothing new in/);
    const refused = await admin(['restore', place('none')], { ...apart, DATA_DIR: place('new') });
    expect(refused).toMatchObject({ code: 1, said: matching(/^cannot read the folder/) });
    expect((await readdir(dir)).sort()).toEqual(['back', 'dump', 'told']);
  });

  it('says at once that a dump cannot be written where there is no place for it', async () => {
    await admin(['import', path.resolve(__dirname, '../content/boi-duong-ly-luan-chinh-tri')], {
      ...apart,
      DATA_DIR: place('store'),
    });
    const dumped = await admin(['dump', '/proc/x'], { ...apart, DATA_DIR: place('store') });
    expect(dumped).toMatchObject({
      code: 1,
      said: matching(/^the dump cannot be written: [^\n]*$/),
    });
  });

  it('takes the secret of a record store from the environment or standard input alone', async () => {
    const env = { ...apart, ...production, DATA_DIR: place('store') };
    await stopped(await tool(env));
    const add = ['lrs-target', 'add', 'https://lrs.example/xapi', 'key'];
    expect((await admin(add, env, 'of the input\n')).last).toBe('https://lrs.example/xapi');
    expect((await admin(add, { ...env, LRS_TARGET_SECRET: 'of the environment' })).code).toBe(0);
    expect(await admin(add, env)).toMatchObject({
      code: 1,
      said: matching(/set LRS_TARGET_SECRET/),
    });
    const visible = await admin([...add, 'on the line'], env);
    expect(visible).toMatchObject({
      code: 1,
      said: matching(/every user of the machine can read/),
    });
  });

  it('is told of a wrong secret, changes it, and goes on without one that is lost', async () => {
    const env = { ...apart, ...production, DATA_DIR: place('store') };
    await stopped(await tool(env));
    const other = { ...env, APP_SECRET: 'another secret of the same length' };
    const refused = await failToStart(other);
    expect(refused).toMatchObject({
      code: 1,
      said: matching(/^Chuyên Đề cannot start: APP_SECRET is not the one .*change-secret --lost$/),
    });
    const lrs = await failToStart(other, 'lrs');
    expect(lrs.said).toMatch(/^The record store cannot start: APP_SECRET is not the one/);

    const changed = await admin(['change-secret'], env, `${other.APP_SECRET}\n`);
    expect(changed.code).toBe(0);
    await stopped(await tool(other));
    expect((await failToStart(env)).code).toBe(1);

    const third = { ...env, APP_SECRET: 'the third secret is long enough, too' };
    const lost = await admin(
      ['change-secret', '--lost'],
      { ...apart, DATA_DIR: place('store') },
      third.APP_SECRET,
    );
    expect(lost).toMatchObject({ code: 0, said: containing('LMSs get new keys') });
    await stopped(await tool(third));
  });

  it('is told when the secret of a demonstration is missing, and none is made', async () => {
    const env = { ...apart, DATA_DIR: place('store') };
    await stopped(await tool(env));
    await rm(place('store/app-secret'));
    const refused = await failToStart(env);
    expect(refused.said).toMatch(/^Chuyên Đề cannot start: there is data, but no secret to it/);
    expect(await readdir(place('store'))).not.toContain('app-secret');
  });

  async function setFormat(env: Record<string, string>, format: number): Promise<void> {
    const running = await tool(env);
    const uri = `mongodb://${encodeURIComponent(place('store/mongo.sock'))}/`;
    const client = await new MongoClient(uri).connect();
    await client
      .db('chuyen-de')
      .collection<{ _id: string }>('installations')
      .updateOne({ _id: 'tool' }, { $set: { format } });
    await client.close();
    await stopped(running);
  }

  it('is told of data of a later release', async () => {
    const env = { ...apart, DATA_DIR: place('store') };
    await setFormat(env, 99);
    const refused = await failToStart(env);
    expect(refused.said).toMatch(/^Chuyên Đề cannot start: the data is of a later release \(format 99,/);
    expect((await admin(['platforms'], env)).said).toMatch(/^the data is of a later release/);
  });

  it('is told to start the tool once where data is of an earlier release, and that is all it takes', async () => {
    const env = { ...apart, DATA_DIR: place('store') };
    await setFormat(env, 1);
    expect((await admin(['platforms'], env)).said).toMatch(
      /^the data is of an earlier release: start this one/,
    );
    await stopped(await tool(env));
    expect(await admin(['platforms'], env)).toMatchObject({ code: 0 });
  });
});
