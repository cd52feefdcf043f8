import { activityOf, agentOf, aStatement } from './lrs-statement.ts';
import { useLrsRooms } from './lrs-rooms.ts';

const rooms = useLrsRooms();
afterEach(() => expect(rooms.faults).toEqual([]));

const MANY = 3_000;
const SOUGHT = agentOf('an-7');
const batchOf = (count: number) =>
  Array.from({ length: count }, (_, number) =>
    aStatement({
      actor: agentOf(`an-${number % 100}`),
      object: { ...activityOf(`many-${number % 500}`), definition: { name: { vi: `Câu ${number % 500}` } } },
    }),
  );
const send = (batch: unknown[]) => rooms.call('/statements', { method: 'POST', body: batch });

describe('a batch of thousands', () => {
  it('is stored in its order and all or none, however its work is cut', async () => {
    const batch = batchOf(MANY);
    const [first] = batch;
    const last = batch.at(-1)!;
    const isThere = async (id: string) =>
      (await rooms.call('/statements', { query: { statementId: id } })).status === 200;
    expect((await send([last])).status).toBe(200);

    expect((await send([...batch.slice(0, -1), { ...last, actor: agentOf('somebody else') }])).status).toBe(
      409,
    );
    const refused = await send([...batch.slice(0, -1), { ...last, id: 'none' }]);
    expect(await refused.json()).toMatchObject({ errors: [{ path: `$[${MANY - 1}].id` }] });
    expect(await isThere(first!.id)).toBe(false);

    // Twice at once, and once more: each statement is stored once.
    const replies = await Promise.all([send(batch), send(batch)]);
    for (const reply of [...replies, await send(batch)])
      expect(await reply.json()).toEqual(batch.map(({ id }) => id));
    const found = await rooms.call('/statements', {
      query: { agent: JSON.stringify(SOUGHT), ascending: 'true' },
    });
    const { statements } = (await found.json()) as { statements: { id: string }[] };
    const sought = batch.filter(({ actor }) => JSON.stringify(actor) === JSON.stringify(SOUGHT));
    expect(statements.map(({ id }) => id)).toEqual(sought.map(({ id }) => id));
  });
});
