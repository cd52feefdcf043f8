import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { AggregateAnswer } from '@chuyen-de/contracts';
import type { XapiStatement } from '@chuyen-de/xapi';
import { ANSWERED, PASSED } from './analysis-store.ts';
import { meanOf, recount, whoDid } from './recount.ts';
import { openSchoolYear, type SchoolYear } from './school-year.ts';

const GUIDE = path.resolve(__dirname, '../../docs/analysts.md');
const LEARNERS = Number(process.env['RECIPE_LEARNERS'] ?? 60);
const FAILED = 'http://adlnet.gov/expapi/verbs/failed';

const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
/** A recipe whose program this machine does not have is skipped by name, not passed. */
const itWith = (program: string, ...args: string[]) => (has(program, ...args) ? it : it.skip);
const itWithCurl = itWith('curl', '--version');
const itWithPandas = itWith('python3', '-c', 'import pandas, requests');
const itWithR = itWith('Rscript', '-e', 'library(jsonlite)');

let year: SchoolYear;
let folder: string;
let guide: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'recipes-'));
  guide = await readFile(GUIDE, 'utf8');
  year = await openSchoolYear(LEARNERS);
}, 600_000);
afterAll(async () => {
  await year.close();
  await rm(folder, { recursive: true, force: true });
});

/** The recipes of the guide in a language, in their order. */
const recipes = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text!);

/** The one that contains a text. */
function recipe(language: string, containing: string): string {
  const found = recipes(language).filter((text) => text.includes(containing));
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** Runs a recipe as it stands, with this store and its key. */
async function run(program: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], KEY: year.key, SECRET: year.secret, STORE: year.base },
    maxBuffer: 1e8,
  });
  return stdout;
}

const shell = (text: string): Promise<string> =>
  run('sh', [
    '-ec',
    text
      .replaceAll('KEY:SECRET', `${year.key}:${year.secret}`)
      .replaceAll('http://127.0.0.1:3000', year.base),
  ]);

/** What a program computed, handed over behind what the recipe prints. */
const handedOver = (output: string): unknown => JSON.parse(output.split('@@').at(-1)!);

const of = (...verbs: string[]): XapiStatement[] =>
  year.statements.filter(({ verb }) => verbs.includes(verb.id));

/** Holds an answer to the recount: the same rows, no fewer, and in them the same figures. */
function expectRecounted(answer: AggregateAnswer, statements: readonly XapiStatement[]): void {
  const counted = recount(statements, answer.groupBy, year.statements);
  expect(answer.truncated).toBe(false);
  const rows = new Map(
    answer.rows.map((row) => [JSON.stringify(answer.groupBy.map((name) => row.key[name])), row]),
  );
  expect([...rows.keys()].sort()).toEqual([...counted.keys()].sort());
  for (const [key, { count, learners, scaled }] of counted) {
    const row = rows.get(key)!;
    expect([key, row.count, row.learners]).toEqual([key, count, learners]);
    if (row.scaled === undefined || scaled.length === 0) continue;
    expect(row.scaled).toMatchObject({
      n: scaled.length,
      min: Math.min(...scaled),
      max: Math.max(...scaled),
      mean: expect.closeTo(meanOf(scaled), 3) as number,
    });
  }
}

describe('the recipes of the guide for analysts', () => {
  itWithCurl('count what was done, and by how many', async () => {
    const answer = JSON.parse(await shell(recipe('sh', 'groupBy=verb'))) as AggregateAnswer;
    expectRecounted(answer, year.statements);
    expect(answer.total).toMatchObject({ count: year.statements.length, learners: LEARNERS });
  });

  itWithCurl('tell who passes which exam', async () => {
    const answer = JSON.parse(await shell(recipe('sh', '"measures"'))) as AggregateAnswer;
    expect(answer.rows.length).toBeGreaterThan(1);
    expectRecounted(answer, of(PASSED, FAILED));
  });

  it('group by what the table names', async () => {
    const lines = guide.split('\n');
    const first = lines.findIndex((line) => /^\| question\s+\| filter/.test(line));
    const rows = lines.slice(
      first + 2,
      lines.findIndex((line, i) => i > first && !line.startsWith('|')),
    );
    const verbs: Record<string, string> = Object.fromEntries(
      year.statements.map(({ verb }) => [verb.id.split('/').at(-1)!, verb.id]),
    );
    const asked = rows.map((row) => {
      const [, , filter = '', groupBy = '', measures = ''] = row.split('|');
      const words = (cell: string) =>
        [...cell.replace(/\(.*\)/, '').matchAll(/`(\w+)`/g)].map(([, word]) => word!);
      const named = /`verb` ([\w, ]+)/.exec(filter)?.[1]?.split(/, */) ?? [];
      return {
        groupBy: words(groupBy),
        measures: words(measures),
        filter: named.flatMap((name) => verbs[name.trim()] ?? []),
      };
    });
    expect(asked.length).toBeGreaterThan(4);
    for (const { groupBy, measures, filter } of asked) {
      const response = await fetch(`${year.base}/xapi/ext/aggregate`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${year.key}:${year.secret}`)}` },
        body: JSON.stringify({
          groupBy,
          measures,
          limit: 5000,
          filter: filter.length > 0 ? { verb: filter } : {},
        }),
      });
      const answer = (await response.json()) as AggregateAnswer;
      expectRecounted(answer, filter.length > 0 ? of(...filter) : year.statements);
    }
  });

  itWithCurl('fetch a file that Excel reads', async () => {
    await shell(recipe('sh', '-o answers.csv'));
    const text = await readFile(path.join(folder, 'answers.csv'), 'utf8');
    const [heading = '', ...lines] = text.trimEnd().split('\r\n');
    const columns = heading.slice(1).split(';');
    expect(heading).toMatch(/^\uFEFFid;timestamp;/);
    const answers = of(ANSWERED);
    expect(lines).toHaveLength(answers.length);
    const rows = new Map(
      lines.map((line) => [line.split(';')[0], line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)]),
    );
    for (const { id, result, timestamp } of answers) {
      const row = rows.get(id)!;
      const cell = (name: string) => row[columns.indexOf(name)];
      expect(cell('score_scaled')).toBe(String(result!.score!.scaled));
      expect(cell('success')).toBe(String(result!.success));
      const [day, time] = new Date(Date.parse(timestamp) + 7 * 3_600_000).toISOString().split('T');
      expect(cell('timestamp')).toBe(`${day!.split('-').reverse().join('/')} ${time!.slice(0, 8)}`);
    }
  });

  const byTopic = () => {
    const topicOf = ({ context }: XapiStatement) => context!.contextActivities!.other![0]!.id;
    return [...new Set(of(ANSWERED).map(topicOf))].sort().map((topic) => {
      const answers = of(ANSWERED).filter((each) => topicOf(each) === topic);
      return {
        topic,
        n: answers.length,
        facility: meanOf(answers.map(({ result }) => Number(result!.success))),
      };
    });
  };

  itWithPandas('compute the facility of questions in Python, with no answer lost', async () => {
    const [script] = recipes('python');
    const more =
      "\nimport json\nprint('@@' + json.dumps([items.reset_index().to_dict('records'), topics.reset_index().to_dict('records')]))";
    const [items, topics] = handedOver(await run('python3', ['-c', script! + more])) as [
      { activity: string; n: number; people: number; facility: number }[],
      { topic: string; n: number; facility: number }[],
    ];
    const counted = recount(of(ANSWERED), ['activity'], year.statements);
    expect(items).toHaveLength(counted.size);
    for (const { activity, n, people } of items)
      expect(counted.get(JSON.stringify([activity]))).toMatchObject({
        count: n,
        learners: people,
        scaled: { length: n },
      });
    for (const { activity, facility } of items)
      expect(facility).toBeCloseTo(meanOf(counted.get(JSON.stringify([activity]))!.scaled), 9);
    expect(topics).toEqual(
      byTopic().map((row) => ({ ...row, facility: expect.closeTo(row.facility, 9) as number })),
    );
  });

  itWithR('compute the facility by topic in R', async () => {
    const [script] = recipes('r');
    const output = await run('Rscript', [
      '-e',
      `${script!}\ncat("@@", jsonlite::toJSON(topics, digits = 12))`,
    ]);
    expect(handedOver(output)).toEqual(
      byTopic().map((row) => ({ ...row, facility: expect.closeTo(row.facility, 9) as number })),
    );
  });

  it('count first attempts, and those that ran out of time, from the columns', async () => {
    const response = await fetch(
      `${year.base}/xapi/ext/export?format=csv&verb=${encodeURIComponent(ANSWERED)}&columns=registration,attempt_number,ended_by,learner,course`,
      { headers: { authorization: `Basic ${btoa(`${year.key}:${year.secret}`)}` } },
    );
    const rows = (await response.text()).trimEnd().split('\r\n').slice(1);
    const cells = rows.map((row) => row.split(','));
    const ends = new Map(
      year.statements
        .filter(({ verb }) => verb.id.endsWith('/completed'))
        .map(({ context }) => [context!.registration, context!.extensions]),
    );
    const firsts = new Map<string, string>();
    for (const statement of of('http://activitystrea.ms/schema/1.0/start'))
      firsts.set(whoDid(statement), firsts.get(whoDid(statement)) ?? statement.context!.registration!);
    const first = new Set(firsts.values());
    for (const [registration = '', number, endedBy] of cells) {
      expect([registration, number === '1']).toEqual([registration, first.has(registration)]);
      expect(Object.values(ends.get(registration)!)).toContain(endedBy);
    }
    expect(new Set(cells.map(([, , endedBy]) => endedBy))).toEqual(new Set(['learner', 'time']));
    expect(new Set(cells.map(([, , , , course]) => course)).size).toBe(3);
  });
});
