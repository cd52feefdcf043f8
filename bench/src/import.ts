import type { FoundQuestions } from '@chuyen-de/contracts';
import { confirm, fill, makeMadeBank, readFile, type BenchBank } from './made-bank.ts';
import { makeMeter } from './meter.ts';
import { watchCpu, watchMemory } from './process-figures.ts';
import { printTable, round, stepFigure } from './report.ts';
import { onStage, type Stage, type StageOptions } from './stage.ts';

interface ImportOptions {
  /** In the workbook. */
  questions: number;
  /** In the bank before. */
  there: number;
}

/** How often somebody else asks for something meanwhile. */
const OTHERS_MS = 100;

/** Notes how long others wait for a page of the bank while something is under way. */
function watchOthers({ lecturer, bank }: BenchBank) {
  const meter = makeMeter();
  meter.begin();
  let isOver = false;
  const look = async (): Promise<void> => {
    while (!isOver) {
      await meter.time('others', () => lecturer.ask('banks', 200, `/api/made-banks/${bank.code}`));
      await new Promise((resolve) => setTimeout(resolve, OTHERS_MS));
    }
  };
  const looking = look();
  return async () => {
    isOver = true;
    await looking;
    return meter;
  };
}

async function secondsOf<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begun = performance.now();
  const done = await work();
  return [done, (performance.now() - begun) / 1000];
}

async function run(stage: Stage, content: string, { questions, there }: ImportOptions) {
  const bank = await makeMadeBank(stage, content);
  await fill(bank, there);
  const file = bank.nextFile(questions);
  // What it took to fill the bank is not part of it.
  await stage.tool.kill();
  await stage.tool.restart();
  const before = watchMemory(stage.tool.pid)?.();
  const readMemory = watchMemory(stage.tool.pid);
  const readCpu = watchCpu(stage.tool.pid);
  const begun = performance.now();
  const endOthers = watchOthers(bank);
  const [read, readSeconds] = await secondsOf(() => readFile(bank, file));
  const [page, pageSeconds] = await secondsOf(() =>
    bank.lecturer.ask('found', 200, `/api/made-banks/${bank.bank.code}/imports/${read.id}/questions`),
  );
  const [, confirmSeconds] = await secondsOf(() => confirm(bank, read.id));
  const cpuSeconds = (readCpu?.().process ?? Number.NaN) * ((performance.now() - begun) / 1000);
  const others = await endOthers();
  const first = (JSON.parse(page.text) as FoundQuestions).questions.length;
  if (read.found !== questions || first === 0) throw new Error(`${read.found} questions were found`);
  const seconds = { readSeconds, pageSeconds, confirmSeconds, cpuSeconds };
  return { ...seconds, fileBytes: file.length, others, before, memory: readMemory?.() };
}

/** A workbook of many questions into a bank that has many: until each can be looked at, and until all are in it. */
export async function benchImport(options: StageOptions, load: ImportOptions): Promise<object> {
  const { others, ...told } = await onStage(options, 4, (stage) => run(stage, options.content, load));
  const { readSeconds, pageSeconds, confirmSeconds, cpuSeconds, fileBytes, before, memory } = told;
  printTable(`Import of ${load.questions} questions from Excel into a bank of ${load.there}`, [
    { name: 'size of the workbook', value: `${round(fileBytes / 1_000_000)} MB` },
    { name: 'read, compared, ready to be looked at', value: `${round(readSeconds)} s` },
    { name: 'the first page of them', value: `${round(pageSeconds * 1000)} ms` },
    { name: 'taken over into the bank', value: `${round(confirmSeconds)} s` },
    { name: 'both', value: `${round(readSeconds + confirmSeconds)} s`, target: '< 60 s' },
    { name: 'processor, tool', value: `${round(cpuSeconds)} s` },
    stepFigure(others, 'others'),
    {
      name: 'memory of the tool, peak',
      value: memory
        ? `${Math.round(memory.own)} MB, before ${Math.round(before?.own ?? 0)} MB`
        : 'not known on this system',
      target: '< 400 MB',
    },
  ]);
  return { ...load, ...told, others: others.percentiles('others') };
}
