import { makeAnalysis, makeLrs, type XapiStatement } from '@chuyen-de/xapi';
import type { LearnerAttempt } from '@chuyen-de/contracts';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { prepareModels, type Preparable } from '../src/storage/index.ts';
import {
  aLaunch,
  DEVICE,
  openRecordRooms,
  PUBLIC_URL,
  unexpected,
  type RecordRooms,
} from './record-rooms.ts';
import { rightOf } from './sample-programme.ts';

/** Chance that is the same at every run. @see Numerical Recipes, "quick and dirty" generators */
function makeChance() {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Chance = ReturnType<typeof makeChance>;

const COURSES = ['2', '3', '4'].map((id) => ({
  context: { id, title: `Lớp ${id}; “A, B”`, type: [] },
  resourceLink: { id: `1${id}`, title: 'Kiểm tra cuối khóa' },
}));

const WRONG: Record<string, string[][]> = {
  'single-choice': [['a'], ['c'], ['d']],
  'multiple-choice': [['d', 'c'], ['b'], ['a']],
};

function answersTo(rooms: RecordRooms, { questions }: LearnerAttempt, ability: number, chance: Chance) {
  return questions.flatMap(({ slot, type }) => {
    if (chance() < 0.1) return [];
    const wrongs = WRONG[type]!;
    const wrong = wrongs[Math.floor(chance() * wrongs.length)] ?? ['d'];
    return [rooms.answer(slot, chance() < ability ? rightOf(type) : wrong)];
  });
}

/** One learner reads, sits the exam, and again where they failed; some are cut off by the clock. */
async function study(rooms: RecordRooms, learner: number, chance: Chance): Promise<void> {
  const course = COURSES[learner % COURSES.length];
  const launch = aLaunch({ subject: `${learner}`, ...course });
  const ability = 0.2 + 0.7 * chance();
  if (chance() < 0.7) {
    const read = await rooms.as(await rooms.launch({ ...launch, item: { kind: 'topic', code: 'CD01' } }));
    await read('POST', '/topics/CD01/progress', { read: ['s1', 's2'], seconds: 30 });
    if (chance() < 0.6) await read('POST', '/topics/CD01/progress', { read: ['s3'], seconds: 30 });
  }
  for (let sat = 0; sat < (ability < 0.5 ? 2 : 1); sat++) {
    const { attempt, call } = await rooms.startExam(launch);
    rooms.clock.pass(3 + Math.floor(10 * chance()));
    const answers = answersTo(rooms, attempt, ability, chance);
    await call('PATCH', `/attempts/${attempt.id}/answers`, { device: DEVICE, answers });
    if (chance() < 0.1) {
      rooms.clock.pass(60);
      await call('GET', `/attempts/${attempt.id}/result`);
    } else await call('POST', `/attempts/${attempt.id}/submit`, { device: DEVICE, answers: [] });
    await rooms.worker.drain();
  }
}

/** Every statement there is, by the specification's own resource, page by page. */
async function readAll(base: string, login: string): Promise<XapiStatement[]> {
  const all: XapiStatement[] = [];
  let next: string | undefined = '/xapi/statements?ascending=true&limit=100';
  while (next) {
    const response: Response = await fetch(`${base}${next}`, {
      headers: {
        authorization: `Basic ${Buffer.from(login).toString('base64')}`,
        'X-Experience-API-Version': '1.0.3',
      },
    });
    const page = (await response.json()) as { statements: XapiStatement[]; more: string };
    all.push(...page.statements);
    next = page.more || undefined;
  }
  return all;
}

/** What many learners of three courses did by the product's own ways, in a record store that analysts may ask. */
export async function openSchoolYear(learners: number) {
  const rooms = await openRecordRooms();
  const { connection, clock, records } = rooms;
  const { store } = records;
  const analysis = makeAnalysis({
    connection,
    clock: { now: () => new Date() },
    store,
    pseudonymKey: 'a key',
    homePage: PUBLIC_URL,
    onError: unexpected,
  });
  await prepareModels(analysis.models as Preparable[]);
  const lrs = makeLrs({ connection, clock, store, analysis, onError: unexpected });
  const server = express().use('/xapi', lrs.listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const chance = makeChance();
  for (let learner = 0; learner < learners; learner++) {
    await study(rooms, learner, chance);
    if (learner % 20 === 19) rooms.clock.pass(24 * 60);
  }
  await rooms.worker.drain();

  const rows = await store.credentials.create({ scopes: ['analysis/rows'] });
  const reader = await store.credentials.create({ scopes: ['all/read'] });
  return {
    base,
    /** A key of the scope `analysis/rows`, as the recipes need it. */
    key: rows.key,
    secret: rows.secret,
    statements: await readAll(base, `${reader.key}:${reader.secret}`),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await analysis.close();
      await rooms.close();
    },
  };
}

export type SchoolYear = Awaited<ReturnType<typeof openSchoolYear>>;
