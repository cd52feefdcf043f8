import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matching } from './support/texts.ts';

/** Code as a school puts it on a machine: no packages of the build, and what is built, or not. */
describe('a process of code that cannot be built where it is', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'chuyen-de-code-'));
    await cp(path.resolve(__dirname, '../scripts'), path.join(root, 'scripts'), { recursive: true });
    await writeFile(path.join(root, 'package.json'), '{"type":"module"}');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const buildAs = async (text: string, time: Date): Promise<void> => {
    await mkdir(path.join(root, 'dist'));
    for (const name of ['main.js', 'lrs.js', 'admin.js', '.built']) {
      await writeFile(
        path.join(root, 'dist', name),
        name === '.built' ? '' : `process.stdout.write(${JSON.stringify(text)} + process.argv[2])`,
      );
      await utimes(path.join(root, 'dist', name), time, time);
    }
  };
  const run = (name: string) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(root, 'scripts/run.mjs'), name, 'argument'],
      { encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  };

  it.each(['main', 'lrs', 'admin'])('runs what is built of %s, without its sources', async (name) => {
    await buildAs('built ', new Date(Date.now() + 60_000));
    expect(run(name)).toEqual({ status: 0, stdout: 'built argument', stderr: '' });
  });

  it.each(['main', 'lrs'])('runs what is built of %s beside newer sources, and says so', async (name) => {
    await buildAs('older ', new Date(0));
    expect(run(name)).toEqual({
      status: 0,
      stdout: 'older argument',
      stderr:
        'The sources are newer than dist/, but the packages of the build are not installed: running what is built.\n',
    });
  });

  it('is not older for a list of packages that npm wrote anew, but for other packages', async () => {
    await buildAs('built ', new Date(Date.now() + 60_000));
    const packages = '{"packages":{}}';
    const mark = createHash('sha256').update(packages).digest('hex');
    await writeFile(path.join(root, 'dist/.built'), mark);
    await utimes(path.join(root, 'dist/.built'), new Date(), new Date(Date.now() + 60_000));
    const list = path.join(root, 'package-lock.json');
    await writeFile(list, packages);
    await utimes(list, new Date(), new Date(Date.now() + 120_000));
    expect(run('main').stderr).toBe('');
    await writeFile(list, '{"packages":{"one":{}}}');
    await utimes(list, new Date(), new Date(0));
    expect(run('main').stderr).toContain('running what is built');
  });

  it('never builds for a command, which may run beside a tool', async () => {
    await buildAs('older ', new Date(0));
    expect(run('admin')).toEqual({ status: 0, stdout: 'older argument', stderr: '' });
  });

  it.each([
    ['main', /^Nothing is built, and the packages of the build are not installed\. .*npm run build\n$/],
    ['lrs', /^Nothing is built, and the packages of the build are not installed\. .*npm run build\n$/],
    ['admin', /^Nothing is built yet: npm run build\n$/],
  ])('says in a sentence that nothing is built of %s', (name, sentence) => {
    expect(run(name)).toEqual({ status: 1, stdout: '', stderr: matching(sentence) });
  });
});
