import { readFileSync, readdirSync } from 'node:fs';
import { until } from './until.ts';

/** Linux counts processor time in hundredths of a second for user space, on every machine. @see proc(5), sysconf(_SC_CLK_TCK) */
const TICKS_PER_SECOND = 100;

/** A process that uses less of a processor than that over so long has nothing to do but look for work. */
const QUIET_SHARE = 0.04;
/** Who takes no more than this may be looking for work and finding none. */
const IDLE_SHARE = 0.15;
/** What is taken now and before are alike when they differ by no more than this. */
const STEADY = 0.9;
const QUIET_MS = 750;

/** Processor seconds of each thread of a process, by thread id. */
type ThreadTimes = Map<number, number>;

export interface CpuShares {
  /** Processors kept busy, of the processes as a whole: 1 is one processor. */
  process: number;
  /** Of several processes, the busiest. */
  mainThread: number;
  /** The busiest of the other threads: the embedded store's. */
  otherThread: number;
}

/** Time in user and system mode: fields 14 and 15, counted after the name, which may contain spaces. @see proc(5) */
function secondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function threadTimes(pids: readonly number[]): ThreadTimes {
  const times: ThreadTimes = new Map();
  for (const pid of pids)
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      try {
        times.set(Number(thread), secondsIn(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')));
      } catch {
        // A thread may end between the listing and the reading.
      }
    }
  return times;
}

/** Watches how busy processes and their threads are, from now on. Undefined where there is no /proc. */
export function watchCpu(...pids: number[]): (() => CpuShares) | undefined {
  if (process.platform !== 'linux') return undefined;
  const begun = performance.now();
  const before = threadTimes(pids);
  return () => {
    const seconds = (performance.now() - begun) / 1000;
    const shares = [...threadTimes(pids)].map(
      ([thread, time]) => [thread, (time - (before.get(thread) ?? 0)) / seconds] as const,
    );
    return {
      process: shares.reduce((sum, [, share]) => sum + share, 0),
      mainThread: Math.max(
        0,
        ...shares.filter(([thread]) => pids.includes(thread)).map(([, share]) => share),
      ),
      otherThread: Math.max(
        0,
        ...shares.filter(([thread]) => !pids.includes(thread)).map(([, share]) => share),
      ),
    };
  };
}

/**
 * Processor seconds of processes from now until they have nothing left to do: until they take next to nothing, or little
 * and no less than before, as what looks for work does on a slow machine. Undefined where there is no /proc.
 */
export function watchUntilQuiet(...pids: number[]): (() => Promise<number>) | undefined {
  if (process.platform !== 'linux') return undefined;
  const total = (): number => [...threadTimes(pids).values()].reduce((sum, time) => sum + time, 0);
  const before = total();
  return async () => {
    let last = Number.NEGATIVE_INFINITY;
    let usedBefore = 0;
    await until(() => {
      const now = total();
      const share = (now - last) / (QUIET_MS / 1000);
      const isSteady = share < IDLE_SHARE && share >= usedBefore * STEADY;
      [last, usedBefore] = [now, share];
      return Promise.resolve(share < QUIET_SHARE || isSteady);
    }, QUIET_MS);
    return last - before;
  };
}

export interface Memory {
  /** The most that was resident of the process's own memory, in MB. */
  own: number;
  /** The most that was resident at all: the pages of the program and of the mapped store as well. */
  resident: number;
}

const SAMPLE_MS = 200;

/** Watches how much memory a process holds, of several the largest, all its threads together. Undefined where there is no /proc. */
export function watchMemory(...pids: number[]): (() => Memory) | undefined {
  if (process.platform !== 'linux') return undefined;
  const readOne = (field: string, pid: number): number => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
  };
  const read = (field: string): number => Math.max(...pids.map((pid) => readOne(field, pid)));
  let own = 0;
  const sample = (): void => {
    own = Math.max(own, read('RssAnon'));
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    sample();
    return { own, resident: read('VmHWM') };
  };
}
