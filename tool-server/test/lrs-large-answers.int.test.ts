import { useLrsRooms } from './lrs-rooms.ts';
import { activityOf, agentOf, aStatement, statementsClient, type Statement } from './lrs-statement.ts';

const rooms = useLrsRooms();
afterEach(() => expect(rooms.faults).toEqual([]));

const client = statementsClient(rooms);
const MIB = 1024 * 1024;
/** What is read for an answer, and what may be put into it. */
const [MOST_READ, MOST_SHOWN] = [4 * MIB, 8 * MIB];
const LONG = 'x'.repeat(2.5 * MIB);
const extensionsOf = (text: string) => ({ extensions: { 'https://e.example/long': text } });

/** Ids of all that a query finds, each page no longer than it may be. */
async function idsWithin(most: number, query: Record<string, string>, who = client) {
  const ids: string[] = [];
  let pages = 0;
  for (let next = `/xapi/statements?${new URLSearchParams(query).toString()}`; next !== ''; pages++) {
    const page = await who.pageAt(next);
    expect(page.statements.length).toBeGreaterThan(0);
    expect(JSON.stringify(page).length).toBeLessThan(most + 64 * 1024);
    ids.push(...page.statements.map(({ id }) => id));
    next = page.more;
  }
  return { ids, pages };
}

describe('answers made of large statements', () => {
  const told = [1, 0, 1, 0, 0, 1].map((size) =>
    aStatement({
      actor: { ...agentOf('long'), name: 'Người nói dài' },
      object: activityOf('long'),
      result: size === 0 ? { success: true } : extensionsOf(LONG),
    }),
  );
  const ids = told.map(({ id }) => id);
  const agent = JSON.stringify(agentOf('long'));
  let ofPlatform: ReturnType<typeof statementsClient>;
  beforeAll(async () => {
    const platforms = ['long-a', 'long-b'];
    const authorization = await rooms.credential(['all'], { platforms });
    ofPlatform = statementsClient(rooms, { authorization });
    for (const statement of told) await ofPlatform.store(statement);
  });

  it.each([
    ['by one key of the index', { agent }],
    ['with no more than ids', { agent, format: 'ids' }],
    ['with what is known of activities', { agent, format: 'canonical' }],
    ['by several', { agent, related_agents: 'true' }],
    ['by what a credential may see', {}],
    ['each for itself', { agent, limit: '1' }],
  ] as [string, Record<string, string>][])('end where there is no more room, %s', async (_, query) => {
    const found = await idsWithin(MOST_READ, query, ofPlatform);
    expect(found.ids).toEqual([...ids].reverse());
    expect(found.pages).toBeGreaterThan(2);
    const ascending = await idsWithin(MOST_READ, { ...query, ascending: 'true' }, ofPlatform);
    expect(ascending.ids).toEqual(ids);
  });

  it('read for delivery come in parts, and none is missing', async () => {
    const read: string[] = [];
    for (let after: string | undefined; ;) {
      const entries = await rooms.records.readForward({
        limit: 1_000,
        ...(after !== undefined && { after }),
      });
      if (entries.length === 0) break;
      expect(entries.reduce((sum, { json }) => sum + json.length, 0)).toBeLessThan(MOST_READ);
      read.push(...entries.map(({ id }) => id));
      after = entries.at(-1)?.position;
    }
    expect(read).toEqual(expect.arrayContaining(ids));
  });

  it('tell the names of an agent', async () => {
    const known = await rooms.call('/agents', { query: { agent } });
    expect(await known.json()).toMatchObject({ name: ['Người nói dài'] });
  });

  it('are known again, and refused when they say something else', async () => {
    const small = ids.map((id) => aStatement({ id }));
    expect((await ofPlatform.post(small)).status).toBe(409);
    expect((await ofPlatform.post([told[0], told[2]])).status).toBe(200);
  });
});

describe('a long definition', () => {
  const A_LOT = 'y'.repeat(60_000);

  it('stands in as many statements of a page as have room', async () => {
    const object = activityOf('shown-often');
    const told = Array.from({ length: 200 }, () => aStatement({ object }));
    await client.store(
      aStatement({ object: { ...object, definition: { name: { vi: 'Dài' }, ...extensionsOf(A_LOT) } } }),
      ...told,
    );
    const found = await idsWithin(MOST_SHOWN, { activity: object.id, format: 'canonical' });
    expect(found.ids).toHaveLength(201);
    expect(new Set(found.ids).size).toBe(201);
    expect(found.pages).toBe(2);
  });

  it('stands in as many places of one statement as have room, in the others what it tells itself', async () => {
    const around = Array.from({ length: 200 }, (_, i) => activityOf(`around-${i}`));
    await client.store(
      ...around.map((each) => aStatement({ object: { ...each, definition: extensionsOf(A_LOT) } })),
    );
    const again = { ...aStatement(), context: { contextActivities: { other: [...around, ...around] } } };
    await client.store(again);
    const response = await client.get({ statementId: again.id, format: 'canonical' });
    const text = await response.text();
    expect(text.length).toBeGreaterThan(MOST_SHOWN / 2);
    expect(text.length).toBeLessThan(MOST_SHOWN);
    const { context } = JSON.parse(text) as { context: { contextActivities: { other: unknown[] } } };
    expect(context.contextActivities.other).toHaveLength(400);
    expect(context.contextActivities.other.at(-1)).toMatchObject({ id: around.at(-1)?.id });
  });

  const definitionOf = async ({ id }: { id: string }) => {
    const known = await rooms.call('/activities', { query: { activityId: id } });
    return ((await known.json()) as Statement)['definition'] as Record<string, object> | undefined;
  };

  it('grows no longer than it may, and what is told beyond that is stored all the same', async () => {
    const object = activityOf('grows');
    const tell = (definition: object, id?: string) =>
      client.post(aStatement({ object: { ...object, definition }, ...(id !== undefined && { id }) }));
    for (let i = 0; i < 7; i++) {
      const { id } = aStatement();
      const definition = {
        name: { [`x-l${i}`]: 'Tên' },
        extensions: { [`https://e.example/${i}`]: i < 3 ? A_LOT.slice(0, 25_000) : LONG },
      };
      expect((await tell(definition, id)).status).toBe(200);
      const stored = (await (await client.get({ statementId: id })).json()) as Statement;
      expect(stored['object']).toMatchObject({ definition });
    }
    const known = await definitionOf(object);
    expect(Object.keys(known?.['name'] ?? {})).toHaveLength(7);
    expect(Object.keys(known?.['extensions'] ?? {})).toEqual(['https://e.example/0', 'https://e.example/1']);
  });

  it('is bounded within one batch as well, whatever of it comes first', async () => {
    const object = activityOf('grows-at-once');
    const definitions = [
      extensionsOf(LONG),
      { name: { vi: 'Còn chỗ' } },
      { description: { vi: LONG } },
      ...Array.from({ length: 500 }, (_, i) => ({
        extensions: { [`https://e.example/${i}`]: 'z'.repeat(500) },
      })),
      { type: 'https://types.example/last' },
    ];
    await client.store(...definitions.map((definition) => aStatement({ object: { ...object, definition } })));
    const known = await definitionOf(object);
    expect(known).toMatchObject({ name: { vi: 'Còn chỗ' } });
    expect(known).not.toHaveProperty('description');
    const kept = Object.keys(known?.['extensions'] ?? {});
    expect(kept.length).toBeGreaterThan(50);
    expect(JSON.stringify(known).length).toBeLessThan(64 * 1024);
  });
});
