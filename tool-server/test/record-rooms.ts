import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { LearnerAttempt } from '@chuyen-de/contracts';
import { makeLrs, type ActorNaming, type XapiStatement } from '@chuyen-de/xapi';
import express from 'express';
import { statement as statementRule } from 'xapi-validation/dist/factory.js';
import { makeAudit } from '../src/audit/index.ts';
import { makeBank } from '../src/bank/index.ts';
import { makeCatalogue, makeImportProgramme } from '../src/catalogue/index.ts';
import { makeClasses } from '../src/classes/index.ts';
import { makeCorrectionsInForce } from '../src/corrections/index.ts';
import { makeMakeCorrection } from '../src/corrections/make-correction.ts';
import { makeExams } from '../src/exams/index.ts';
import { errorHandler } from '../src/http/index.ts';
import type { Logger } from '../src/kernel/logger.ts';
import { makeLearning } from '../src/learning/index.ts';
import type { LtiLaunch } from '../src/lti/index.ts';
import { makePractice } from '../src/practice/index.ts';
import { makeLrsTargets, makeRecords } from '../src/records/index.ts';
import { makeSessions, requireSession, type SessionData } from '../src/sessions/index.ts';
import {
  connectStore,
  makeOwedQueue,
  makeOwedWorker,
  owingSource,
  prepareModels,
  type Preparable,
} from '../src/storage/index.ts';
import { heldClock, holds } from './exam-rooms.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

export const PUBLIC_URL = 'https://tool.example';

/** The installation's secret. */
export const RECORD_SECRET = 'a secret of thirty-two bytes or more';

export const DEVICE = 'device-one';
/** Right answers to the questions of the sample programme. */

export const verbOf = ({ verb }: XapiStatement): string => verb.id.split('/').at(-1)!;

/** What an independent reading of xAPI 1.0.3 finds wrong with a statement. */
export const faultsOf = (statement: XapiStatement): unknown[] =>
  // The rule knows plain objects by their constructor, which is another one in what fetch has parsed.
  statementRule(JSON.parse(JSON.stringify(statement)), []);

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: console.error,
};

/** A fault of the record store's own, which no test provokes. */
export const unexpected = (error: unknown): void => {
  console.error(error);
};

export const aLaunch = (over: Partial<LtiLaunch> = {}): LtiLaunch => ({
  platform: { id: 'moodle', issuer: 'https://moodle.example', clientId: 'client' },
  deploymentId: '1',
  subject: '5',
  roles: ['learner'],
  rawRoles: [],
  locale: 'vi',
  context: { id: '2', title: 'Lớp bồi dưỡng', type: [] },
  resourceLink: { id: '17', title: 'Kiểm tra cuối khóa' },
  item: { kind: 'exam', code: 'KT01' },
  custom: {},
  presentation: {},
  message: 'resource-link',
  launchedAt: new Date('2026-03-02T08:00:00Z'),
  ...over,
});

/** The rooms from which records come, over an embedded store of their own, and the record store's HTTP interface. */
export async function openRecordRooms({ naming = 'account' }: { naming?: ActorNaming } = {}) {
  const clock = heldClock();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'records-'));
  const mongoUri = process.env['MONGODB_URI'];
  const store = await connectStore({ dataDir, mongoUri, dbName: path.basename(dataDir) });
  const { connection } = store;
  const sessions = makeSessions({ connection, clock, secret: 'a secret of thirty-two bytes or more', holds });
  const catalogue = makeCatalogue({ connection, clock });
  const bank = makeBank({ connection, clock });
  const owedQueue = makeOwedQueue({ clock });
  const classes = makeClasses({
    connection,
    clock,
    owedQueue,
    readMembers: () => {
      throw new Error('no roster here');
    },
  });
  const common = { connection, clock, logger: quiet, catalogue, bank, owedQueue };
  const learning = makeLearning({ ...common, secret: RECORD_SECRET });
  const inForce = makeCorrectionsInForce({ connection, clock });
  const exams = makeExams({
    ...common,
    secret: RECORD_SECRET,
    rulingsOf: inForce.rulingsOf,
    belongsToCourse: () => Promise.resolve(true),
    namesById: () => Promise.resolve(new Map()),
    gradeStateOf: () => Promise.resolve(null),
    emit: () => undefined,
  });
  const practice = makePractice({ ...common, exams, recordCheck: learning.recordCheck });
  const audit = makeAudit({ connection });
  const platforms: Record<string, { issuer: string; name: string; family?: string }> = {
    moodle: { issuer: 'https://moodle.example', name: 'Trường Chính trị', family: 'moodle' },
    canvas: { issuer: 'https://canvas.example', name: 'Canvas', family: 'canvas' },
  };
  const findPlatform = (id: string) => Promise.resolve(platforms[id]);
  const records = makeRecords({
    ...common,
    publicUrl: PUBLIC_URL,
    naming,
    secret: RECORD_SECRET,
    classes,
    findPlatform,
    titleOf: async (item) => (await catalogue.describeItem(item))?.title,
    topicTitles: (codes) => catalogue.topicTitles(codes),
    partTitles: (code) => catalogue.sectionTitles(code),
    retoldOf: (attemptIds) => exams.retoldOf(attemptIds),
    findAttempt: (id) => exams.findAttempt(id),
    timeoutMs: 2_000,
  });
  const worker = makeOwedWorker({
    queue: owedQueue,
    sources: [
      owingSource(exams.attempts),
      owingSource(learning.progress),
      owingSource(practice.rounds),
      owingSource(classes.owing),
    ],
    handlers: {
      records: records.onRecordsOwed,
      grade: () => Promise.resolve(),
      summary: (document: never) => exams.summaries.onSummaryOwed(document),
      audit: (document: never, owed) => audit.onAuditOwed(document, owed),
    },
    clock,
    logger: quiet,
  });
  await prepareModels(
    [sessions, catalogue, bank, classes, learning, exams, practice, records, audit, inForce].flatMap(
      (room): Preparable[] => room.models,
    ),
  );
  const importProgramme = makeImportProgramme({ clock, catalogue, bank, publishExams: exams.publishExams });
  const imported = await importProgramme(await writeFolder(programmeFiles()));
  if (!imported.ok) throw new Error('the sample programme has faults');

  const app = express()
    .use('/xapi', makeLrs({ connection, clock, store: records.store, onError: unexpected }).listener)
    .use('/api', requireSession(sessions), exams.router, learning.router, practice.router)
    .use(errorHandler(quiet));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { key, secret } = await records.store.credentials.create({ scopes: ['all/read'] });
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

  /** A client that speaks to the API for one session. */
  const as = (session: SessionData) => {
    const { token } = sessions.begin(session);
    const call = async <T>(method: string, route: string, body?: unknown): Promise<T> => {
      const response = await fetch(`${base}/api${route}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    };
    return Promise.resolve(call);
  };

  /** Gives everybody the points of a question that an attempt asks, and marks the attempt by that. */
  const correct = async (attemptId: string, slot: number): Promise<void> => {
    const { attempt } = (await exams.findAttempt(attemptId))!;
    const place = attempt.paper.find((each) => each.slot === slot)!;
    const ref = { code: place.question, revision: place.revision };
    const question = (await bank.findRevisions([ref])).get(`${ref.code}@${ref.revision}`)!;
    await makeMakeCorrection({ inForce, clock })({
      ...{ id: randomUUID(), question, wish: { kind: 'full-credit' }, scope: { kind: 'installation' } },
      ...{ reason: 'In nhầm', by: 'person-9', linkId: attempt.linkId },
    });
    await exams.corrections.correct(attemptId);
  };

  return {
    correct,
    clock,
    connection,
    importProgramme,
    records,
    exams,
    worker,
    targets: makeLrsTargets({ connection, clock, store: records.store, secret: RECORD_SECRET }),
    launch: classes.recordLaunch,
    classes,
    sessions,
    findPlatform,

    as,

    /** Starts the exam of a launch. */
    async startExam(launch = aLaunch()) {
      const session = await classes.recordLaunch(launch);
      const call = await as(session);
      const attempt = await call<LearnerAttempt>('POST', '/exams/KT01/attempts', { device: DEVICE });
      return { session, call, attempt };
    },

    /** An answer as a device logs it now. */
    answer: (slot: number, selected: string[]) => {
      const at = clock.now().getTime();
      return { slot, seq: at, at, response: { selected }, flagged: false };
    },

    /** What the record store answers, oldest first. */
    async told(query = ''): Promise<XapiStatement[]> {
      const response = await fetch(`${base}/xapi/statements?ascending=true${query}`, {
        headers: { authorization, 'X-Experience-API-Version': '1.0.3' },
      });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return ((await response.json()) as { statements: XapiStatement[] }).statements;
    },

    /** A statement of somebody else, with a key of their own. */
    async tellAs(
      options: Parameters<typeof records.store.credentials.create>[0],
      statement: object,
    ): Promise<void> {
      const own = await records.store.credentials.create(options);
      const response = await fetch(`${base}/xapi/statements`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${own.key}:${own.secret}`).toString('base64')}`,
          'content-type': 'application/json',
          'X-Experience-API-Version': '1.0.3',
        },
        body: JSON.stringify(statement),
      });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    },

    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      if (mongoUri !== undefined) await connection.dropDatabase();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type RecordRooms = Awaited<ReturnType<typeof openRecordRooms>>;
