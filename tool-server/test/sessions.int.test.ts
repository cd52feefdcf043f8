import type { SessionGrant } from '@chuyen-de/contracts';
import { makeSessions } from '../src/sessions/index.ts';
import { aSession, holds } from './exam-rooms.ts';
import { openSessionRooms, problemOf, type SessionRooms } from './session-rooms.ts';

let rooms: SessionRooms;
beforeAll(async () => {
  rooms = await openSessionRooms();
});
beforeEach(() => {
  rooms.clock.reset();
  rooms.logged.length = 0;
});
afterAll(() => rooms.close());

const exchange = (code: string) => rooms.call('POST', '/api/session', { body: JSON.stringify({ code }) });

describe('the single-use code of a launch', () => {
  it('is exchanged for a token that stands for the session', async () => {
    const code = rooms.sessions.issueCode(aSession({ personName: 'Nguyễn Văn An' }));
    const response = await exchange(code);
    expect(response.status).toBe(200);
    const grant = (await response.json()) as SessionGrant;
    expect(grant.session).toMatchObject({ person: { id: 'person-1', name: 'Nguyễn Văn An' }, view: 'item' });
    expect(grant.session).not.toHaveProperty('platformId');
    const who = await rooms.call('GET', '/api/who', { token: grant.token });
    expect(await who.json()).toEqual({ ...aSession({ personName: 'Nguyễn Văn An' }), held: [] });
  });

  it('works for one of many who come at once', async () => {
    const code = rooms.sessions.issueCode(aSession());
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => exchange(code)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(9);
  });

  it('is spent after its first use, and unknown codes are no better', async () => {
    const code = rooms.sessions.issueCode(aSession());
    await exchange(code);
    for (const spent of [code, 'never-issued']) {
      const response = await exchange(spent);
      expect(response.status).toBe(401);
      expect(await problemOf(response)).toMatchObject({ code: 'launch_code_spent', status: 401 });
    }
  });

  it('is too old after a few minutes', async () => {
    const code = rooms.sessions.issueCode(aSession());
    rooms.clock.pass(4);
    expect((await exchange(code)).status).toBe(401);
  });

  it('shows nobody what it holds, and nobody can change it', async () => {
    const code = rooms.sessions.issueCode(aSession({ personName: 'Nguyễn Văn An' }));
    const bytes = Buffer.from(code, 'base64url');
    expect(bytes.includes('person-1') || bytes.includes('Nguyễn')).toBe(false);
    for (const at of [0, 20, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await exchange(changed.toString('base64url'))).status).toBe(401);
    }
    expect((await exchange(code.slice(0, 30))).status).toBe(401);
    expect((await exchange(code)).status).toBe(200);
  });

  it('of another installation is refused', async () => {
    const { connection, clock } = rooms;
    const foreign = makeSessions({ connection, clock, secret: 'another secret of thirty-two bytes', holds });
    expect((await exchange(foreign.issueCode(aSession()))).status).toBe(401);
  });
});

describe('the bearer token', () => {
  it('is needed', async () => {
    const response = await rooms.call('GET', '/api/who');
    expect(response.status).toBe(401);
    expect(await problemOf(response)).toMatchObject({ code: 'session_required' });
  });

  it('expires, also where it has been checked before', async () => {
    const token = rooms.tokenOf();
    expect((await rooms.call('GET', '/api/who', { token })).status).toBe(200);
    const fresh = rooms.tokenOf({ personId: 'person-2' });
    rooms.clock.pass(4 * 60 + 1);
    for (const old of [token, fresh]) {
      const response = await rooms.call('GET', '/api/who', { token: old });
      expect(response.status).toBe(401);
      expect(await problemOf(response)).toMatchObject({ code: 'session_expired' });
    }
  });

  it('is renewed while it is in use', async () => {
    const token = rooms.tokenOf();
    rooms.clock.pass(3 * 60);
    const response = await rooms.call('POST', '/api/session/refresh', { token });
    const { token: renewed } = (await response.json()) as SessionGrant;
    rooms.clock.pass(2 * 60);
    expect((await rooms.call('GET', '/api/who', { token })).status).toBe(401);
    expect((await rooms.call('GET', '/api/who', { token: renewed })).status).toBe(200);
    expect((await rooms.call('POST', '/api/session/refresh', { token })).status).toBe(401);
  });

  it('shows nobody what it holds, and nobody can change it', async () => {
    const token = rooms.tokenOf();
    const bytes = Buffer.from(token, 'base64url');
    expect(bytes.includes('person-1')).toBe(false);
    const changed = [0, 20, bytes.length - 1].map((at) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy.toString('base64url');
    });
    for (const other of [...changed, token.slice(0, 40), 'garbage'])
      expect(await problemOf(await rooms.call('GET', '/api/who', { token: other }))).toMatchObject({
        code: 'session_required',
      });
  });

  it('and the code of a launch do not stand for each other', async () => {
    const code = rooms.sessions.issueCode(aSession());
    expect((await rooms.call('GET', '/api/who', { token: code })).status).toBe(401);
    expect((await exchange(rooms.tokenOf())).status).toBe(401);
  });

  it('of another installation is refused', async () => {
    const foreign = makeSessions({
      connection: rooms.connection,
      clock: rooms.clock,
      secret: 'another secret of thirty-two bytes',
      holds,
    });
    const { token } = foreign.begin(aSession());
    expect((await rooms.call('GET', '/api/who', { token })).status).toBe(401);
  });

  it('opens only the item of its link', async () => {
    const token = rooms.tokenOf({ item: { kind: 'exam', code: 'KT01' } });
    expect((await rooms.call('GET', '/api/exams/KT01', { token })).status).toBe(200);
    const other = await rooms.call('GET', '/api/exams/KT02', { token });
    expect(other.status).toBe(403);
    expect(await problemOf(other)).toMatchObject({ code: 'not_in_this_link' });
    const topic = rooms.tokenOf({ item: { kind: 'topic', code: 'KT01' } });
    expect((await rooms.call('GET', '/api/exams/KT01', { token: topic })).status).toBe(403);
  });

  it('opens what staff may see to staff alone', async () => {
    const learner = await rooms.call('GET', '/api/staff', { token: rooms.tokenOf() });
    expect(learner.status).toBe(403);
    expect(await problemOf(learner)).toMatchObject({ code: 'not_permitted' });
    const lecturer = rooms.tokenOf({ roles: ['learner', 'lecturer'] });
    expect((await rooms.call('GET', '/api/staff', { token: lecturer })).status).toBe(200);
  });
});
