import type { GradebookView } from '@chuyen-de/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { LECTURER } from '../launch-claims.ts';
import { printTable, round } from '../report.ts';
import { onStage, type Stage, type StageOptions } from '../stage.ts';
import { until } from '../until.ts';
import { enterAs, PARTS, sitDown } from './sitting.ts';

const PEOPLE = 20;

interface Submitted {
  subject: string;
  closedAt: string;
}

/** How many lines of the ledger are in each state, as the lecturer sees it. */
async function ledgerStates(readLedger: () => Promise<GradebookView>): Promise<Record<string, number>> {
  const states: Record<string, number> = {};
  for (const { grade } of (await readLedger()).rows)
    if (grade) states[grade.state] = (states[grade.state] ?? 0) + 1;
  return states;
}

async function openLedger(stage: Stage): Promise<() => Promise<GradebookView>> {
  const lecturer = await enterAs(LECTURER, stage);
  return async () => JSON.parse((await lecturer.ask('ledger', 200, '/api/gradebook')).text) as GradebookView;
}

async function submitAll(stage: Stage): Promise<Submitted[]> {
  const sittings = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => sitDown(String(index + 1), stage)),
  );
  stage.platform.setDown(true);
  return Promise.all(
    sittings.map(async (sitting) => {
      for (const part of PARTS) await sitting.save(part);
      const { closedAt } = await sitting.submit();
      return { subject: sitting.subject, closedAt };
    }),
  );
}

/** The LMS is away while exams are submitted: all grades come afterwards, once, each with its own time. */
export const drillOutage = (options: StageOptions, outageSeconds: number): Promise<object> =>
  onStage(options, PEOPLE, async (stage) => {
    const { platform } = stage;
    const readLedger = await openLedger(stage);
    const submitted = await submitAll(stage);
    await sleep(outageSeconds * 1000);
    const meanwhile = await ledgerStates(readLedger);
    platform.setDown(false);
    const back = performance.now();
    const arrived = await until(() => submitted.every(({ subject }) => platform.scores.has(subject)), 300);
    const seconds = (performance.now() - back) / 1000;
    const posts = submitted.map(({ subject, closedAt }) => ({
      closedAt,
      posts: platform.scores.get(subject) ?? [],
    }));
    const ownTimes = posts.filter(({ closedAt, posts: [post] }) => post?.timestamp === closedAt).length;
    const repeated = posts.filter((entry) => entry.posts.length > 1).length;
    await sleep(1_000);
    const afterwards = await ledgerStates(readLedger);
    printTable(`The LMS away for ${outageSeconds} s while ${PEOPLE} exams were submitted`, [
      { name: 'ledger meanwhile', value: JSON.stringify(meanwhile) },
      { name: 'all grades arrived', value: arrived ? `${round(seconds)} s after its return` : 'no' },
      { name: "with the event's own time", value: `${ownTimes} of ${PEOPLE}` },
      { name: 'repeated', value: String(repeated) },
      { name: 'ledger afterwards', value: JSON.stringify(afterwards) },
    ]);
    if (
      !arrived ||
      ownTimes < PEOPLE ||
      repeated > 0 ||
      meanwhile['waiting'] !== PEOPLE ||
      afterwards['sent'] !== PEOPLE
    )
      process.exitCode = 1;
    return { people: PEOPLE, outageSeconds, meanwhile, seconds, ownTimes, repeated, afterwards };
  });
