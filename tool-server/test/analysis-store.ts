import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  makeAnalysis,
  makeLrs,
  makeRecordStore,
  profileTerms,
  type Access,
  type NameLearners,
  type Scope,
} from '@chuyen-de/xapi';
import express from 'express';
import { connectStore, prepareModels, type Preparable } from '../src/storage/index.ts';

const ADL = 'http://adlnet.gov/expapi';
export const ANSWERED = `${ADL}/verbs/answered`;
export const PASSED = `${ADL}/verbs/passed`;
export const EXAM = 'https://tool.example/exams/KT01';
export const COURSE = 'https://moodle.example/course/view.php?id=2';
export const OTHER_COURSE = 'https://moodle.example/course/view.php?id=3';

const named = (id: string, type: string, name?: string) => ({
  objectType: 'Activity',
  id,
  definition: { type: `${ADL}/activities/${type}`, ...(name !== undefined && { name: { vi: name } }) },
});

interface Answer {
  learner: string;
  question?: string;
  response?: string;
  right?: boolean;
  at?: string;
  course?: string;
  trial?: boolean;
}

let made = 0;
const nextId = (): string => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;

/** A learner's answer to a question, as the tool tells it. */
export const anAnswer = ({
  learner,
  question = 'CD01-Q01@1',
  response = 'a',
  right = response === 'a',
  at = '2026-03-02T08:00:00.000Z',
  course = COURSE,
  trial = false,
}: Answer): object => ({
  id: nextId(),
  timestamp: at,
  actor: { objectType: 'Agent', account: { homePage: 'https://moodle.example', name: learner } },
  verb: { id: ANSWERED, display: { vi: 'đã trả lời', en: 'answered' } },
  object: {
    objectType: 'Activity',
    id: `https://tool.example/questions/${question}`,
    definition: {
      type: `${ADL}/activities/cmi.interaction`,
      interactionType: 'choice',
      name: { vi: `Lời dẫn ${question}` },
      correctResponsesPattern: ['a'],
      choices: ['a', 'b'].map((id) => ({ id, description: { vi: `Phương án ${id}` } })),
    },
  },
  result: { success: right, response, score: { scaled: right ? 1 : 0 }, duration: 'PT1M30S' },
  context: {
    contextActivities: {
      parent: [named(EXAM, 'assessment', 'Kiểm tra cuối khóa')],
      grouping: [named(course, 'course', 'Lớp bồi dưỡng')],
    },
    ...(trial && { extensions: { [profileTerms('https://tool.example').extensions.trial]: true } }),
  },
});

/** A record store with the resources for analysts, called by HTTP, over an embedded store of its own. */
export async function openAnalysisStore(
  settings: { smallCell?: number; timeLimitMs?: number } = {},
  nameLearners?: NameLearners,
) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'analysis-'));
  const mongoUri = process.env['MONGODB_URI'];
  const opened = await connectStore({ dataDir, mongoUri, dbName: path.basename(dataDir) });
  const { connection } = opened;
  const clock = { now: () => new Date() };
  const homePage = 'https://tool.example';
  const store = makeRecordStore({ connection, clock, homePage });
  const onError = (error: unknown): void => console.error(error);
  const analysis = makeAnalysis({
    connection,
    clock,
    store,
    pseudonymKey: 'a key',
    homePage,
    settings,
    nameLearners,
    onError,
  });
  /** Who the bearer token of a test stands for. */
  const guests = new Map<string, Access>();
  const lrs = makeLrs({
    connection,
    clock,
    store,
    analysis,
    alsoAuthenticate: ({ header }) => Promise.resolve(guests.get(header('Authorization') ?? '')),
    onError,
  });
  await prepareModels([...store.models, ...analysis.models, ...lrs.models] as Preparable[]);
  const server = express().use('/xapi', lrs.listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`;

  const callWith =
    (authorization: string) =>
    (
      route: string,
      { headers, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
    ) =>
      fetch(`${base}${route}`, { ...init, headers: { authorization, ...headers } });

  return {
    store,
    base,
    countBlocks: () => connection.collection('factBlocks').countDocuments(),
    /** As another process does that finds them not to be what the statements are. */
    removeBlocks: () => connection.collection('factBlocks').deleteMany({}),

    /** A client with a fresh key. */
    async withKey(options: { scopes?: Scope[]; identified?: boolean; platforms?: string[] } = {}) {
      const { key, secret } = await store.credentials.create({ scopes: ['analysis/rows'], ...options });
      return callWith(`Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`);
    },

    /** A client whose access is given, as the tool's sessions give it. */
    withAccess(access: Partial<Access>) {
      const token = `Bearer ${guests.size}`;
      guests.set(token, {
        key: token,
        scopes: ['analysis/rows'],
        authority: { objectType: 'Agent' },
        identified: false,
        ...access,
      });
      return callWith(token);
    },

    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await analysis.close();
      await store.close();
      if (mongoUri !== undefined) await connection.dropDatabase();
      await opened.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type AnalysisStore = Awaited<ReturnType<typeof openAnalysisStore>>;
