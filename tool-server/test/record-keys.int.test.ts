import type { RecordKeys, RecordKeySecret, Role } from '@chuyen-de/contracts';
import express from 'express';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { errorHandler } from '../src/http/index.ts';
import { makeSessionAccess, recordKeysRoutes } from '../src/records/index.ts';
import { requireSession, type Sessions } from '../src/sessions/index.ts';
import { basic, openLrsRooms, type LrsRooms } from './lrs-rooms.ts';

const COURSE = 'https://moodle.example/course/view.php?id=2';

/** A session for each token `role:platform`, with or without a course. */
const sessions: Pick<Sessions, 'check'> = {
  check: (token) => {
    const [role, platformId, contextId] = (token ?? '').split('.') as [Role, string?, string?];
    if (platformId === undefined) return Promise.resolve({ ok: false, code: 'session_required' });
    return Promise.resolve({
      ok: true,
      session: {
        personId: 'p1',
        platformId,
        ...(contextId !== undefined && { contextId }),
        roles: [role],
        held: [],
        locale: 'vi',
        view: 'item',
      },
    });
  },
};

const isShared = (platformId: string): Promise<boolean> => Promise.resolve(platformId === 'shared');

let rooms: LrsRooms;
let server: Server;
let base: string;
beforeAll(async () => {
  rooms = await openLrsRooms({
    alsoAuthenticate: makeSessionAccess({
      sessions,
      courseActivities: ({ contextId }) => Promise.resolve(contextId === undefined ? [] : [COURSE]),
      isShared,
      homePage: 'https://tool.example',
    }),
  });
  server = express()
    .use('/api', requireSession(sessions), recordKeysRoutes(rooms.records))
    .use(
      errorHandler({
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: console.error,
      }),
    )
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/records/keys`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rooms.close();
});

const call = (token: string, method = 'GET', path = '', body?: unknown) =>
  fetch(`${base}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const ADMINISTRATOR = 'administrator.moodle';
const OTHER = 'administrator.canvas';
const keysOf = async (token: string) => ((await (await call(token)).json()) as RecordKeys).keys;
const agents = async (secret: RecordKeySecret) =>
  (
    await rooms.call('/agents', {
      query: { agent: '{"mbox":"mailto:a@b.vn"}' },
      authorization: basic(secret),
    })
  ).status;

describe('/api/records/keys', () => {
  it('lets administrators make, list, rotate and revoke keys of their LMS', async () => {
    const response = await call(ADMINISTRATOR, 'POST', '', { scopes: ['all/read'], note: 'Phòng đào tạo' });
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const made = (await response.json()) as RecordKeySecret;
    expect(await agents(made)).toBe(200);
    const [listed] = await keysOf(ADMINISTRATOR);
    expect(listed).toMatchObject({
      key: made.key,
      scopes: ['all/read'],
      note: 'Phòng đào tạo',
      identified: false,
    });
    expect(JSON.stringify(listed)).not.toContain(made.secret);
    expect((await rooms.records.credentials.list()).find(({ key }) => key === made.key)?.platforms).toEqual([
      'moodle',
    ]);

    const renewed = (await (
      await call(ADMINISTRATOR, 'POST', `/${made.key}/rotate`)
    ).json()) as RecordKeySecret;
    expect([await agents(made), await agents(renewed)]).toEqual([401, 200]);
    expect((await call(ADMINISTRATOR, 'DELETE', `/${made.key}`)).status).toBe(204);
    expect(await agents(renewed)).toBe(401);
    expect((await call(ADMINISTRATOR, 'DELETE', `/${made.key}`)).status).toBe(404);
    expect((await keysOf(ADMINISTRATOR))[0]).toMatchObject({ revokedAt: expect.any(String) as string });
  });

  it('keeps others’ keys from them', async () => {
    const made = (await (
      await call(ADMINISTRATOR, 'POST', '', { scopes: ['all'] })
    ).json()) as RecordKeySecret;
    const unbound = await rooms.records.credentials.create({ scopes: ['all'] });
    expect(await keysOf(OTHER)).toEqual([]);
    for (const { key } of [made, unbound]) {
      expect((await call(OTHER, 'POST', `/${key}/rotate`)).status).toBe(404);
      expect((await call(OTHER, 'DELETE', `/${key}`)).status).toBe(404);
    }
    expect([await agents(made), await agents(unbound)]).toEqual([200, 200]);
  });

  it.each(['learner.moodle', 'lecturer.moodle', 'organiser.moodle'])('is nothing for %s', async (token) => {
    expect((await call(token)).status).toBe(403);
    expect((await call(token, 'POST', '', { scopes: ['all'] })).status).toBe(403);
  });

  it.each([{}, { scopes: [] }, { scopes: ['everything'] }, { scopes: ['all'], platforms: ['canvas'] }])(
    'refuses %j',
    async (body) => {
      expect((await call(ADMINISTRATOR, 'POST', '', body)).status).toBe(400);
    },
  );
});

describe('sessions at the record store', () => {
  it.each(['learner.moodle.c1', 'lecturer.moodle.c1', 'administrator.moodle'])(
    'read and write nothing of others: %s',
    async (token) => {
      const authorization = `Bearer ${token}`;
      expect((await rooms.call('/statements', { authorization })).status).toBe(403);
      const query = { profileId: 'a', agent: '{"mbox":"mailto:a@b.vn"}' };
      expect((await rooms.call('/agents/profile', { authorization, query })).status).toBe(403);
    },
  );

  it('are bound to their LMS, and lecturers to their course', async () => {
    const access = async (token: string) =>
      makeSessionAccess({
        sessions,
        courseActivities: ({ contextId }) => Promise.resolve(contextId === undefined ? [] : [COURSE]),
        isShared,
        homePage: 'https://tool.example',
      })({ header: () => `Bearer ${token}` });
    expect(await access('lecturer.moodle.c1')).toMatchObject({
      scopes: ['analysis/read'],
      platforms: ['moodle'],
      courses: [COURSE],
      identified: true,
    });
    expect(await access('lecturer.moodle')).toMatchObject({ courses: [] });
    expect(await access('organiser.moodle')).not.toHaveProperty('courses');
    expect(await access('organiser.shared.c1')).toMatchObject({ courses: [COURSE] });
    expect(await access('administrator.shared.c1')).not.toHaveProperty('courses');
    expect(await access('organiser.moodle')).toMatchObject({ scopes: ['analysis/read'], identified: false });
    expect(await access('learner.moodle.c1')).toMatchObject({ scopes: [], courses: [] });
    expect(await access('')).toBeUndefined();
  });
});
