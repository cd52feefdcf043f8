import type { Problem } from '@chuyen-de/contracts';
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

describe('every answer', () => {
  it('asks browsers for https under this very name, and leaves others of the school alone', async () => {
    const response = await rooms.call('GET', '/api/who');
    expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/);
  });
});

describe('faults of requests and of the server', () => {
  it('are problems with a code, a status and the id of the request', async () => {
    const response = await rooms.call('GET', '/api/who');
    expect(await problemOf(response)).toEqual({
      type: 'about:blank',
      title: 'session required',
      status: 401,
      code: 'session_required',
      requestId: response.headers.get('x-request-id'),
    });
  });

  it.each([
    ['no JSON', '{"code":', 'malformed_json', 400],
    ['no object', '"code"', 'malformed_json', 400],
    ['nothing', undefined, 'invalid_request', 400],
    ['another member', '{"code":"a","more":1}', 'invalid_request', 400],
    ['too much', JSON.stringify({ code: 'x'.repeat(600_000) }), 'too_large', 413],
  ])('name a body that is %s', async (_what, body, code, status) => {
    const response = await rooms.call('POST', '/api/session', { ...(body !== undefined && { body }) });
    expect(response.status).toBe(status);
    expect(await problemOf(response)).toMatchObject({ code, status });
    expect(rooms.logged).toEqual([]);
  });

  it('are told before a body is read of whom nobody knows', async () => {
    for (const body of ['{"count":', JSON.stringify({ count: 'x'.repeat(600_000) })]) {
      const response = await rooms.call('POST', '/api/things/1', { body });
      expect(await problemOf(response)).toMatchObject({ code: 'session_required' });
    }
  });

  it.each([
    ['POST', '/api/session'],
    ['POST', '/api/session/refresh'],
    ['GET', '/api/who'],
    ['GET', '/api/nothing'],
    ['GET', '/api/bug'],
    ['GET', '/api/exams/%E0%A4%A'],
  ])('and answers of %s %s stay in no cache, with a session and without', async (method, route) => {
    for (const known of [{}, { token: rooms.tokenOf() }]) {
      const response = await rooms.call(method, route, known);
      expect(response.headers.get('cache-control')).toBe('no-store');
      await response.arrayBuffer();
    }
  });

  it('name every part that is wrong, and where', async () => {
    const token = rooms.tokenOf();
    const faultsOf = async (id: string) => {
      const response = await rooms.call('POST', `/api/things/${id}`, {
        token,
        body: '{"count":1.5,"more":1}',
      });
      const { issues } = (await problemOf(response)) as Problem & { issues: { path: string }[] };
      return issues.map(({ path }) => path).sort();
    };
    expect(await faultsOf('too-long')).toEqual(['params.id']);
    expect(await faultsOf('thing')).toEqual(['body', 'body.count']);
  });

  it('in the address are the caller’s', async () => {
    const response = await rooms.call('GET', '/api/exams/%E0%A4%A', { token: rooms.tokenOf() });
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: 'invalid_request' });
    expect(rooms.logged).toEqual([]);
  });

  it('that nobody expected are logged and not told', async () => {
    const response = await rooms.call('GET', '/api/bug', { token: rooms.tokenOf() });
    expect(response.status).toBe(500);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ code: 'internal_error' });
    expect(JSON.stringify(problem)).not.toContain('a bug');
    expect(rooms.logged).toContainEqual(
      expect.objectContaining({
        requestId: problem.requestId,
        err: expect.objectContaining({ message: 'a bug' }) as object,
      }),
    );
  });

  it('of a store that is away ask to come back', async () => {
    const response = await rooms.call('GET', '/api/away', { token: rooms.tokenOf() });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await problemOf(response)).toMatchObject({ code: 'store_unavailable' });
  });

  it('of a store without room say that nothing was stored, and ask to come back', async () => {
    const response = await rooms.call('GET', '/api/full', { token: rooms.tokenOf() });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await problemOf(response)).toMatchObject({ code: 'store_full' });
    expect(rooms.logged).toHaveLength(1);
  });

  it('of an address that there is not', async () => {
    const api = await rooms.call('GET', '/api/nothing', { token: rooms.tokenOf() });
    expect(api.status).toBe(404);
    expect(await problemOf(api)).toMatchObject({ code: 'not_found' });
    const page = await rooms.call('GET', '/nothing');
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  });
});

describe('health', () => {
  it('tells alive from ready', async () => {
    expect((await rooms.call('GET', '/healthz')).status).toBe(200);
    expect((await rooms.call('GET', '/readyz')).status).toBe(200);
    for (const [store, code] of [
      ['away', 'store_unavailable'],
      ['full', 'store_full'],
    ] as const) {
      rooms.health.store = store;
      expect((await rooms.call('GET', '/healthz')).status).toBe(200);
      const unready = await rooms.call('GET', '/readyz');
      expect(unready.status).toBe(503);
      expect(unready.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(await problemOf(unready)).toMatchObject({ code, parts: { store } });
    }
    rooms.health.store = 'ready';
  });
});
