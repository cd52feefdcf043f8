import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchBank } from './bank.ts';
import { benchClass } from './class.ts';
import { drillDelivery } from './drills/delivery.ts';
import { drillKill } from './drills/kill.ts';
import { drillLrsKill } from './drills/lrs-kill.ts';
import { drillOutage } from './drills/outage.ts';
import { benchExam } from './exam.ts';
import { benchFirstScreen } from './first-screen.ts';
import { benchImport } from './import.ts';
import { benchLaunch } from './launch.ts';
import { benchAnalysis } from './lrs/bench-analysis.ts';
import { benchLrs } from './lrs/bench-lrs.ts';
import type { LoadOptions } from './measure.ts';
import { writeResults } from './report.ts';
import { benchRoom } from './room.ts';
import { benchSearch } from './search.ts';
import { benchSize } from './size.ts';
import type { StageOptions } from './stage.ts';
import { benchStore } from './store.ts';

const USAGE = `npm run bench -- NAME [flags]

  launch   launches per second through the guard
  exam     whole exams of 30 questions, and their grades and statements
  bank     starts of exams drawn from a bank of --questions (100000)
  import   a workbook of --questions (10000) into a bank that has --there (50000)
  search   the list of a bank of --questions (50000) that is made in the browser, by filters and words
  class    the class page of --people (5000) learners, and how soon it is told of a submission
  room     an exam that --people (1000) sit at once, and how soon its room shows a save
  store    operations of the embedded store
  lrs      the record store alone: storing, queries and export with --statements (1000000) in it
  analysis questions of analysts over --statements (1000000), exact and protected
  size     what a learner's browser loads before the first question
  first-screen  how soon a slow phone shows a launched exam and takes the first answer

  drill-kill     kill -9 in the middle of 50 exams, of one process where there are several: nothing may be lost
  drill-lrs-kill kill -9 while statements come in, 20 times: all that is acknowledged is there once
  drill-outage   the LMS away for --seconds (120) while exams are submitted
  drill-delivery a record store elsewhere unwell for --seconds (300) while exams go on

  --concurrency 16,64   people at a time; several: one measurement each
  --seconds 30          how long to measure, after
  --statements 1000000  how many there are when queries and export are measured
  --questions 100000    how many the bank holds, or the workbook
  --there 50000         how many the bank has before an import
  --people 5000         learners of the class
  --warm-up 5           so many seconds of the same load
  --processes 2         how many processes of the tool serve (WEB_CONCURRENCY)
  --profile DIR         leave processor profiles of the tool there (slower)
  --write               record the results in bench/results/NAME.json
`;

const FLAGS = {
  concurrency: { type: 'string' },
  seconds: { type: 'string' },
  'warm-up': { type: 'string' },
  statements: { type: 'string' },
  questions: { type: 'string' },
  there: { type: 'string' },
  processes: { type: 'string' },
  people: { type: 'string' },
  profile: { type: 'string' },
  write: { type: 'boolean' },
} as const;
type Flags = ReturnType<typeof parseArgs<{ options: typeof FLAGS }>>['values'];

/** Nobody needs more, and a slip of the finger should not hold up the machine for a day. */
const MOST_SECONDS = 600;
const MOST_PEOPLE = 1_000;
const MOST_LEARNERS = 50_000;
const MOST_STATEMENTS = 100_000_000;
const MOST_PROCESSES = 64;
const MOST_QUESTIONS = 1_000_000;
const MOST_IN_FILE = 10_000;
const MOST_IN_MADE_BANK = 90_000;

interface LoadBench {
  run: (options: StageOptions, load: LoadOptions) => Promise<object>;
  concurrency: string;
  seconds: string;
}

const LOAD_BENCHES: Record<string, LoadBench> = {
  launch: { run: benchLaunch, concurrency: '16', seconds: '15' },
  exam: { run: benchExam, concurrency: '16,64', seconds: '30' },
  store: { run: benchStore, concurrency: '32', seconds: '5' },
};

/** What runs once, with flags of its own. */
const SINGLE_RUNS: Record<string, (options: StageOptions, flags: Flags) => Promise<object>> = {
  lrs: (options, flags) =>
    benchLrs(options, {
      statements: wholeNumber(flags.statements ?? '1000000', 'statements', MOST_STATEMENTS),
      seconds: wholeNumber(flags.seconds ?? '15', 'seconds', MOST_SECONDS),
      warmUpSeconds: wholeNumber(flags['warm-up'] ?? '5', 'warm-up', MOST_SECONDS),
    }),
  bank: (options, flags) =>
    benchBank(options, {
      questions: wholeNumber(flags.questions ?? '100000', 'questions', MOST_QUESTIONS),
      concurrency: wholeNumber(flags.concurrency ?? '8', 'concurrency', MOST_PEOPLE),
      seconds: wholeNumber(flags.seconds ?? '20', 'seconds', MOST_SECONDS),
      warmUpSeconds: wholeNumber(flags['warm-up'] ?? '5', 'warm-up', MOST_SECONDS),
    }),
  import: (options, flags) =>
    benchImport(options, {
      questions: wholeNumber(flags.questions ?? '10000', 'questions', MOST_IN_FILE),
      there: wholeNumber(flags.there ?? '50000', 'there', MOST_IN_MADE_BANK),
    }),
  search: (options, flags) =>
    benchSearch(options, {
      questions: wholeNumber(flags.questions ?? '50000', 'questions', MOST_IN_MADE_BANK),
      concurrency: wholeNumber(flags.concurrency ?? '1', 'concurrency', MOST_PEOPLE),
      seconds: wholeNumber(flags.seconds ?? '30', 'seconds', MOST_SECONDS),
      warmUpSeconds: wholeNumber(flags['warm-up'] ?? '5', 'warm-up', MOST_SECONDS),
    }),
  class: (options, flags) =>
    benchClass(options, {
      people: wholeNumber(flags.people ?? '5000', 'people', MOST_LEARNERS),
      concurrency: wholeNumber(flags.concurrency ?? '1', 'concurrency', MOST_PEOPLE),
      seconds: wholeNumber(flags.seconds ?? '20', 'seconds', MOST_SECONDS),
      warmUpSeconds: wholeNumber(flags['warm-up'] ?? '5', 'warm-up', MOST_SECONDS),
    }),
  room: (options, flags) =>
    benchRoom(options, {
      people: wholeNumber(flags.people ?? '1000', 'people', MOST_LEARNERS),
      seconds: wholeNumber(flags.seconds ?? '60', 'seconds', MOST_SECONDS),
      warmUpSeconds: wholeNumber(flags['warm-up'] ?? '30', 'warm-up', MOST_SECONDS),
    }),
  analysis: (options, { statements }) =>
    benchAnalysis(options, wholeNumber(statements ?? '1000000', 'statements', MOST_STATEMENTS)),
  'first-screen': (options) => benchFirstScreen(options),
  'drill-kill': (options) => drillKill(options),
  'drill-lrs-kill': (options) => drillLrsKill(options),
  'drill-delivery': (options, { seconds }) =>
    drillDelivery(options, wholeNumber(seconds ?? '300', 'seconds', MOST_SECONDS)),
  'drill-outage': (options, { seconds }) =>
    drillOutage(options, wholeNumber(seconds ?? '120', 'seconds', MOST_SECONDS)),
};

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function wholeNumber(text: string, flag: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`--${flag} has to be a whole number from 1 to ${most}, not "${text}"`);
  return value;
}

const optionsOf = (flags: Flags): StageOptions => ({
  dist: folder('.'),
  content: folder('../content/boi-duong-ly-luan-chinh-tri'),
  profileDir: flags.profile,
  ...(flags.processes !== undefined && {
    processes: wholeNumber(flags.processes, 'processes', MOST_PROCESSES),
  }),
});

async function runLoadBench(bench: LoadBench, flags: Flags): Promise<object[]> {
  const options = optionsOf(flags);
  const results: object[] = [];
  for (const people of (flags.concurrency ?? bench.concurrency).split(',')) {
    results.push(
      await bench.run(options, {
        concurrency: wholeNumber(people, 'concurrency', MOST_PEOPLE),
        seconds: wholeNumber(flags.seconds ?? bench.seconds, 'seconds', MOST_SECONDS),
        warmUpSeconds: wholeNumber(flags['warm-up'] ?? '5', 'warm-up', MOST_SECONDS),
      }),
    );
  }
  return results;
}

async function main(): Promise<void> {
  const { values: flags, positionals } = parseArgs({ options: FLAGS, allowPositionals: true });
  const [name = ''] = positionals;
  const bench = LOAD_BENCHES[name];
  if (name === 'size') {
    const result = benchSize(folder('./ui'));
    if (flags.write) writeResults(folder('../bench/results'), name, [result]);
    return;
  }
  const runOnce = SINGLE_RUNS[name];
  if (runOnce) {
    const result = await runOnce(optionsOf(flags), flags);
    if (flags.write) writeResults(folder('../bench/results'), name, [result]);
    return;
  }
  if (!bench) {
    console.log(USAGE);
    process.exitCode = 1;
    return;
  }
  const results = await runLoadBench(bench, flags);
  if (flags.write) writeResults(folder('../bench/results'), name, results);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
