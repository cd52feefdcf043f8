import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Problem } from '@chuyen-de/contracts';
import { Router } from 'express';
import { z } from 'zod';
import { createApp } from '../src/app.ts';
import { parseRequest, type StoreHealth } from '../src/http/index.ts';
import type { Logger } from '../src/kernel/logger.ts';
import {
  getExamSession,
  getSession,
  readBody,
  makeSessions,
  requireMay,
  type SessionData,
} from '../src/sessions/index.ts';
import { connectStore, prepareModels } from '../src/storage/index.ts';
import { aSession, heldClock, holds } from './exam-rooms.ts';

const SECRET = 'a secret of thirty-two bytes or more';

/** Routes with which rooms use sessions. */
function aRoom(): Router {
  const router = Router();
  router.get('/who', (req, res) => {
    res.json(getSession(req));
  });
  router.get('/staff', requireMay('class.see'), (_req, res) => {
    res.json({});
  });
  router.get('/exams/:code', (req, res) => {
    res.json({ person: getExamSession(req, req.params.code).session.personId });
  });
  router.post('/things/:id', async (req, res) => {
    parseRequest(req, { params: z.object({ id: z.string().max(5) }) });
    res.json(await readBody(req, z.strictObject({ count: z.int() })));
  });
  router.get('/bug', () => {
    throw new Error('a bug');
  });
  router.get('/away', () => {
    throw Object.assign(new Error('no server'), { name: 'MongoServerSelectionError' });
  });
  router.get('/full', () => {
    throw Object.assign(new Error('the disk takes no more'), { name: 'MongoServerError', code: 14_031 });
  });
  return router;
}

/** The real app with sessions and a room that uses them, over an embedded store of its own. */
export async function openSessionRooms() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sessions-'));
  const mongoUri = process.env['MONGODB_URI'];
  const store = await connectStore({ dataDir, mongoUri, dbName: path.basename(dataDir) });
  const { connection } = store;
  const clock = heldClock(new Date().toISOString());
  const sessions = makeSessions({ connection, clock, secret: SECRET, holds });
  await prepareModels(sessions.models);
  const logged: unknown[] = [];
  const health: { store: StoreHealth } = { store: 'ready' };
  const logger: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (entry: unknown) => void logged.push(entry),
  };
  const app = createApp({
    logger,
    sessions,
    lti: Router(),
    api: [aRoom()],
    recordStore: Router(),
    storeHealth: () => Promise.resolve(health.store),
    trustProxy: 0,
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    connection,
    clock,
    sessions,
    /** What was logged as an error. */
    logged,
    health,
    call: (method: string, route: string, { token, body }: { token?: string; body?: string } = {}) =>
      fetch(`${base}${route}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body }),
      }),
    tokenOf: (over: Partial<SessionData> = {}) => sessions.begin(aSession(over)).token,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (mongoUri !== undefined) await connection.dropDatabase();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type SessionRooms = Awaited<ReturnType<typeof openSessionRooms>>;

export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return (await response.json()) as Problem;
}
