import { rm } from 'node:fs/promises';
import { changeOneQuestion, writeBankContent } from './bank-content.ts';
import { openBrowser } from './browser.ts';
import { enter, launch, open } from './learner.ts';
import { measure, type LoadOptions } from './measure.ts';
import { cpuFigures, memoryFigure, printFailures, printTable, round, stepFigure } from './report.ts';
import { EXAM, onStage, type StageOptions } from './stage.ts';

interface BankOptions extends LoadOptions {
  questions: number;
}

/** How soon exams start whose questions are drawn from a large bank, what that takes of memory, and the bank's import. */
export async function benchBank(options: StageOptions, load: BankOptions): Promise<object> {
  const { questions } = load;
  const content = await writeBankContent(questions, EXAM);
  const begun = performance.now();
  let importSeconds = 0;
  let firstMs = 0;
  let importAgainSeconds = 0;
  const run = await onStage({ ...options, content }, load.concurrency, async (stage) => {
    importSeconds = (performance.now() - begun) / 1000;
    const { pool, platform, tool } = stage;
    const arrive = async (subject: string) => {
      const browser = openBrowser(pool);
      const code = await launch(browser, subject, { platform, toolUrl: tool.url });
      await enter(browser, code, EXAM);
      return () => open(browser, EXAM, `bench-${subject.padStart(8, '0')}`);
    };
    const startFirst = await arrive('first');
    const before = performance.now();
    await startFirst();
    firstMs = performance.now() - before;
    const measured = await measure(stage, load, (meter) => async (number) => {
      const start = await arrive(String(number));
      await meter.time('start', start);
    });
    await changeOneQuestion(content);
    const changed = performance.now();
    await tool.admin('import', content);
    importAgainSeconds = (performance.now() - changed) / 1000;
    return measured;
  });
  await rm(content, { recursive: true });
  const { meter, seconds, memory, toolCpu, benchCpu, wholeCpuMs } = run;
  const perSecond = round(meter.count('start') / seconds);
  printTable(
    `Starts of an exam, ${questions} questions in the bank, ${load.concurrency} at a time, ${round(seconds)} s`,
    [
      { name: 'starts', value: `${perSecond}/s` },
      stepFigure(meter, 'start', 'p95 < 60 ms'),
      { name: 'the very first start', value: `${round(firstMs)} ms` },
      { name: 'import, with the start of the tool', value: `${round(importSeconds)} s` },
      { name: 'import again, one question changed', value: `${round(importAgainSeconds)} s` },
      memoryFigure(memory),
      ...cpuFigures(run, perSecond),
    ],
  );
  printFailures(meter.failures());
  const start = meter.percentiles('start');
  const imports = { importSeconds, importAgainSeconds };
  return { ...load, perSecond, start, firstMs, ...imports, memory, toolCpu, benchCpu, wholeCpuMs };
}
