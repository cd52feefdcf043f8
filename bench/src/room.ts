import { setTimeout as sleep } from 'node:timers/promises';
import type { LearnerAttempt, RoomChange } from '@chuyen-de/contracts';
import { Pool } from 'undici';
import { openBrowser, type Browser } from './browser.ts';
import { enterAs } from './drills/sitting.ts';
import { LECTURER } from './launch-claims.ts';
import { answersOf, enter, launch, open, saveAnswers, SAVES } from './learner.ts';
import { measure } from './measure.ts';
import type { Meter } from './meter.ts';
import { cpuFigures, memoryFigure, printFailures, printTable, round, stepFigure } from './report.ts';
import { EXAM, onStage, type Stage, type StageOptions } from './stage.ts';

interface RoomOptions {
  /** Learners who sit the exam, each with their page open. */
  people: number;
  seconds: number;
  warmUpSeconds: number;
}

/** Learners who begin at a time. */
const AT_ONCE = 8;
/** Between two saves of a learner, on average. */
const THINKING_MS = 20_000;

interface Sitting {
  browser: Browser;
  device: string;
  attempt: LearnerAttempt;
}

async function sitDown(subject: string, { pool, platform, tool }: Stage): Promise<Sitting> {
  const browser = openBrowser(pool);
  await enter(browser, await launch(browser, subject, { platform, toolUrl: tool.url }), EXAM);
  const device = `bench-${subject.padStart(8, '0')}`;
  return { browser, device, attempt: await open(browser, EXAM, device) };
}

async function makeRoom(stage: Stage, people: number): Promise<Sitting[]> {
  const sittings: Sitting[] = [];
  let next = 0;
  const strand = async (): Promise<void> => {
    while (next < people) sittings.push(await sitDown(String(next++), stage));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, strand));
  return sittings;
}

/** Opens a stream of events, and hands on the data of each. */
async function follow(streams: Pool, browser: Browser, path: string, onData: (data: string) => void) {
  const { statusCode, body } = await streams.request({
    method: 'GET',
    path,
    headers: { Authorization: `Bearer ${browser.token() ?? ''}` },
    bodyTimeout: 0,
  });
  if (statusCode !== 200) throw new Error(`a stream was refused with ${statusCode}`);
  let text = '';
  body.setEncoding('utf8');
  body.on('error', () => undefined);
  body.on('data', (piece: string) => {
    const events = (text + piece).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data !== undefined) onData(data);
    }
  });
}

/** Notes how long after it was stored each save is seen in the room. */
function noteNews(meter: Meter) {
  const seen = new Map<string, string>();
  return (data: string): void => {
    const { rows } = JSON.parse(data) as RoomChange;
    for (const { person, savedAt } of rows) {
      if (savedAt === null || seen.get(person.id) === savedAt) continue;
      seen.set(person.id, savedAt);
      meter.note('seen', Date.now() - Date.parse(savedAt));
    }
  };
}

/** An exam that many sit, each with their page open, and one who watches them: how soon the room shows a save. */
export async function benchRoom(options: StageOptions, load: RoomOptions): Promise<object> {
  const { people } = load;
  const run = await onStage({ ...options, members: people }, AT_ONCE, async (stage) => {
    const sittings = await makeRoom(stage, people);
    const streams = new Pool(stage.tool.url, { connections: people + 1, headersTimeout: 60_000 });
    for (const { browser, attempt } of sittings)
      await follow(streams, browser, `/api/attempts/${attempt.id}/clock/changes`, () => undefined);
    const lecturer = await enterAs(LECTURER, stage);
    await lecturer.ask('roster', 200, '/api/gradebook/roster', { method: 'POST', json: {} });
    let next = 0;
    const measured = await measure(stage, { ...load, concurrency: people }, (meter) => {
      void follow(streams, lecturer, `/api/exams/${EXAM}/room/changes`, noteNews(meter));
      return async () => {
        const { browser, attempt, device } = sittings[next++ % sittings.length] as Sitting;
        await sleep(THINKING_MS * (0.5 + Math.random()));
        const [answer] = answersOf(attempt, Math.floor(Math.random() * SAVES));
        if (answer) await meter.time('save', () => saveAnswers(browser, attempt, device, [answer]));
      };
    });
    await streams.destroy();
    return measured;
  });
  const { meter, seconds, memory, toolCpu, benchCpu, wholeCpuMs } = run;
  const perSecond = round(meter.count('save') / seconds);
  printTable(`Exam room of ${people} learners, ${round(seconds)} s`, [
    { name: 'saves', value: `${perSecond}/s` },
    stepFigure(meter, 'save'),
    stepFigure(meter, 'seen', 'p95 < 2 s'),
    memoryFigure(memory),
    ...cpuFigures(run, perSecond),
  ]);
  printFailures(meter.failures());
  const shares = { memory, toolCpu, benchCpu, wholeCpuMs };
  return { ...load, perSecond, save: meter.percentiles('save'), seen: meter.percentiles('seen'), ...shares };
}
