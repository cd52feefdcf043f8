import { appendFile, readdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { copyCode } from './support/code-copy.ts';
import { start } from './support/npm.ts';

jest.setTimeout(300_000);

type Code = Awaited<ReturnType<typeof copyCode>>;

describe('a build beside a running tool', () => {
  let code: Code;
  let data: string;
  beforeEach(async () => {
    code = await copyCode();
    data = path.join(code.folder, 'data');
    expect(await code.build().ended).toBe(0);
  });
  const running: Awaited<ReturnType<typeof start>>[] = [];
  afterEach(async () => {
    for (const tool of running.splice(0)) await stop(tool);
    await code.remove();
  });

  const stop = async (tool: Awaited<ReturnType<typeof start>>) => {
    tool.kill('SIGTERM');
    await tool.ended;
  };
  async function run() {
    const command = [process.execPath, code.script('run.mjs'), 'main'];
    const tool = await start(command, { DATA_DIR: data, TMPDIR: code.folder });
    running.push(tool);
    return tool;
  }
  const changeThePages = () =>
    appendFile(path.join(code.folder, 'ui/src/main.tsx'), "\nwindow.name = 'another build';\n");
  const pageOf = async (url: string): Promise<string> => (await fetch(`${url}/app/start`)).text();

  /** The statuses that files have, each once. */
  async function statuses(url: string, files: readonly string[]): Promise<number[]> {
    const found = new Set<number>();
    for (const file of files) {
      const answer = await fetch(url + file);
      await answer.arrayBuffer();
      found.add(answer.status);
    }
    return [...found];
  }

  it('never takes a file from the pages that it serves, nor from those that are open after a new start', async () => {
    const tool = await run();
    const former = await code.assets();
    const page = await pageOf(tool.url);
    await changeThePages();
    const { child, ended } = code.build();
    while (child.exitCode === null && child.signalCode === null)
      expect(await statuses(tool.url, former)).toEqual([200]);
    expect(await ended).toBe(0);
    expect(await statuses(tool.url, former)).toEqual([200]);
    expect(await pageOf(tool.url)).toBe(page);
    await stop(tool);

    const newer = await run();
    expect(await pageOf(newer.url)).not.toBe(page);
    expect((await code.assets()).filter((file) => !former.includes(file))).not.toEqual([]);
    expect(await statuses(newer.url, [...former, ...(await code.assets())])).toEqual([200]);
  });

  it('that is killed has changed nothing, and leaves nothing after the next; what is long out of use goes', async () => {
    const dist = (...names: string[]) => path.join(code.folder, 'dist', ...names);
    const former = await code.assets();
    await changeThePages();
    const broken = code.build();
    while (!(await readdir(dist())).some((name) => name.startsWith('.building-')))
      if (broken.child.exitCode !== null) throw new Error('it was over before it could be killed');
    broken.child.kill('SIGKILL');
    await broken.ended;
    expect(await code.assets()).toEqual(former);

    expect(await code.build().ended).toBe(0);
    const now = await code.assets();
    const superseded = path.basename(former.find((file) => !now.includes(file)) ?? '');
    expect(await readdir(dist('ui/assets'))).toContain(superseded);
    const longAgo = new Date(Date.now() - 31 * 24 * 3_600_000);
    await utimes(dist('ui/assets', superseded), longAgo, longAgo);
    expect(await code.build().ended).toBe(0);
    expect(await readdir(dist('ui/assets'))).not.toContain(superseded);
    expect((await readdir(dist())).filter((name) => name.startsWith('.building-'))).toEqual([]);
  });
});
