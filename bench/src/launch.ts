import { makeVisit } from './learner.ts';
import { measure, type LoadOptions } from './measure.ts';
import { cpuFigures, memoryFigure, printFailures, printTable, round, stepFigure } from './report.ts';
import { onStage, type StageOptions } from './stage.ts';

/** Launches per second through the guard: login, signed token, launch, until the redirect to the application. */
export async function benchLaunch(options: StageOptions, load: LoadOptions): Promise<object> {
  const measured = await onStage(options, load.concurrency, (stage) =>
    measure(stage, load, (meter) =>
      makeVisit({ pool: stage.pool, platform: stage.platform, meter, toolUrl: stage.tool.url }),
    ),
  );
  const { meter, seconds, memory, toolCpu, benchCpu, wholeCpuMs } = measured;
  const perSecond = round(meter.count('launch') / seconds);
  printTable(`Launches, ${load.concurrency} at a time, ${round(seconds)} s`, [
    { name: 'launches', value: `${perSecond}/s`, target: '400/s' },
    stepFigure(meter, 'launch'),
    memoryFigure(memory),
    ...cpuFigures(measured, perSecond),
  ]);
  printFailures(meter.failures());
  return { ...load, perSecond, launch: meter.percentiles('launch'), memory, toolCpu, benchCpu, wholeCpuMs };
}
