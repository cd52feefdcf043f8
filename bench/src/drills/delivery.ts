import { setTimeout as sleep } from 'node:timers/promises';
import { readStatements } from '../read-statements.ts';
import { printTable, round } from '../report.ts';
import { onStage, type Stage, type StageOptions } from '../stage.ts';
import { until } from '../until.ts';
import { openFaultyTarget, type FaultyTarget, type Mood } from './faulty-target.ts';
import { PARTS, sitDown } from './sitting.ts';

const METRICS_TOKEN = 'token of the drill for metrics';
/** People at a time, each with a pause between exams: a class, not a load. */
const PEOPLE = 4;
const PAUSE_MS = 1_000;
/** One mood after the other, over and over: mostly unwell, now and then well for a moment. */
const MOODS: readonly Mood[] = ['away', 'well', 'failing', 'throttling', 'garbage', 'answer lost'];
const UNWELL_MS = 7_000;
const WELL_MS = 1_500;

/** After minutes of failed tries the next may come up to a quarter of an hour later, and a fifth of that. */
const PATIENCE_SECONDS = 20 * 60;

interface Statement {
  id: string;
  /** As the tool names people unless it is told otherwise. */
  actor: { account: { name: string } };
}

/** Metrics whose names begin so, and their values. */
async function readMetrics({ tool }: Stage, prefix: string): Promise<Record<string, number>> {
  const reply = await fetch(`${tool.url}/metrics`, { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } });
  if (!reply.ok) throw new Error(`/metrics answered ${reply.status}`);
  const lines = (await reply.text()).split('\n').filter((line) => line.startsWith(prefix));
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', value] = line.split(' ');
      return [name.replace(/\{target="[^"]*"\}/, '').slice(prefix.length), Number(value)] as const;
    }),
  );
}

const DELIVERY = 'chuyen_de_delivery_';

async function beMoody(target: FaultyTarget, isOver: () => boolean): Promise<void> {
  for (let turn = 0; !isOver(); turn++) {
    const mood = MOODS[turn % MOODS.length] ?? 'away';
    target.setMood(mood);
    await sleep(mood === 'well' ? WELL_MS : UNWELL_MS);
  }
  target.setMood('well');
}

/** Exams one after the other until it is over; answers how many. */
async function sitExams(stage: Stage, person: number, isOver: () => boolean): Promise<number> {
  let exams = 0;
  for (; !isOver(); exams++) {
    const sitting = await sitDown(`${person + 1}${String(exams).padStart(4, '0')}`, stage);
    for (const part of PARTS) await sitting.save(part);
    await sitting.submit();
    await sleep(PAUSE_MS);
  }
  return exams;
}

/** Everything in the tool's own record store, in the order of storing. */
async function readOwn({ tool, credentials }: Stage): Promise<Statement[]> {
  const headers = {
    Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    'X-Experience-API-Version': '1.0.3',
  };
  const get = async (path: string): Promise<string> => {
    const reply = await fetch(`${tool.url}${path}`, { headers });
    if (!reply.ok) throw new Error(`the record store answered ${reply.status}`);
    return reply.text();
  };
  const all: Statement[] = [];
  for await (const statement of readStatements<Statement>(get)) all.push(statement);
  return all;
}

function idsByActor(statements: Iterable<Statement>): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, actor } of statements) {
    const { name } = actor.account;
    ids.set(name, [...(ids.get(name) ?? []), id]);
  }
  return ids;
}

/** What the target has, held against what the tool has. */
function compare(own: readonly Statement[], target: FaultyTarget) {
  const there = idsByActor(target.stored.values());
  const here = idsByActor(own);
  const known = new Set(own.map(({ id }) => id));
  return {
    statements: own.length,
    lost: own.filter(({ id }) => !target.stored.has(id)).length,
    strangers: [...target.stored.keys()].filter((id) => !known.has(id)).length,
    conflicts: target.conflicts(),
    actors: here.size,
    actorsOutOfOrder: [...here].filter(([name, ids]) => ids.join() !== there.get(name)?.join()).length,
  };
}

/** Waits until the tool owes nothing and the target has been told everything; answers whether it came to that. */
const allTold = (stage: Stage): Promise<boolean> =>
  until(
    async () => {
      const owed = await readMetrics(stage, 'chuyen_de_owed_work');
      const delivery = await readMetrics(stage, DELIVERY);
      return Object.values(owed).every((count) => count === 0) && delivery['backlog_statements'] === 0;
    },
    500,
    PATIENCE_SECONDS,
  );

async function drill(stage: Stage, target: FaultyTarget, seconds: number): Promise<object> {
  await stage.tool.admin('lrs-target', 'add', target.endpoint, 'key');
  const limit = performance.now() + seconds * 1_000;
  const isOver = (): boolean => performance.now() > limit;
  const people = Array.from({ length: PEOPLE }, (_, person) => sitExams(stage, person, isOver));
  const [exams] = await Promise.all([Promise.all(people), beMoody(target, isOver)]);
  const meanwhile = await readMetrics(stage, DELIVERY);
  const wellAt = performance.now();
  const told = await allTold(stage);
  const secondsAfter = round((performance.now() - wellAt) / 1_000);
  const found = compare(await readOwn(stage), target);
  const afterwards = await readMetrics(stage, DELIVERY);
  const sat = exams.reduce((sum, count) => sum + count, 0);
  printTable(`A record store elsewhere unwell for ${seconds} s while ${sat} exams were sat`, [
    { name: 'requests, by its mood', value: JSON.stringify(target.posts) },
    { name: 'metrics meanwhile', value: JSON.stringify(meanwhile) },
    { name: 'all told', value: told ? `${secondsAfter} s after it was well again` : 'no' },
    { name: 'statements lost', value: `${found.lost} of ${found.statements}` },
    { name: 'changed on the way, or made up', value: `${found.conflicts + found.strangers}` },
    { name: 'people out of order', value: `${found.actorsOutOfOrder} of ${found.actors}` },
    { name: 'metrics afterwards', value: JSON.stringify(afterwards) },
  ]);
  const { lost, strangers, conflicts, actorsOutOfOrder } = found;
  const faults = lost + strangers + conflicts + actorsOutOfOrder + (afterwards['dead_letters'] ?? 1);
  const sentTwice = afterwards['sent_statements_total'] !== found.statements;
  if (!told || faults > 0 || sentTwice || found.statements === 0) process.exitCode = 1;
  return { seconds, exams: sat, posts: target.posts, meanwhile, secondsAfter, ...found, afterwards };
}

/** A target away, failing, throttling and talking nonsense while exams go on: it is told everything, once, in order. */
export const drillDelivery = (options: StageOptions, seconds: number): Promise<object> =>
  onStage({ ...options, metricsToken: METRICS_TOKEN }, PEOPLE, async (stage) => {
    const target = await openFaultyTarget();
    try {
      return await drill(stage, target, seconds);
    } finally {
      target.close();
    }
  });
