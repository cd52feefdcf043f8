import { randomUUID } from 'node:crypto';
import { useLrsRooms } from './lrs-rooms.ts';
import {
  activityOf,
  agentOf,
  aStatement,
  statementsClient,
  verbOf,
  type Statement,
} from './lrs-statement.ts';

const rooms = useLrsRooms();
const client = statementsClient(rooms);
const second = statementsClient(rooms, { version: '2.0.0' });

const textOf = async (id: string): Promise<string> => (await client.get({ statementId: id })).text();
const read = async (id: string): Promise<Statement> => JSON.parse(await textOf(id)) as Statement;
const isThere = async (id: string): Promise<boolean> =>
  (await client.get({ statementId: id })).status === 200;

describe('storing statements', () => {
  it('makes ids where there are none, and answers all in their order', async () => {
    const named = aStatement();
    const { id: _, ...nameless } = aStatement();
    const response = await client.post([named, nameless]);
    expect(response.status).toBe(200);
    const [first, made] = (await response.json()) as string[];
    expect(first).toBe(named.id);
    expect((await read(made!)).id).toBe(made);
  });

  it('stores what a PUT says under the id of its address', async () => {
    const { id, ...nameless } = aStatement();
    expect((await client.put(id, nameless)).status).toBe(204);
    expect((await read(id)).id).toBe(id);
    expect((await client.put(id, { ...nameless, id: id.toUpperCase() })).status).toBe(204);
    expect((await client.put(randomUUID(), { ...nameless, id })).status).toBe(400);
    expect((await client.put(randomUUID(), [nameless])).status).toBe(400);
    expect((await client.call({ method: 'PUT', body: nameless })).status).toBe(400);
  });

  it('finds a statement by its id in letters of either case', async () => {
    const statement = aStatement();
    await client.store(statement);
    expect(await isThere(statement.id.toUpperCase())).toBe(true);
  });

  it('keeps a statement as it came, to the spelling of numbers and the order of properties', async () => {
    const id = randomUUID();
    const text = `{
      "verb": {"id": "https://verbs.example/v", "display": {"vi": "đã \\u0111\\u1ecdc"}},
      "id": "${id}", "result": {"score": {"raw": 1.50, "max": 1e1}}, "actor": {"mbox": "mailto:a@example.com"},
      "stored": "2001-01-01T00:00:00Z",
      "object": {"id": "https://activities.example/a"}}`;
    expect((await client.post(text, { 'content-type': 'application/json' })).status).toBe(200);
    const kept = await textOf(id);
    expect(kept).toContain('"raw": 1.50, "max": 1e1');
    expect(kept).toContain('đã \\u0111\\u1ecdc');
    expect(kept).not.toContain('2001-01-01');
    expect(Object.keys(JSON.parse(kept) as object).slice(0, 4)).toEqual(['verb', 'id', 'result', 'actor']);
  });

  it('sets time of storing, authority and version, and the time where there is none', async () => {
    const { timestamp: _, ...timeless } = aStatement({ authority: agentOf('liar') });
    await client.post(timeless);
    const now = rooms.clock.now().toISOString();
    expect(await read(timeless.id)).toMatchObject({ stored: now, timestamp: now, version: '1.0.0' });
    expect((await read(timeless.id))['authority']).toMatchObject({
      account: { homePage: 'https://lrs.example' },
    });
    const newer = aStatement({ timestamp: '2026-03-02T14:00:00.123456+07:00' });
    await second.store(newer);
    expect(await read(newer.id)).toMatchObject({
      version: '2.0.0',
      timestamp: '2026-03-02T07:00:00.123456Z',
    });
  });

  it('answers when it was stored as Last-Modified', async () => {
    const statement = aStatement();
    await second.store(statement);
    const response = await second.get({ statementId: statement.id });
    expect(response.headers.get('last-modified')).toBe(rooms.clock.now().toUTCString());
  });

  it('answers HEAD with the headers of GET and nothing else', async () => {
    const statement = aStatement();
    await client.store(statement);
    for (const query of [{ statementId: statement.id }, { limit: '2' }, { statementId: randomUUID() }]) {
      const [get, head] = [await client.get(query), await client.call({ method: 'HEAD', query })];
      expect(head.status).toBe(get.status);
      expect(await head.text()).toBe('');
      const compared = ['content-type', 'content-length', 'last-modified', 'x-experience-api-version'];
      for (const name of compared)
        expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
      expect(head.headers.get('x-experience-api-consistent-through')).toMatch(/^\d{4}-/);
    }
  });
});

describe('a statement whose id is there already', () => {
  it('is taken again when it says the same, and stored once', async () => {
    const statement = aStatement();
    await client.store(statement);
    const same = {
      ...statement,
      timestamp: '2026-03-02T14:00:00.000+07:00',
      object: { ...activityOf('exam-1'), objectType: 'Activity', definition: { name: { vi: 'Bài 1' } } },
    };
    expect((await client.post(same)).status).toBe(200);
    expect((await client.put(statement.id, statement)).status).toBe(204);
    expect(await read(statement.id)).toMatchObject({ object: activityOf('exam-1') });
    expect(await client.idsOf({ since: '2000-01-01T00:00:00Z' })).toEqual(
      expect.arrayContaining([statement.id]),
    );
  });

  it('is refused when it says something else, and nothing changes', async () => {
    const statement = aStatement();
    await client.store(statement);
    for (const other of [
      { verb: verbOf('failed') },
      { actor: agentOf('binh') },
      { result: { success: true } },
      { timestamp: '2026-03-02T07:00:01Z' },
    ]) {
      expect((await client.put(statement.id, { ...statement, ...other })).status).toBe(409);
      expect((await client.post({ ...statement, ...other })).status).toBe(409);
    }
    expect(await read(statement.id)).toMatchObject({ verb: statement['verb'], actor: statement['actor'] });
  });
});

describe('a batch', () => {
  it('is stored whole or not at all when one conflicts with what is there', async () => {
    const there = aStatement();
    await client.store(there);
    const fresh = [aStatement(), aStatement(), aStatement()];
    const batch = [fresh[0], fresh[1], { ...there, verb: verbOf('failed') }, fresh[2]];
    expect((await client.post(batch)).status).toBe(409);
    for (const { id } of fresh) expect(await isThere(id)).toBe(false);
    expect((await client.post([...fresh, there])).status).toBe(200);
    for (const { id } of fresh) expect(await isThere(id)).toBe(true);
  });

  it('is stored whole or not at all when one is invalid, and names which and why', async () => {
    const batch = [aStatement(), aStatement({ verb: { id: 'no iri' } })];
    const response = await client.post(batch);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: '$[1].verb.id' }] });
    expect(await isThere(batch[0]!.id)).toBe(false);
  });

  it('is refused with a statement that is too large, as a whole', async () => {
    const fits = aStatement({ result: { response: 'đ'.repeat(1024 * 1024) } });
    const large = aStatement({ result: { response: 'đ'.repeat(2 * 1024 * 1024) } });
    expect((await client.post([fits, large])).status).toBe(413);
    expect(await isThere(fits.id)).toBe(false);
    await client.store(fits);
    expect(await isThere(fits.id)).toBe(true);
  });

  it('is refused with the same id twice in it', async () => {
    const statement = aStatement();
    expect((await client.post([statement, statement])).status).toBe(400);
    expect(await isThere(statement.id)).toBe(false);
  });

  it('may be empty', async () => {
    const response = await client.post([]);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual([]);
  });

  it('is stored once and whole however many send it at once, with others that overlap', async () => {
    const shared = Array.from({ length: 6 }, () => aStatement());
    const rivals = Array.from({ length: 6 }, (_, i) => [
      ...shared.slice(i),
      ...shared.slice(0, i),
      aStatement({ object: activityOf(`rival-${i}`) }),
    ]);
    const replies = await Promise.all(rivals.map((batch) => client.post(batch)));
    expect(replies.map(({ status }) => status)).toEqual(rivals.map(() => 200));
    const ids = [...new Set(rivals.flat().map(({ id }) => id))];
    const all = await client.idsOf({ limit: '4' });
    for (const id of ids) expect(all.filter((each) => each === id)).toEqual([id]);
  });

  it('of two that contradict each other one is stored, whole', async () => {
    const id = randomUUID();
    const [a, b] = ['passed', 'failed'].map((verb) => [
      aStatement(),
      aStatement({ id, verb: verbOf(verb) }),
      aStatement(),
    ]) as [Statement[], Statement[]];
    const statuses = (await Promise.all([client.post(a), client.post(b)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
    const there = await Promise.all(
      [a, b].map((batch) => Promise.all([batch[0]!, batch[2]!].map((each) => isThere(each.id)))),
    );
    expect(there.map((each) => each.every(Boolean)).sort()).toEqual([false, true]);
    expect(there.map((each) => each.some(Boolean)).sort()).toEqual([false, true]);
  });
});

describe('parameters', () => {
  const id = randomUUID();
  it.each([
    ['a statement with a filter', { statementId: id, verb: 'https://verbs.example/v' }],
    ['a voided statement with a filter', { voidedStatementId: id, limit: '1' }],
    ['a statement and a voided one', { statementId: id, voidedStatementId: id }],
    ['an unknown parameter', { colour: 'red' }],
    ['a parameter in other letters', { Limit: '1' }],
    ['a continuation that no page gave', { after: 'x' }],
    ['an unknown format', { format: 'short' }],
    ['a flag that is neither', { attachments: 'yes' }],
    ['a time without a date', { since: '12:00:00Z' }],
    ['a negative limit', { limit: '-1' }],
  ] as [string, Record<string, string>][])('refuse %s', async (_what, query) => {
    expect((await client.get(query)).status).toBe(400);
    expect((await client.call({ method: 'HEAD', query })).status).toBe(400);
  });
});
