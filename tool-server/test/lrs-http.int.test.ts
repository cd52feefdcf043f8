import { randomUUID } from 'node:crypto';
import { useLrsRooms } from './lrs-rooms.ts';

const rooms = useLrsRooms();
afterEach(() => expect(rooms.faults).toEqual([]));

const activityId = 'https://tool.example/exams/KT01';
const state = () => ({
  activityId,
  agent: '{"mbox":"mailto:an@example.vn"}',
  stateId: randomUUID(),
});

describe('versions', () => {
  it.each([
    ['1.0', '1.0.3'],
    ['1.0.0', '1.0.3'],
    ['1.0.2', '1.0.3'],
    ['2.0', '2.0.0'],
    ['2.0.0', '2.0.0'],
    ['2.0.7', '2.0.0'],
  ])('speaks %s as %s', async (version, spoken) => {
    const response = await rooms.call('/activities', { version, query: { activityId } });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-experience-api-version')).toBe(spoken);
  });

  it.each(['0.9', '0.95', '1.1', '1.1.0', '2.1.0', '3.0.0', 'x', '1.0.3, 2.0.0'])(
    'refuses %s',
    async (version) => {
      const response = await rooms.call('/activities', { version, query: { activityId } });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'version_unsupported' });
      expect(response.headers.get('x-experience-api-version')).toMatch(/^(1\.0\.3|2\.0\.0)$/);
    },
  );

  it('asks for a version everywhere but at /about', async () => {
    for (const resource of ['/statements', '/activities', '/agents', '/activities/state']) {
      const response = await fetch(`${rooms.base}${resource}`, {
        headers: { authorization: rooms.authorization },
      });
      expect(response.status).toBe(400);
      expect(response.headers.get('x-experience-api-version')).toBe('0.95');
    }
    for (const version of [undefined, '0.9', '1.0.3', '2.0.0']) {
      const response = await fetch(`${rooms.base}/about`, {
        headers: { ...(version !== undefined && { 'X-Experience-API-Version': version }) },
      });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        version: expect.arrayContaining(['1.0.3', '2.0.0']) as string[],
      });
    }
  });
});

describe('every answer', () => {
  it.each([
    ['GET', '/about', 200],
    ['GET', '/statements?unknown=1', 400],
    ['GET', '/nowhere', 404],
    ['PATCH', '/statements', 405],
    ['PUT', '/activities', 405],
    ['GET', '/activities/state?%zz=1', 400],
    ['GET', '/activities?activityId=%ff', 400],
  ])('to %s %s names version, consistency and who may read it', async (method, resource, status) => {
    const response = await rooms.call(resource, { method, version: '2.0.0' });
    expect(response.status).toBe(status);
    expect(response.headers.get('x-experience-api-version')).toBe('2.0.0');
    expect(response.headers.get('x-experience-api-consistent-through')).toMatch(/^\d{4}-.*Z$/);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    if (status < 400) return;
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code: expect.any(String) as string });
  });

  it('names the methods that a resource knows', async () => {
    const response = await rooms.call('/activities', { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });

  it('is the same for HEAD, without a body', async () => {
    for (const resource of ['/about', '/statements', '/nowhere', `/activities?activityId=${activityId}`]) {
      const [get, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => rooms.call(resource, { method, version: '2.0.0' })),
      );
      expect(head!.status).toBe(get!.status);
      expect(await head!.text()).toBe('');
      for (const name of ['content-length', 'content-type', 'etag'])
        expect(head!.headers.get(name)).toBe(get!.headers.get(name));
    }
  });

  it('lets any page ask, without cookies', async () => {
    const response = await fetch(`${rooms.base}/statements`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://page.example',
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'authorization, x-experience-api-version, if-match',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(response.headers.get('access-control-allow-headers')).toMatch(
      /Authorization.*If-Match.*X-Experience-API-Version/,
    );
    const answer = await rooms.call('/about', { headers: { Origin: 'https://page.example' } });
    expect(answer.headers.get('access-control-expose-headers')).toMatch(
      /ETag.*X-Experience-API-Consistent-Through/,
    );
  });
});

describe('the alternate request syntax', () => {
  const form = (resource: string, fields: Record<string, string>, version: string | null = null) =>
    fetch(`${rooms.base}${resource}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: {
        ...(version !== null && { 'X-Experience-API-Version': version, authorization: rooms.authorization }),
      },
    });
  const inForm = () => ({ Authorization: rooms.authorization, 'X-Experience-API-Version': '1.0.3' });

  it('carries everything in a form', async () => {
    const address = state();
    const put = await form('/activities/state?method=PUT', {
      ...inForm(),
      ...address,
      'Content-Type': 'text/plain; charset=utf-8',
      'If-None-Match': '*',
      content: 'đề thi & 100%',
    });
    expect([put.status, await put.text()]).toEqual([204, '']);
    const again = { ...inForm(), ...address, 'if-none-match': '*', content: 'x' };
    expect((await form('/activities/state?method=PUT', again)).status).toBe(412);
    const got = await form('/activities/state?method=GET', { ...inForm(), ...address });
    expect(await got.text()).toBe('đề thi & 100%');
    expect(got.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const head = await form('/activities/state?method=HEAD', { ...inForm(), ...address });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await form('/activities/state?method=DELETE', { ...inForm(), ...address })).status).toBe(204);
    expect((await form('/activities/state?method=GET', { ...inForm(), ...address })).status).toBe(404);
  });

  it('takes content for JSON where the form does not say', async () => {
    const address = state();
    await form('/activities/state?method=POST', { ...inForm(), ...address, content: '{"a":1}' });
    const got = await rooms.call('/activities/state', { query: address });
    expect([got.headers.get('content-type'), await got.text()]).toEqual(['application/json', '{"a":1}']);
  });

  it('refuses a form of bytes that are no UTF-8, and stores nothing', async () => {
    const address = state();
    const fields = new URLSearchParams({ ...inForm(), ...address, content: '' }).toString();
    const body = Buffer.concat([Buffer.from(fields), Buffer.from([0x61, 0xff])]);
    const put = await fetch(`${rooms.base}/activities/state?method=PUT`, { method: 'POST', body });
    expect(put.status).toBe(400);
    expect((await rooms.call('/activities/state', { query: address })).status).toBe(404);
  });

  it.each([
    ['another parameter in the address', '/activities/state?method=GET&stateId=a', {}],
    ['an unknown method', '/activities/state?method=PATCH', {}],
    ['content that is missing', '/activities/state?method=PUT', { stateId: 'a' }],
    ['another version in the form', '/activities/state?method=GET', { 'X-Experience-API-Version': '0.8' }],
    ['2.0 in the form', '/activities/state?method=GET', { 'X-Experience-API-Version': '2.0.0' }],
  ])('is refused with %s', async (_what, resource, fields) => {
    expect((await form(resource, { ...inForm(), ...state(), ...fields })).status).toBe(400);
  });

  it('is no part of 2.0', async () => {
    expect((await form('/activities/state?method=GET', state(), '2.0.0')).status).toBe(400);
    expect((await form('/activities/state?method=GET', state(), '1.0.3')).status).toBe(404);
  });

  it('proves who asks by the form alone', async () => {
    const fields = { ...state(), 'X-Experience-API-Version': '1.0.3' };
    expect((await form('/activities/state?method=GET', fields)).status).toBe(401);
  });
});
