import { setTimeout as sleep } from 'node:timers/promises';
import { watchCpu, watchMemory, type Memory } from '../process-figures.ts';
import { printFailures, printTable, round } from '../report.ts';
import type { StageOptions } from '../stage.ts';
import { until } from '../until.ts';
import { fill, makeSource, SENDERS } from './fill.ts';
import { withRecordStore, type BenchRecordStore, type RecordStoreClient } from './record-store.ts';

/** Facts of all statements are kept together first: the first question gives the reason for it. */
const PREPARATION_LIMIT_SECONDS = 900;
const TIMES = 3;
const LOOK_EACH_MS = 20;

const ANSWERED = 'http://adlnet.gov/expapi/verbs/answered';

/** Questions that count all statements, by their query. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'all, by verb': 'aggregate?groupBy=verb',
  'by course and verb, with scores': 'aggregate?groupBy=grouping%20verb&measures=scaled',
  'by question and outcome': `aggregate?groupBy=activity%20success&measures=scaled&verb=${encodeURIComponent(ANSWERED)}`,
  'by day and course': 'aggregate?groupBy=day%20grouping',
  'by question, first attempts': 'aggregate?groupBy=activity&measures=scaled%20duration&attempts=first',
  'discrimination of questions': 'discrimination',
};

/** What keys may see: everything, or protected figures. */
const KEYS = { exact: 'all/read', protected: 'analysis/read' };

interface Asked {
  seconds: number[];
  /** Of the record store for one answer, with what others ask for meanwhile. */
  processorSeconds: number | undefined;
  /** The longest that a small request beside it had to wait, in milliseconds. */
  longestWait: number;
  memory: Memory | undefined;
  /** Why there was no answer. */
  refusal: string | undefined;
}

/** Asks for one small thing after the other until told to stop; answers how long the slowest took. */
function watchOthers({ get }: RecordStoreClient): () => Promise<number> {
  let [isOver, longest] = [false, 0];
  const watching = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await get('/xapi/statements?limit=1');
      longest = Math.max(longest, performance.now() - begun);
      await sleep(LOOK_EACH_MS);
    }
  })();
  // Whoever stops it hears of what failed; until then it must not end the process with nothing said.
  watching.catch(() => undefined);
  return async () => {
    isOver = true;
    await watching;
    return longest;
  };
}

async function ask(store: BenchRecordStore, reader: RecordStoreClient, question: string): Promise<Asked> {
  const readMemory = watchMemory(store.lrs.pid);
  const readCpu = watchCpu(store.lrs.pid);
  const stop = watchOthers(store);
  const started = performance.now();
  const seconds: number[] = [];
  let refusal: string | undefined;
  for (let i = 0; i < TIMES && refusal === undefined; i++) {
    const begun = performance.now();
    await reader.get(`/xapi/ext/${question}`).catch((error: unknown) => {
      refusal = error instanceof Error ? error.message : String(error);
    });
    seconds.push(round((performance.now() - begun) / 1000));
  }
  const longestWait = round(await stop());
  const busy = readCpu?.().process;
  const processorSeconds =
    busy === undefined ? undefined : round((busy * (performance.now() - started)) / 1000 / seconds.length);
  return { seconds, processorSeconds, longestWait, memory: readMemory?.(), refusal };
}

const shown = ({ seconds, processorSeconds, longestWait, memory, refusal }: Asked): string =>
  refusal ??
  `${seconds.join(', ')} s, ${processorSeconds ?? 'unknown'} of processor each; others waited ${longestWait} ms at most; ${Math.round(memory?.own ?? Number.NaN)} MB`;

/** Has facts prepared, and answers how long that took in seconds. */
async function prepare({ get }: RecordStoreClient): Promise<number> {
  const begun = performance.now();
  // A slow machine refuses it as too slow while there are no blocks yet, and makes them all the same.
  await get(`/xapi/ext/${QUESTIONS['all, by verb'] ?? ''}`).catch(() => undefined);
  const isReady = async (): Promise<boolean> => {
    const { preparing } = JSON.parse(await get('/xapi/ext/progress')) as { preparing: boolean };
    return !preparing;
  };
  if (!(await until(isReady, 1_000, PREPARATION_LIMIT_SECONDS)))
    throw new Error('facts were not ready in time');
  return (performance.now() - begun) / 1000;
}

/** Questions of analysts over so many statements, by keys that see everything and by those that see protected figures. */
export const benchAnalysis = (options: StageOptions, statements: number): Promise<object> =>
  withRecordStore(options, SENDERS, async (store) => {
    await fill(store, makeSource(), statements);
    const preparation = await prepare(store);
    const results: Record<string, Record<string, Asked>> = {};
    for (const [key, scopes] of Object.entries(KEYS)) {
      const reader = await store.clientFor(scopes);
      const asked: Record<string, Asked> = {};
      for (const [name, question] of Object.entries(QUESTIONS)) {
        const answered = await ask(store, reader, question);
        // At once: where the last one fails, those before it are known.
        console.error(`  ${key}: ${name}: ${shown(answered)}`);
        asked[name] = answered;
      }
      results[key] = asked;
    }
    printTable(`questions of analysts over ${statements} statements`, [
      { name: 'facts prepared', value: `${round(preparation)} s` },
      ...Object.entries(results).flatMap(([key, asked]) =>
        Object.entries(asked).map(([name, each]) => ({ name: `${key}: ${name}`, value: shown(each) })),
      ),
    ]);
    const refusals = Object.values(results).flatMap((asked) =>
      Object.values(asked).flatMap(({ refusal }) => refusal ?? []),
    );
    printFailures(new Map(refusals.map((refusal) => [refusal, 1])));
    return { statements, preparationSeconds: round(preparation), ...results };
  });
