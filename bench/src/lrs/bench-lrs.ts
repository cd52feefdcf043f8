import type { LoadOptions } from '../measure.ts';
import { makeMeter, type Meter } from '../meter.ts';
import { watchCpu, watchMemory, type CpuShares, type Memory } from '../process-figures.ts';
import { printFailures, printTable, round, stepFigure, type Figure } from '../report.ts';
import { runLoad } from '../run-load.ts';
import type { StageOptions } from '../stage.ts';
import { fill, makeSource, SENDERS, type Source } from './fill.ts';
import { withRecordStore, type BenchRecordStore } from './record-store.ts';
import { QUERIES } from './statement-of.ts';

const BATCH = 50;
/** Of each kind, one after the other. */
const QUERY_COUNT = 200;
const WARM_UP_QUERIES = 20;
const PAGE = 100;

const TARGETS = { batches: '≥ 2500/s', single: '≥ 600/s', query: 'p95 < 30 ms' };

export interface LrsLoad extends Pick<LoadOptions, 'seconds' | 'warmUpSeconds'> {
  /** How many there are when queries and export are measured. */
  statements: number;
}

interface Rate {
  perSecond: number;
  /** Processor seconds of the record store for each statement. */
  cpuEach: number | undefined;
  meter: Meter;
}

async function measureWriting(
  { lrs, post }: BenchRecordStore,
  source: Source,
  size: number,
  load: LrsLoad,
): Promise<Rate> {
  const meter = makeMeter();
  let readCpu: ReturnType<typeof watchCpu>;
  let cpu: CpuShares | undefined;
  const seconds = await runLoad({
    ...load,
    concurrency: SENDERS,
    meter,
    journey: async () => {
      const statements = source.take(size);
      await meter.time('post', () => post(size === 1 ? (statements[0] ?? {}) : statements));
    },
    onMeasure: (moment) => {
      if (moment === 'begin') readCpu = watchCpu(lrs.pid);
      else cpu = readCpu?.();
    },
  });
  const perSecond = (meter.count('post') * size) / seconds;
  return { perSecond, cpuEach: cpu && cpu.process / perSecond, meter };
}

async function measureQueries({ get }: BenchRecordStore): Promise<Meter> {
  const meter = makeMeter();
  const address = (filters: Record<string, string>): string =>
    `/xapi/statements?${new URLSearchParams({ ...filters, limit: String(PAGE) }).toString()}`;
  for (const [kind, filters] of Object.entries(QUERIES)) {
    for (let i = 0; i < WARM_UP_QUERIES; i++) await get(address(filters()));
    meter.begin();
    for (let i = 0; i < QUERY_COUNT; i++) await meter.time(kind, () => get(address(filters())));
    meter.end();
  }
  return meter;
}

interface Export {
  statements: number;
  seconds: number;
  memory: Memory | undefined;
  megabytes: number;
}

const NEWLINE = 0x0a;

async function measureExport({ lrs, stream }: BenchRecordStore): Promise<Export> {
  const readMemory = watchMemory(lrs.pid);
  const begun = performance.now();
  let [statements, bytes] = [0, 0];
  for await (const chunk of await stream('/xapi/ext/export?format=jsonl')) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) statements++;
  }
  const seconds = (performance.now() - begun) / 1000;
  return { statements, seconds, memory: readMemory?.(), megabytes: bytes / 1e6 };
}

const megabytes = (memory: Memory | undefined): string =>
  memory ? `${Math.round(memory.own)} MB, with mapped files ${Math.round(memory.resident)} MB` : 'not known';

function writingFigure(name: string, { perSecond, cpuEach, meter }: Rate, target: string): Figure[] {
  const cpu = cpuEach === undefined ? '' : `, ${round(cpuEach * 1000)} ms of processor each`;
  return [
    { name: `${name}, statements`, value: `${round(perSecond)}/s${cpu}`, target },
    { ...stepFigure(meter, 'post'), name: `${name}, request` },
  ];
}

const rateResult = ({ perSecond, cpuEach, meter }: Rate) => ({
  perSecond: round(perSecond),
  cpuSecondsEach: cpuEach,
  request: meter.percentiles('post'),
});

/**
 * The record store alone: statements stored in batches and one by one, each acknowledged when it is on disk; then, with
 * so many statements in it, pages of the newest by every filter, and the export of everything.
 */
export const benchLrs = (options: StageOptions, load: LrsLoad): Promise<object> =>
  withRecordStore(options, SENDERS, async (store) => {
    const readMemory = watchMemory(store.lrs.pid);
    const source = makeSource();
    const batches = await measureWriting(store, source, BATCH, load);
    const single = await measureWriting(store, source, 1, load);
    const filled = await fill(store, source, load.statements);
    const memory = readMemory?.();
    const queries = await measureQueries(store);
    const exported = await measureExport(store);
    const disk = await store.lrs.diskBytes();
    const perMillion = (disk / source.told()) * 1e6;
    const kinds = Object.keys(QUERIES);
    printTable(`the record store alone, ${source.told()} statements`, [
      ...writingFigure(`batches of ${BATCH}, ${SENDERS} at a time`, batches, TARGETS.batches),
      ...writingFigure(`one by one, ${SENDERS} at a time`, single, TARGETS.single),
      ...(filled === undefined ? [] : [{ name: 'filling', value: `${round(filled)}/s` }]),
      { name: 'memory while storing, peak', value: megabytes(memory) },
      ...kinds.map((kind) => stepFigure(queries, kind, TARGETS.query)),
      {
        name: 'export as JSON Lines',
        value: `${exported.statements} in ${round(exported.seconds)} s, ${Math.round(exported.megabytes)} MB`,
      },
      { name: 'memory while exporting, peak', value: megabytes(exported.memory) },
      { name: 'disk, for a million', value: `${Math.round(perMillion / 1e6)} MB` },
    ]);
    for (const { meter } of [single, batches]) printFailures(meter.failures());
    if (exported.statements !== source.told()) {
      console.log(`the export has ${exported.statements} of ${source.told()} statements`);
      process.exitCode = 1;
    }
    return {
      statements: source.told(),
      batches: rateResult(batches),
      single: rateResult(single),
      fillingPerSecond: filled && round(filled),
      memory,
      queries: Object.fromEntries(kinds.map((kind) => [kind, queries.percentiles(kind)])),
      exported,
      diskPerMillionBytes: Math.round(perMillion),
    };
  });
