import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import { createApp } from './app.ts';
import { makeBank } from './bank/index.ts';
import { makeCatalogue } from './catalogue/index.ts';
import { makeClasses } from './classes/index.ts';
import type { Clock } from './kernel/clock.ts';
import type { PastDesk } from './demonstration/index.ts';
import { makeExams } from './exams/index.ts';
import { makeLearning } from './learning/index.ts';
import type { LtiLaunch } from './lti/index.ts';
import type { RoomDeps } from './rooms.ts';
import { makeSessions } from './sessions/index.ts';
import { makeOwedQueue } from './storage/index.ts';

/** A clock that stands where it was set. */
interface SetClock extends Clock {
  set(moment: Date): void;
}

function makeSetClock(): SetClock {
  let at = new Date(0);
  return { now: () => at, set: (moment) => void (at = moment) };
}

type Given = Pick<RoomDeps, 'connection' | 'logger' | 'secret'>;

const nobody = (): never => {
  throw new Error('the past asks no LMS');
};

function makePeoplesRooms({ connection, logger, secret }: Given, clock: Clock) {
  const emit = (): undefined => undefined;
  const deps = { connection, clock, logger, emit, owedQueue: makeOwedQueue({ clock }) };
  const catalogue = makeCatalogue(deps);
  return {
    sessions: makeSessions({ ...deps, secret, holds: () => Promise.resolve(true) }),
    classes: makeClasses({ ...deps, readMembers: nobody }),
    learning: makeLearning({ ...deps, secret, catalogue }),
    exams: makeExams({
      ...deps,
      secret,
      catalogue,
      bank: makeBank(deps),
      belongsToCourse: () => Promise.resolve(false),
      namesById: () => Promise.resolve(new Map()),
      gradeStateOf: () => Promise.resolve(null),
    }),
  };
}

/**
 * The people's side of the tool, at moments of the past: what they do there goes the same ways as in the present,
 * and leaves the same behind. What it comes to owe, grades and records, is carried out by the tool itself.
 */
export async function openPastDesk(given: Given): Promise<PastDesk> {
  const clock = makeSetClock();
  const { sessions, classes, learning, exams } = makePeoplesRooms(given, clock);
  const app = createApp({
    logger: given.logger,
    sessions,
    lti: Router(),
    api: [learning.router, exams.router],
    recordStore: Router(),
    storeHealth: () => Promise.resolve('ready'),
    trustProxy: 0,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    async arrive(at: Date, launch: LtiLaunch) {
      clock.set(at);
      return sessions.begin(await classes.recordLaunch({ ...launch, launchedAt: at })).token;
    },

    async ask<T>(
      at: Date,
      token: string,
      request: { method: string; path: string; body?: object },
    ): Promise<T> {
      clock.set(at);
      const response = await fetch(`${base}/api${request.path}`, {
        method: request.method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(request.body && { body: JSON.stringify(request.body) }),
      });
      if (!response.ok)
        throw new Error(`${request.path} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },

    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
