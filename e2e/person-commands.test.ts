import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { sitExam } from './support/exam-pages.ts';
import { admin, failIn } from './support/npm.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { canMount, withFullDisk } from './support/small-disk.ts';
import { setStage } from './support/stage.ts';
import { verbsTold } from './support/statements.ts';
import { matching } from './support/texts.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const EXAMS = /\/(exams|attempts|questions)\//;
const NAME = 'Nguyễn Thị An';

jest.setTimeout(240_000);

describeWithBrowser('commands about a person who sat an exam', () => {
  const stage = setStage(PHONE);
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-person-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  const place = (name: string): string => path.join(dir, name);
  const command = (...words: string[]) => admin(words, { TMPDIR: dir, DATA_DIR: stage.system.dataDir });
  const find = async (text: string) => (await command('person', 'find', text)).said;

  /** Everything in the store, as a dump has it. */
  async function dumped(name: string): Promise<Buffer> {
    expect((await command('dump', place(name))).code).toBe(0);
    const files = await readdir(place(name), { recursive: true, withFileTypes: true });
    const contents = files
      .filter((file) => file.isFile())
      .map((file) => readFile(path.join(file.parentPath, file.name)));
    return Buffer.concat(await Promise.all(contents));
  }

  it('find them, hand out what is held, count, and let it go', async () => {
    const { system, course } = stage;
    await enterAs(course, system.sandboxUrl, NAME);
    await sitExam(await openActivity(course, EXAM));
    await verbsTold(system, EXAMS, 'failed');

    const found = await find(NAME);
    expect(found.trim().split('\n')).toHaveLength(1);
    const id = found.split('\t')[0] ?? '';
    expect(await find('nobody of this name')).toBe('');

    const exported = await command('person', 'export', id, place('an.json'));
    expect(exported).toMatchObject({ code: 0, last: place('an.json') });
    expect((await stat(place('an.json'))).mode & 0o777).toBe(0o600);
    const held = await readFile(place('an.json'), 'utf8');
    expect(() => JSON.parse(held) as unknown).not.toThrow();
    for (const part of [NAME, 'KT-CUOI-KHOA', 'verbs/completed']) expect(held).toContain(part);
    const again = await command('person', 'export', id, place('an.json'));
    expect(again).toMatchObject({ code: 1, said: matching(/^cannot write .*an\.json: /) });
    // The audit knows of the one file that there is.
    expect((await readFile(place('an.json'), 'utf8')).includes('person-handed-out')).toBe(false);
    expect((await command('person', 'export', id, place('twice.json'))).code).toBe(0);
    const handedOut = (await readFile(place('twice.json'), 'utf8')).match(/person-handed-out/g);
    expect(handedOut).toHaveLength(1);

    expect(await command('retention', '--results', '1')).toMatchObject({
      code: 0,
      said: matching(/^results\t0 would go\tbefore \d{4}-/),
    });
    for (const words of [['--results', '0'], ['--names', 'soon'], []])
      expect((await command('retention', ...words)).code).toBe(1);
    expect(await command('person', 'forget', id)).toMatchObject({ code: 1, said: matching(/--reason/) });
    const unknown = await command('person', 'forget', 'nobody', '--reason', 'x');
    expect(unknown).toMatchObject({ code: 1, said: matching(/^nobody has the id nobody/) });
    const dry = await command('person', 'forget', id, '--reason', 'request of 2 March', '--dry-run');
    expect(dry).toMatchObject({ code: 0, said: matching(new RegExp(`^${id}\t`)) });
    expect(await find(NAME)).toBe(found);
    expect((await dumped('before')).includes(NAME)).toBe(true);

    const gone = await command('person', 'forget', id, '--reason', 'request of 2 March');
    expect(gone).toMatchObject({ code: 0, said: matching(new RegExp(`^${id}\n`)) });
    expect(await find(NAME)).toBe('');
    const after = await dumped('after');
    expect(after.includes(NAME)).toBe(false);
    // The result stays, for nobody.
    expect(after.includes('request of 2 March')).toBe(true);
    expect((await command('person', 'export', id, place('rest.json'))).code).toBe(0);
    const rest = await readFile(place('rest.json'), 'utf8');
    expect(rest).toContain('KT-CUOI-KHOA');
    expect(rest).not.toContain(NAME);
    const kept = (await verbsTold(system, EXAMS, 'completed'))['completed'];
    expect(kept).toBeGreaterThanOrEqual(1);
  });

  (canMount ? it : it.skip)('hand out nothing in part where the disk is full', async () => {
    const { system, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Trần Văn Bình');
    await openActivity(course, EXAM).then((exam) => exam.getByRole('heading', { name: EXAM }).waitFor());
    const id = (await find('Trần Văn Bình')).split('\t')[0] ?? '';
    await mkdir(place('disk'));
    const words = ['person', 'export', id, path.join(place('disk'), 'binh.json')];
    const env = { TMPDIR: dir, DATA_DIR: system.dataDir };
    const exported = await failIn(withFullDisk(place('disk')), env, words);
    expect(exported).toMatchObject({ code: 1, said: matching(/^cannot write .*binh\.json: ENOSPC[^\n]*$/) });
  });
});
