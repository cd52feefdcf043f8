import type { Collection, Document, Long } from 'mongodb';
import { makeIndex, useDocs } from './driver.ts';

type Doc = Document & { _id: number };

interface Batch {
  readonly id: Long | number;
  readonly firstBatch?: readonly Doc[];
  readonly nextBatch?: readonly Doc[];
}

/* A cursor holds no snapshot: what was not given out yet comes as it is when it is asked for. */

describe('a cursor', () => {
  const session = useDocs<Doc>();
  beforeEach(async () => {
    await session.docs.insertMany(Array.from({ length: 10 }, (_, i) => ({ _id: i, v: i })));
  });

  const ask = async (command: Document): Promise<Batch> =>
    ((await session.db.command(command, { promoteLongs: false })) as { cursor: Batch }).cursor;
  const find = (more: Document = {}): Promise<Batch> => ask({ find: 'docs', batchSize: 2, ...more });
  const rest = async ({ id }: Batch): Promise<readonly Doc[]> => {
    const { nextBatch } = await ask({ getMore: id, collection: 'docs' });
    return nextBatch ?? [];
  };
  const idsOf = (batch: readonly Doc[] = []): number[] => batch.map(({ _id }) => _id);

  it.each<[string, Document]>([
    ['the collection', {}],
    ['the index of _id', { filter: { _id: { $gte: 0 } } }],
    ['another index', { filter: { v: { $gte: 0 } }, sort: { v: 1 } }],
    ['a filter that no index serves', { filter: { $nor: [{ v: 99 }] } }],
  ])('reads %s as it is when it is asked for more', async (_name, command) => {
    await makeIndex(session.docs as unknown as Collection, { v: 1 });
    const first = await find(command);
    expect(idsOf(first.firstBatch)).toEqual([0, 1]);
    await session.docs.deleteMany({ _id: { $in: [2, 5, 9] } });
    await session.docs.updateOne({ _id: 4 }, { $set: { seen: true } });
    await session.docs.insertOne({ _id: 20, v: 20 });
    const more = await rest(first);
    expect(idsOf(more)).toEqual([3, 4, 6, 7, 8, 20]);
    expect(more[1]).toMatchObject({ seen: true });
  });

  it('leaves out what does not match any more', async () => {
    const first = await find({ filter: { v: { $lt: 8 } } });
    await session.docs.updateMany({ _id: { $gte: 4 } }, { $set: { v: 100 } });
    expect(idsOf(await rest(first))).toEqual([2, 3]);
  });

  it('gives as many as its limit, whatever is gone meanwhile', async () => {
    const first = await find({ skip: 1, limit: 5 });
    expect(idsOf(first.firstBatch)).toEqual([1, 2]);
    await session.docs.deleteMany({ _id: { $in: [3, 4] } });
    expect(idsOf(await rest(first))).toEqual([5, 6, 7]);
  });

  it('is closed with its first batch when its limit is reached', async () => {
    const { id, firstBatch } = await find({ limit: 2 });
    expect(firstBatch).toHaveLength(2);
    expect(Number(id)).toBe(0);
  });

  it.each<[string, Document]>([
    ['nothing else matches', { filter: { _id: { $lt: 2 } } }],
    ['nothing is left after what was skipped', { skip: 8 }],
  ])('has nothing more when %s, and need not be asked for it', async (_name, command) => {
    const first = await find(command);
    expect(first.firstBatch).toHaveLength(2);
    // MongoDB has not looked yet, and finds out when it is asked.
    if (session.isEmbedded) expect(Number(first.id)).toBe(0);
    else expect(Number(first.id) === 0 ? [] : await rest(first)).toEqual([]);
  });

  it.each<[string, Document]>([
    ['collections', { listCollections: 1, cursor: { batchSize: 0 } }],
    ['indexes', { listIndexes: 'docs', cursor: { batchSize: 0 } }],
  ])('of %s can be killed', async (_name, command) => {
    const { id } = await ask(command);
    const named = 'listIndexes' in command ? 'docs' : '$cmd.listCollections';
    const reply = await session.db.command({ killCursors: named, cursors: [id] }, { promoteLongs: false });
    expect(reply['cursorsKilled']).toEqual([id]);
    expect(reply['cursorsNotFound']).toEqual([]);
  });
});
