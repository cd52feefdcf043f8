import { clientOf, everyKind, FRESH, profiles, resources, sha1, type Resource } from './lrs-document.ts';
import { useLrsRooms } from './lrs-rooms.ts';

const rooms = useLrsRooms();
afterEach(() => expect(rooms.faults).toEqual([]));

const json = { 'content-type': 'application/json' };

/** A client for a document of these tests' record store. */
const documentOf = (resource: Resource, version: string, query?: Record<string, string>) =>
  clientOf(rooms, resource, version, query);

/** The process that gets the nth of many requests. */
const processOf = (n: number) => ({ 'x-process': n % 2 === 0 ? 'one' : 'other' });

describe.each(everyKind)('%s in %s', (resource, version) => {
  it('keeps bytes, type, tag and time of a document', async () => {
    const document = documentOf(resource, version);
    const bytes = Uint8Array.from({ length: 4_096 }, (_, n) => (n * 31) % 256);
    expect((await document.put(bytes, { ...FRESH, 'content-type': 'image/x-own; q=1' })).status).toBe(204);
    const response = await document.get();
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('content-type')).toBe('image/x-own; q=1');
    expect(response.headers.get('etag')).toBe(`"${sha1(bytes)}"`);
    expect(response.headers.get('last-modified')).toBe(rooms.clock.now().toUTCString());
    const head = await document.head();
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const name of ['etag', 'content-length', 'content-type', 'last-modified'])
      expect(head.headers.get(name)).toBe(response.headers.get(name));
  });

  it('keeps an empty document', async () => {
    const document = documentOf(resource, version);
    expect((await document.put('', { ...FRESH, 'content-type': 'text/plain' })).status).toBe(204);
    const response = await document.get();
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('has a name of a thousand characters at the most', async () => {
    const { query } = documentOf(resource, version);
    const name = 'stateId' in query ? 'stateId' : 'profileId';
    const named = (length: number) =>
      documentOf(resource, version, { ...query, [name]: query[name]!.padEnd(length, 'x') });
    expect((await named(1_000).put('kept', FRESH)).status).toBe(204);
    const refused = await named(1_001).put('not kept', FRESH);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('has at most 1000 characters');
  });

  it('knows no other document', async () => {
    expect((await documentOf(resource, version).get()).status).toBe(404);
  });

  it('replaces and deletes only what the caller has seen', async () => {
    const document = documentOf(resource, version);
    await document.put('one', FRESH);
    for (const tag of ['"1234"', `W/"${sha1('one')}"`, '"a", "b"', '""']) {
      expect((await document.put('two', { 'If-Match': tag })).status).toBe(412);
      expect((await document.remove({ 'If-Match': tag })).status).toBe(412);
    }
    expect((await document.put('two', FRESH)).status).toBe(412);
    expect(await (await document.get()).text()).toBe('one');
    expect((await document.put('two', { 'If-Match': `"1234", "${sha1('one')}"` })).status).toBe(204);
    expect((await document.put('three', { 'If-Match': '*' })).status).toBe(204);
    expect(await (await document.get()).text()).toBe('three');
    expect((await document.remove({ 'If-Match': `"${sha1('three')}"` })).status).toBe(204);
    expect((await document.get()).status).toBe(404);
    expect((await document.put('four', { 'If-Match': '*' })).status).toBe(412);
  });

  it('merges JSON objects one level deep', async () => {
    const document = documentOf(resource, version);
    expect((await document.post({ a: { x: 1 }, b: [1], __proto__: null })).status).toBe(204);
    expect((await document.post('{"a":{"y":2},"c":"ố","__proto__":{"p":1}}', json)).status).toBe(204);
    const response = await document.get();
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe('{"a":{"y":2},"b":[1],"c":"ố","__proto__":{"p":1}}');
  });

  it.each([
    ['another type', 'a', { 'content-type': 'text/plain' }],
    ['an array', '[1]', { 'content-type': 'application/json' }],
    ['a number', '1', { 'content-type': 'application/json' }],
    ['what is no JSON', '{"a":', { 'content-type': 'application/json' }],
    [
      'what is no UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      { 'content-type': 'application/json' },
    ],
    ['nesting without end', `{"a":${'['.repeat(100_000)}`, { 'content-type': 'application/json' }],
  ])('does not merge %s', async (_what, body, headers) => {
    const document = documentOf(resource, version);
    expect((await document.post(body, headers)).status).toBe(400);
    expect((await document.get()).status).toBe(404);
    await document.put({ kept: true }, FRESH);
    expect((await document.post(body, headers)).status).toBe(400);
    expect(await (await document.get()).json()).toEqual({ kept: true });
  });

  it('does not merge into a document of another type', async () => {
    const document = documentOf(resource, version);
    await document.put('kept', { ...FRESH, 'content-type': 'text/plain' });
    expect((await document.post({ a: 1 })).status).toBe(400);
    expect(await (await document.get()).text()).toBe('kept');
  });

  it('merges only into what the caller has seen, where it says so', async () => {
    const document = documentOf(resource, version);
    await document.post({ a: 1 });
    expect((await document.post({ b: 2 }, { 'If-Match': '"1234"' })).status).toBe(412);
    expect((await document.post({ b: 2 }, FRESH)).status).toBe(412);
    expect((await document.post({ b: 2 }, { 'If-Match': `"${sha1('{"a":1}')}"` })).status).toBe(204);
    expect(await (await document.get()).json()).toEqual({ a: 1, b: 2 });
  });

  it('loses none of many merges at the same time', async () => {
    const document = documentOf(resource, version);
    const names = Array.from({ length: 24 }, (_, n) => `property${n}`);
    const responses = await Promise.all(
      names.map((name, n) => document.post({ [name]: name }, processOf(n))),
    );
    expect(responses.map(({ status }) => status)).toEqual(names.map(() => 204));
    const merged = (await (await document.get()).json()) as object;
    expect(Object.keys(merged).sort()).toEqual([...names].sort());
  });

  it('lets one of many win that replace what they all have seen', async () => {
    const document = documentOf(resource, version);
    await document.put('seen', FRESH);
    const writers = Array.from({ length: 16 }, (_, n) => `writer ${n}`);
    const responses = await Promise.all(
      writers.map((text, n) => document.put(text, { 'If-Match': `"${sha1('seen')}"`, ...processOf(n) })),
    );
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(15);
    expect(await (await document.get()).text()).toBe(writers[statuses.indexOf(204)]);
  });

  it('lets one of many win that create a document', async () => {
    const document = documentOf(resource, version);
    const responses = await Promise.all(
      Array.from({ length: 16 }, (_, n) => document.put(`${n}`, { ...FRESH, ...processOf(n) })),
    );
    expect(responses.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(responses.filter(({ status }) => status === 412)).toHaveLength(15);
  });

  it('refuses parameters that are missing, malformed, unknown or doubled', async () => {
    const { query } = documentOf(resource, version);
    const status = async (changed: Record<string, string | undefined>, method = 'PUT') => {
      const entries = Object.entries({ ...query, ...changed }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      const options = { method, version, headers: FRESH, query: Object.fromEntries(entries) };
      return (await rooms.call(resource, method === 'GET' ? options : { ...options, body: 'x' })).status;
    };
    for (const name of Object.keys(query)) expect(await status({ [name]: undefined })).toBe(400);
    for (const name of ['since', 'Agent', 'extra']) expect(await status({ [name]: '1' })).toBe(400);
    if (query['agent'] !== undefined)
      for (const malformed of [
        'an',
        '{}',
        '[]',
        '{"mbox":"an"}',
        '{"objectType":"Group","mbox":"mailto:a@b.vn"}',
      ])
        expect(await status({ agent: malformed })).toBe(400);
    if (query['activityId'] !== undefined) expect(await status({ activityId: 'exam' })).toBe(400);
    expect(await status({ since: 'yesterday', stateId: undefined, profileId: undefined }, 'GET')).toBe(400);
    const twice = `${new URLSearchParams(query).toString()}&${Object.keys(query)[0]!}=1`;
    expect((await rooms.call(`${resource}?${twice}`, { version })).status).toBe(400);
  });
});

describe('documents without preconditions', () => {
  it('lets 1.0.3 replace a state, and 2.0 not', async () => {
    const document = documentOf('/activities/state', '1.0.3');
    expect((await document.put('one')).status).toBe(204);
    expect((await document.put('two')).status).toBe(204);
    const newer = documentOf('/activities/state', '2.0.0', document.query);
    const refused = await newer.put('three');
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('If-Match') as string });
    expect(await (await document.get()).text()).toBe('two');
  });

  it.each(profiles)('lets nobody replace at %s, and 1.0.3 not even create', async (resource) => {
    const document = documentOf(resource, '2.0.0');
    const older = documentOf(resource, '1.0.3', document.query);
    expect((await older.put('one')).status).toBe(400);
    expect((await document.get()).status).toBe(404);
    expect((await document.put('one')).status).toBe(204);
    expect((await document.put('two')).status).toBe(409);
    expect((await older.put('two')).status).toBe(409);
    expect(await (await document.get()).text()).toBe('one');
  });

  it('deletes what is there, and what is not', async () => {
    for (const resource of resources) {
      const document = documentOf(resource, '1.0.3');
      await document.put('one', FRESH);
      expect((await document.remove()).status).toBe(204);
      expect((await document.remove()).status).toBe(204);
      expect((await document.get()).status).toBe(404);
    }
  });
});
