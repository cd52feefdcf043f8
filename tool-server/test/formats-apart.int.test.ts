import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { FormatError, makeFormatsApart } from '../src/bank/index.ts';

const TEXT = `Câu 1. Thủ đô của nước ta là thành phố nào?
A. Huế
*B. Hà Nội
`;
const ENDLESS = Buffer.from(`${TEXT}\n`.repeat(9_000));

/** As the product is built: workspaces are bundled, packages stay outside. */
const packagesOutside: Plugin = {
  name: 'packages-outside',
  setup: (bundling) =>
    bundling.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || name.startsWith('@chuyen-de/') ? undefined : { path: name, external: true },
    ),
};

let dir: string;
let reader: URL;
beforeAll(async () => {
  // Below the workspace, where Node finds the packages that stay outside of the bundle.
  const parent = path.resolve(__dirname, '..', 'dist');
  await mkdir(parent, { recursive: true });
  dir = await mkdtemp(path.join(parent, 'test-'));
  await build({
    entryPoints: { reader: path.resolve(__dirname, '../src/bank/formats-apart.worker.ts') },
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['source'],
    plugins: [packagesOutside],
    logLevel: 'silent',
  });
  reader = pathToFileURL(path.join(dir, 'reader.mjs'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a file that is written in a thread of its own', () => {
  it('is the one that is written here', async () => {
    const { questions } = await makeFormatsApart(undefined).readQuestions(Buffer.from(TEXT));
    const [apart, here] = [makeFormatsApart(reader), makeFormatsApart(undefined)];
    for (const format of ['moodle-xml', 'aiken'] as const)
      expect(await apart.writeQuestions(format, questions, { keys: true })).toEqual(
        await here.writeQuestions(format, questions, { keys: true }),
      );
  });
});

describe('a file that is read in a thread of its own', () => {
  it('has the questions that it has when it is read here', async () => {
    const apart = await makeFormatsApart(reader).readQuestions(Buffer.from(TEXT));
    expect(apart).toEqual(await makeFormatsApart(undefined).readQuestions(Buffer.from(TEXT)));
    expect(apart.questions).toHaveLength(1);
  });

  it('is refused with the reason', async () => {
    const read = makeFormatsApart(reader).readQuestions(Buffer.from('Không có gì.'));
    await expect(read).rejects.toThrow(FormatError);
    await expect(read).rejects.toMatchObject({ code: 'not_a_question_file' });
  });

  it('keeps nobody else waiting', async () => {
    let isRead = false;
    const read = makeFormatsApart(reader)
      .readQuestions(ENDLESS)
      .then(({ questions }) => {
        isRead = true;
        return questions.length;
      });
    // Where it is read here, not one of these comes before its end.
    for (let turns = 0; turns < 100; turns += 1) await new Promise(setImmediate);
    expect(isRead).toBe(false);
    expect(await read).toBe(9_000);
  });

  it('waits for others, of whom there may be a few', async () => {
    const { readQuestions: readApart } = makeFormatsApart(reader);
    const asked = Array.from({ length: 5 }, () => readApart(Buffer.from(TEXT)));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual([...Array<string>(4).fill('fulfilled'), 'rejected']);
    expect(outcomes[4]).toMatchObject({ reason: { problem: { code: 'too_busy' } } });
    // They have gone, and there is room again.
    expect((await readApart(Buffer.from(TEXT))).questions).toHaveLength(1);
  });
});
