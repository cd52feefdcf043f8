import { makeMeter, type Meter } from './meter.ts';
import { watchCpu, watchMemory, type CpuShares, type Memory } from './process-figures.ts';
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
}

/** Runs a load against the stage's tool and watches what it costs the tool and the bench itself. */
export async function measure(
  { tool }: Stage,
  load: LoadOptions,
  makeJourney: (meter: Meter) => (number: number) => Promise<void>,
): Promise<Measured> {
  const meter = makeMeter();
  const readMemory = watchMemory(tool.pid);
  let readTool: ReturnType<typeof watchCpu>;
  let readBench: ReturnType<typeof watchCpu>;
  let toolCpu: CpuShares | undefined;
  let benchCpu: CpuShares | undefined;
  const seconds = await runLoad({
    ...load,
    meter,
    journey: makeJourney(meter),
    onMeasure: (moment) => {
      if (moment === 'begin') {
        readTool = watchCpu(tool.pid);
        readBench = watchCpu(process.pid);
      } else {
        toolCpu = readTool?.();
        benchCpu = readBench?.();
      }
    },
  });
  return { meter, seconds, memory: readMemory?.(), toolCpu, benchCpu };
}
