import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startEmbeddedMongo } from '@chuyen-de/embedded-mongo';
import mongoose, { Schema, type Connection } from 'mongoose';
import type { LoadOptions } from './measure.ts';
import { makeMeter, type Meter } from './meter.ts';
import { printFailures, printTable, round, stepFigure, type Figure } from './report.ts';
import { runLoad } from './run-load.ts';
import type { StageOptions } from './stage.ts';

const DOCUMENTS = 2_000;
const SLOTS = 30;
const STATEMENTS = 30;

/** About as large as an attempt: a paper and its answers. */
const attemptSchema = new Schema({
  key: { type: String, unique: true },
  state: String,
  paper: [{ question: String, revision: Number, order: [Number] }],
  answers: [{ seq: Number, chosen: [Number], at: Date }],
});

type Work = (number: number) => Promise<unknown>;

async function makeSteps(connection: Connection): Promise<Record<string, Work>> {
  const attempts = connection.model('Attempt', attemptSchema);
  await attempts.init();
  const slots = Array.from({ length: SLOTS }, (_, slot) => slot);
  await attempts.insertMany(
    Array.from({ length: DOCUMENTS }, (_, i) => ({
      key: `first-${i}`,
      state: 'open',
      paper: slots.map((slot) => ({ question: `question-${slot}`, revision: 1, order: [0, 1, 2, 3] })),
      answers: slots.map(() => ({ seq: 0, chosen: [], at: new Date() })),
    })),
  );
  const ids = (await attempts.find({}, { _id: 1 }).lean()).map(({ _id }) => _id);
  const statements = connection.collection('statements');
  await statements.createIndexes([{ key: { id: 1 }, unique: true }, { key: { stored: -1 } }]);
  return {
    findOne: (i) => attempts.findOne({ _id: ids[i % DOCUMENTS] }).lean(),
    updateOne: (i) =>
      attempts.updateOne(
        { _id: ids[i % DOCUMENTS], state: 'open' },
        { $set: { [`answers.${i % SLOTS}.chosen`]: [i % 4], [`answers.${i % SLOTS}.seq`]: i } },
      ),
    insertOne: (i) => attempts.create({ key: `new-${i}`, state: 'open' }),
    [`insertMany of ${STATEMENTS}`]: (i) =>
      statements.insertMany(
        Array.from({ length: STATEMENTS }, (_, j) => ({
          id: `${i}-${j}`,
          stored: new Date(),
          statement: { verb: 'answered', padding: 'x'.repeat(1_300) },
        })),
      ),
  };
}

async function measureStep(
  step: string,
  work: Work,
  load: LoadOptions,
): Promise<{ meter: Meter; perSecond: number }> {
  const meter = makeMeter();
  const seconds = await runLoad({
    ...load,
    meter,
    journey: async (number) => {
      await meter.time(step, () => work(number));
    },
  });
  return { meter, perSecond: round(meter.count(step) / seconds) };
}

/** Operations per second on the embedded store, started in its thread as the tool does, through Mongoose. */
export async function benchStore({ dist }: StageOptions, load: LoadOptions): Promise<object> {
  const dir = await mkdtemp(path.join(tmpdir(), 'bench-store-'));
  const store = await startEmbeddedMongo({
    dir,
    workerUrl: pathToFileURL(path.join(dist, 'store-worker.js')),
  });
  const results: Record<string, object> = {};
  const figures: Figure[] = [];
  try {
    const connection = await mongoose
      .createConnection(store.uri, { dbName: 'bench', maxPoolSize: load.concurrency })
      .asPromise();
    for (const [step, work] of Object.entries(await makeSteps(connection))) {
      const { meter, perSecond } = await measureStep(step, work, load);
      figures.push({ name: step, value: `${perSecond}/s` }, stepFigure(meter, step));
      results[step] = { perSecond, ...meter.percentiles(step) };
      printFailures(meter.failures());
    }
    await connection.close();
  } finally {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  }
  printTable(`Embedded store, ${load.concurrency} at a time`, figures);
  return { ...load, ...results };
}
