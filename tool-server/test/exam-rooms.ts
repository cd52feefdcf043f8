import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import type { Connection } from 'mongoose';
import { makeAudit } from '../src/audit/index.ts';
import { makeBank } from '../src/bank/index.ts';
import { makeCatalogue, makeImportProgramme } from '../src/catalogue/index.ts';
import { makeCorrectionsInForce } from '../src/corrections/index.ts';
import { makeKeepCompletions } from '../src/completions/index.ts';
import { makeSealedLogs, sealedLogRoutes } from '../src/exam-room/index.ts';
import type { Clock } from '../src/kernel/clock.ts';
import { attemptModel, makeExams, makePaperQuestions, makeSummaries } from '../src/exams/index.ts';
import { errorHandler } from '../src/http/index.ts';
import type { Logger } from '../src/kernel/logger.ts';
import { makeLearning, progressModel } from '../src/learning/index.ts';
import { makeMarking } from '../src/marking/index.ts';
import { makePractice } from '../src/practice/index.ts';
import { makeSessions, requireSession, type SessionData } from '../src/sessions/index.ts';
import { makeAnswerCounts, makeStatistics } from '../src/statistics/index.ts';
import { connectStore, makeOwedQueue, prepareModels } from '../src/storage/index.ts';

const SECRET = 'a secret of thirty-two bytes or more';

/** What counts answers and completions, over some connection. */
export function countsOver(connection: Connection, clock: Clock, logger: Logger = quiet) {
  const summaries = makeSummaries({ connection, clock });
  const completions = makeKeepCompletions({ connection, summaries, progress: progressModel(connection) });
  return makeAnswerCounts({
    ...completions,
    connection,
    clock,
    logger,
    attempts: attemptModel(connection),
    summarise: summaries.summarise,
    questionsOf: makePaperQuestions({ bank: makeBank({ connection, clock }) }),
  });
}

export interface HeldClock extends Clock {
  /** Lets minutes pass. */
  pass(minutes: number): void;
  /** Goes back to the start. */
  reset(): void;
}

export function heldClock(start = '2026-03-02T08:00:00Z'): HeldClock {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    pass: (minutes) => {
      now += minutes * 60_000;
    },
    reset: () => {
      now = new Date(start).getTime();
    },
  };
}

/** For tests of other things: what a launch said holds. */
export const holds = (): Promise<boolean> => Promise.resolve(true);

/** What an import fills. */
export const IMPORTED = 'programmes topics questions questionsInForce questionPools banks exams'.split(' ');

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  // Looked up at each call, so that a test can keep it quiet.
  error: (...said: unknown[]) => console.error(...said),
};

export const aSession = (over: Partial<SessionData> = {}): SessionData => ({
  personId: 'person-1',
  platformId: 'platform-1',
  contextId: 'context-1',
  linkId: 'link-1',
  roles: ['learner'],
  locale: 'vi',
  view: 'item',
  item: { kind: 'exam', code: 'KT01' },
  ...over,
});

/** The rooms about topics and exams over an embedded store of their own, behind a real HTTP server. */
export async function openExamRooms(
  clock: HeldClock = heldClock(),
  {
    through = (connection) => Promise.resolve({ connection, close: () => Promise.resolve() }),
    ...rules
  }: Pick<Parameters<typeof makeExams>[0], 'fractionOf'> & {
    /** A connection for the exams alone. */
    through?: (to: Connection) => Promise<{ connection: Connection; close: () => Promise<void> }>;
  } = {},
) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'exams-'));
  const mongoUri = process.env['MONGODB_URI'];
  const store = await connectStore({ dataDir, mongoUri, dbName: `exams-${path.basename(dataDir)}` });
  const { connection } = store;
  const sessions = makeSessions({ connection, clock, secret: SECRET, holds });
  const catalogue = makeCatalogue({ connection, clock });
  const bank = makeBank({ connection, clock });
  const owedQueue = makeOwedQueue({ clock });
  const ofExams = await through(connection);
  const correctionsInForce = makeCorrectionsInForce({ connection, clock });
  const exams = makeExams({
    connection: ofExams.connection,
    secret: SECRET,
    rulingsOf: correctionsInForce.rulingsOf,
    clock,
    logger: quiet,
    catalogue,
    bank,
    belongsToCourse: (personId) => Promise.resolve(personId.startsWith('person-')),
    namesById: (ids) => Promise.resolve(new Map(ids.map((id) => [id, `Tên ${id}`]))),
    gradeStateOf: () => Promise.resolve('waiting'),
    emit: () => undefined,
    owedQueue,
    ...rules,
  });
  const learning = makeLearning({ connection, clock, catalogue, secret: SECRET, owedQueue });
  const practice = makePractice({
    ...{ connection, clock, catalogue, exams, owedQueue },
    recordCheck: learning.recordCheck,
  });
  const completions = makeKeepCompletions({
    connection,
    summaries: exams.summaries,
    progress: learning.progress,
  });
  const statistics = makeStatistics({
    ...completions,
    connection,
    clock,
    logger: quiet,
    bank,
    attempts: exams.attempts,
    summarise: exams.summaries.summarise,
    questionsOf: exams.questionsOf,
    titleOf: async (code) => (await catalogue.describeItem({ kind: 'exam', code }))?.title,
  });
  const marking = makeMarking({
    connection,
    clock,
    bank,
    exams,
    namesById: (ids) => Promise.resolve(new Map(ids.map((id) => [id, `Tên ${id}`]))),
    titleOf: async (code) => (await catalogue.describeItem({ kind: 'exam', code }))?.title,
  });
  const audit = makeAudit({ connection });
  const sealedLogs = makeSealedLogs({ exams, connection, clock });
  await prepareModels(
    [
      ...[sessions, catalogue, bank, exams, learning, practice, completions, statistics, marking, audit],
      ...[correctionsInForce, sealedLogs],
    ].flatMap(({ models }) => models as never[]),
  );

  const app = express()
    .use('/api', exams.openRouter)
    .use('/api', requireSession(sessions), exams.router, learning.router, practice.router, statistics.router)
    .use('/api', requireSession(sessions), marking.router)
    .use(
      '/api',
      requireSession(sessions),
      sealedLogRoutes({ takeSealedLog: sealedLogs.take, takeInSealedLog: sealedLogs.takeIn }),
    )
    .use(errorHandler(quiet));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;

  /** A client that speaks for one session. */
  const as = (session: SessionData) => {
    const { token } = sessions.begin(session);
    const call = async (method: string, route: string, body?: unknown) => {
      const response = await fetch(`${base}${route}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, text, body: JSON.parse(text) as never };
    };
    return Promise.resolve(call);
  };

  return {
    clock,
    catalogue,
    bank,
    exams,
    correctionsInForce,
    learning,
    practice,
    completions,
    statistics,
    audit,
    importProgramme: makeImportProgramme({ clock, catalogue, bank, publishExams: exams.publishExams }),
    as,
    owedQueue,
    /** What the class page lists of a link, with nothing left to sum up. */
    listed: async (linkId: string) => {
      await exams.summaries.rebuild();
      const { attempts } = await exams.summaries.followLink(linkId)();
      return [...attempts.values()].flat();
    },
    connection,
    base,
    tokenOf: (over: Partial<SessionData> = {}): string => sessions.begin(aSession(over)).token,
    /** What is stored, past the rooms. */
    collection: (name: string) => connection.collection(name),
    /** Empties collections and goes back to the start of time, for the next test. */
    empty: async (...collections: string[]) => {
      await Promise.all(collections.map((name) => connection.collection(name).deleteMany({})));
      clock.reset();
    },
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await ofExams.close();
      if (mongoUri !== undefined) await connection.dropDatabase();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type ExamRooms = Awaited<ReturnType<typeof openExamRooms>>;
