import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Meter } from './meter.ts';
import type { CpuShares, Memory } from './process-figures.ts';

/** A line of the report: what, how much, and the target where there is one. */
export interface Figure {
  name: string;
  value: string;
  target?: string;
}

/** Three digits are what a machine can tell. */
export const round = (value: number): number => Number(value.toPrecision(3));

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** How long a step took: median, 95th and 99th percentile. */
export function stepFigure(meter: Meter, step: string, target?: string): Figure {
  const { p50, p95, p99 } = meter.percentiles(step);
  const value = `p50 ${round(p50)} ms, p95 ${round(p95)} ms, p99 ${round(p99)} ms`;
  return { name: `${step}, time`, value, ...(target !== undefined && { target }) };
}

export const memoryFigure = (memory: Memory | undefined): Figure => ({
  name: 'memory of the tool, peak',
  value: memory
    ? `${Math.round(memory.own)} MB, with mapped files ${Math.round(memory.resident)} MB`
    : 'not known on this system',
  target: '< 350 MB',
});

interface Processors {
  toolCpu: CpuShares | undefined;
  benchCpu: CpuShares | undefined;
  wholeCpuMs: number | undefined;
}

/** How busy the processors were: 100 % is one of them. What one piece of work takes does not depend on others' load. */
export function cpuFigures(
  { toolCpu: tool, benchCpu: bench, wholeCpuMs }: Processors,
  perSecond: number,
): Figure[] {
  if (!tool || !bench || wholeCpuMs === undefined) return [];
  const threads = `main thread ${percent(tool.mainThread)}, busiest other ${percent(tool.otherThread)}`;
  const each = (shares: CpuShares): string => `${round((shares.process / perSecond) * 1000)} ms each`;
  return [
    { name: 'processor, tool', value: `${percent(tool.process)} (${threads}), ${each(tool)}` },
    { name: 'processor, with what follows', value: `${round(wholeCpuMs)} ms each` },
    { name: 'processor, bench', value: `${percent(bench.process)}, ${each(bench)}` },
  ];
}

const machine = () => ({
  processors: os.availableParallelism(),
  model: os.cpus()[0]?.model.trim() ?? 'unknown',
  memoryGb: Math.round(os.totalmem() / 1024 ** 3),
  node: process.version,
  platform: `${os.platform()} ${os.release()}`,
});

/** Prints a compact table. */
export function printTable(title: string, figures: Figure[]): void {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const lines = figures.map(
    ({ name, value, target }) =>
      `  ${name.padEnd(width)}  ${value}${target === undefined ? '' : `   (target ${target})`}`,
  );
  console.log([title, ...lines, ''].join('\n'));
}

/** Prints what went wrong, and lets the program end with 1 when anything did. */
export function printFailures(failures: ReadonlyMap<string, number>): void {
  if (failures.size === 0) return;
  console.log('Failures');
  for (const [message, count] of failures) console.log(`  ${count} × ${message}`);
  process.exitCode = 1;
}

/** Writes results with the machine's size, for the record. */
export function writeResults(folder: string, name: string, results: object): void {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.json`);
  const record = { bench: name, at: new Date().toISOString(), machine: machine(), results };
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
  console.log(`Written to ${file}`);
}
