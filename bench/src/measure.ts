import { makeMeter, type Meter } from './meter.ts';
import { watchCpu, watchMemory, watchUntilQuiet, type CpuShares, type Memory } from './process-figures.ts';
import { runLoad } from './run-load.ts';
import type { Stage } from './stage.ts';

export interface LoadOptions {
  concurrency: number;
  warmUpSeconds: number;
  seconds: number;
}

export interface Measured {
  meter: Meter;
  seconds: number;
  memory: Memory | undefined;
  toolCpu: CpuShares | undefined;
  benchCpu: CpuShares | undefined;
  /** Processor milliseconds of the tool for each journey, with all that follows from it after its end. */
  wholeCpuMs: number | undefined;
}

/** Runs a load against the stage's tool and watches what it costs the tool and the bench itself. */
export async function measure(
  { tool }: Stage,
  load: LoadOptions,
  makeJourney: (meter: Meter) => (number: number) => Promise<void>,
): Promise<Measured> {
  const meter = makeMeter();
  const pids = [tool.pid, ...(await tool.webPids())];
  const readMemory = watchMemory(...pids);
  let readTool: ReturnType<typeof watchCpu>;
  let readBench: ReturnType<typeof watchCpu>;
  let toolCpu: CpuShares | undefined;
  let benchCpu: CpuShares | undefined;
  let readWhole: ReturnType<typeof watchUntilQuiet>;
  let journeys = 0;
  const journey = makeJourney(meter);
  const seconds = await runLoad({
    ...load,
    meter,
    journey: async (number) => {
      await journey(number);
      if (readWhole) journeys += 1;
    },
    onMeasure: (moment) => {
      if (moment === 'begin') {
        readWhole = watchUntilQuiet(...pids);
        readTool = watchCpu(...pids);
        readBench = watchCpu(process.pid);
      } else {
        toolCpu = readTool?.();
        benchCpu = readBench?.();
      }
    },
  });
  const wholeSeconds = await readWhole?.();
  const wholeCpuMs = wholeSeconds && (wholeSeconds * 1000) / journeys;
  return { meter, seconds, memory: readMemory?.(), toolCpu, benchCpu, wholeCpuMs };
}
