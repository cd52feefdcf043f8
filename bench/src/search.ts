import type { BankRows } from '@chuyen-de/contracts';
import { fill, makeMadeBank, type BenchBank } from './made-bank.ts';
import { measure, type LoadOptions } from './measure.ts';
import { cpuFigures, memoryFigure, printFailures, printTable, round, stepFigure } from './report.ts';
import { onStage, type StageOptions } from './stage.ts';

interface SearchOptions extends LoadOptions {
  questions: number;
}

/** What lecturers look for, by what it takes: everything, filters, a word that few or many have, several words. */
function looksOf({ bank }: BenchBank): Record<string, Record<string, string>> {
  const topic = bank.topics[3]?.code ?? '';
  return {
    everything: {},
    topic: { topic },
    'topic and level': { topic, level: 'understanding' },
    'level and state': { level: 'application', state: 'draft' },
    'none of a state': { state: 'issued' },
    'common word': { text: 'Đảng' },
    'rare word': { text: 'Lenin' },
    'no such word': { text: 'photosynthesis' },
    'several words': { text: 'chu nghia xa hoi' },
    'words and topic': { text: 'độc lập', topic },
    'words, topic, level, type': {
      ...{ text: 'dân chủ', topic, level: 'recall', type: 'single-choice', state: 'draft' },
    },
    'a code': { text: `${bank.code}-0777` },
  };
}

/** How soon a page of a large bank is there, by what is looked for; every fifth time the page behind it as well. */
export async function benchSearch(options: StageOptions, load: SearchOptions): Promise<object> {
  let names: string[] = [];
  const run = await onStage(options, load.concurrency, async (stage) => {
    const made = await makeMadeBank(stage, options.content);
    await fill(made, load.questions);
    const looks = Object.entries(looksOf(made));
    names = looks.map(([name]) => name);
    return measure(stage, load, (meter) => async (number) => {
      const [name, query] = looks[number % looks.length] as (typeof looks)[number];
      const look = (more: Record<string, string>) =>
        meter.time('all', () =>
          meter.time(name, async () => {
            const asked = new URLSearchParams({ ...query, ...more });
            const path = `/api/made-banks/${made.bank.code}/questions?${asked.toString()}`;
            return JSON.parse((await made.lecturer.ask(name, 200, path)).text) as BankRows;
          }),
        );
      const { next } = await look({});
      if (next !== null && number % 5 === 0) await look({ after: next });
    });
  });
  const { meter, seconds, memory, toolCpu, benchCpu, wholeCpuMs } = run;
  const perSecond = round(meter.count('all') / seconds);
  printTable(`Search in a bank of ${load.questions} questions, ${load.concurrency} at a time`, [
    { name: 'looks', value: `${perSecond}/s` },
    stepFigure(meter, 'all', 'p95 < 100 ms'),
    ...names.map((name) => stepFigure(meter, name)),
    memoryFigure(memory),
    ...cpuFigures(run, perSecond),
  ]);
  printFailures(meter.failures());
  const each = Object.fromEntries(names.map((name) => [name, meter.percentiles(name)]));
  return { ...load, perSecond, all: meter.percentiles('all'), each, memory, toolCpu, benchCpu, wholeCpuMs };
}
