import type { GradebookChange, GradebookView } from '@chuyen-de/contracts';
import { openBrowser, type Browser } from './browser.ts';
import { enterAs } from './drills/sitting.ts';
import { LECTURER } from './launch-claims.ts';
import { enter, launch, open } from './learner.ts';
import { measure, type LoadOptions } from './measure.ts';
import { makeMeter, type Meter } from './meter.ts';
import { watchUntilQuiet } from './process-figures.ts';
import { cpuFigures, memoryFigure, printFailures, printTable, round, stepFigure } from './report.ts';
import { EXAM, onStage, type Stage, type StageOptions } from './stage.ts';

interface ClassOptions extends LoadOptions {
  /** Learners of the course: each begins, and four of five hand in. */
  people: number;
}

/** Learners who begin at a time while the class is made. */
const AT_ONCE = 8;
/** Learners who hand in one by one while a class page is open. */
const WATCHED = 20;

/** What lecturers ask for: the class by name, who is done by score, and a search. */
const LOOKS = [
  'filter=all&order=name&search=&page=1',
  'filter=done&order=score&search=&page=3',
  'filter=all&order=latest&search=duc&page=1',
];

interface Sitting {
  browser: Browser;
  device: string;
  attempt: string;
}

async function sitDown(subject: string, { pool, platform, tool }: Stage): Promise<Sitting> {
  const browser = openBrowser(pool);
  const code = await launch(browser, subject, { platform, toolUrl: tool.url });
  await enter(browser, code, EXAM);
  const device = `bench-${subject.padStart(8, '0')}`;
  const { id } = await open(browser, EXAM, device);
  return { browser, device, attempt: id };
}

const handIn = async ({ browser, device, attempt }: Sitting): Promise<void> => {
  const body = { device, answers: [] };
  await browser.ask('submit', 200, `/api/attempts/${attempt}/submit`, { method: 'POST', json: body });
};

/** The course at work; answers those who have begun and not handed in. */
async function makeClass(stage: Stage, people: number): Promise<Sitting[]> {
  const underWay: Sitting[] = [];
  let next = 0;
  const strand = async (): Promise<void> => {
    while (next < people) {
      const number = next++;
      const sitting = await sitDown(String(number), stage);
      if (number % 5 === 0) underWay.push(sitting);
      else await handIn(sitting);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, strand));
  await watchUntilQuiet(stage.tool.pid)?.();
  return underWay;
}

const look = async (lecturer: Browser, query: string): Promise<GradebookView> =>
  JSON.parse((await lecturer.ask('look', 200, `/api/gradebook?${query}`)).text) as GradebookView;

/** How long it takes from an answered submission until an open class page is told. */
async function measureNews({ pool }: Stage, lecturer: Browser, sittings: Sitting[]): Promise<Meter> {
  const meter = makeMeter();
  const { body } = await pool.request({
    method: 'GET',
    path: '/api/gradebook/changes?filter=done&order=latest',
    headers: { Authorization: `Bearer ${lecturer.token() ?? ''}` },
  });
  let done = 0;
  let onDone = (): void => undefined;
  let text = '';
  body.setEncoding('utf8');
  body.on('data', (piece: string) => {
    const events = (text + piece).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      ({ done } = (JSON.parse(data) as GradebookChange).figures);
      onDone();
    }
  });
  const untilDone = (count: number): Promise<void> =>
    new Promise((resolve) => {
      onDone = () => {
        if (done >= count) resolve();
      };
      onDone();
    });
  await untilDone(1);
  meter.begin();
  for (const sitting of sittings) {
    const before = done;
    await handIn(sitting);
    await meter.time('news', () => untilDone(before + 1));
  }
  body.destroy();
  return meter;
}

/** How soon a lecturer sees a page of a large class, what it costs, and how soon the page is told of a submission. */
export async function benchClass(options: StageOptions, load: ClassOptions): Promise<object> {
  const { people } = load;
  let firstMs = 0;
  let news = makeMeter();
  const run = await onStage({ ...options, members: people }, AT_ONCE, async (stage) => {
    const underWay = await makeClass(stage, people);
    const lecturer = await enterAs(LECTURER, stage);
    await lecturer.ask('roster', 200, '/api/gradebook/roster', { method: 'POST', json: {} });
    const begun = performance.now();
    const { figures } = await look(lecturer, LOOKS[0] ?? '');
    firstMs = performance.now() - begun;
    if (figures.people !== people) throw new Error(`the class page shows ${figures.people} people`);
    const measured = await measure(stage, load, (meter) => async (number) => {
      await meter.time('look', () => look(lecturer, LOOKS[number % LOOKS.length] ?? ''));
    });
    news = await measureNews(stage, lecturer, underWay.slice(0, WATCHED));
    return measured;
  });
  const { meter, seconds, memory, toolCpu, benchCpu, wholeCpuMs } = run;
  const perSecond = round(meter.count('look') / seconds);
  printTable(`Class page of ${people} learners, ${load.concurrency} at a time, ${round(seconds)} s`, [
    { name: 'looks', value: `${perSecond}/s` },
    stepFigure(meter, 'look', 'p95 < 200 ms'),
    { name: 'the very first look', value: `${round(firstMs)} ms` },
    stepFigure(news, 'news', 'all < 2 s'),
    memoryFigure(memory),
    ...cpuFigures(run, perSecond),
  ]);
  printFailures(meter.failures());
  const shares = { memory, toolCpu, benchCpu, wholeCpuMs };
  return {
    ...load,
    perSecond,
    firstMs,
    look: meter.percentiles('look'),
    news: news.percentiles('news'),
    ...shares,
  };
}
