import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { makeRecordStore, type RecordStore } from '@chuyen-de/xapi';
import { connectStore, prepareModels, type Store } from '../src/storage/index.ts';
import { openLrsRooms } from './lrs-rooms.ts';
import { aStatement, statementsClient, type Statement } from './lrs-statement.ts';

describe('paging while statements come in', () => {
  const BEFORE = 300;

  it.each(['true', 'false'])('skips and doubles none (ascending=%s)', async (ascending) => {
    const rooms = await openLrsRooms();
    try {
      const client = statementsClient(rooms);
      const before = Array.from({ length: BEFORE }, () => aStatement());
      await client.store(...before);
      let reading = true;
      const later: string[] = [];
      const writers = Array.from({ length: 4 }, async (_, n) => {
        while (reading) {
          const batch = Array.from({ length: n + 1 }, () => aStatement());
          await client.store(...batch);
          later.push(...batch.map(({ id }) => id));
        }
      });
      const read = await client
        .idsOf({ limit: '25', ascending }, () => Promise.resolve())
        .finally(() => {
          reading = false;
        });
      await Promise.all(writers);
      const expected = before.map(({ id }) => id);
      const [seen, others] = [new Set(read), new Set(later)];
      expect(seen.size).toBe(read.length);
      expect(read.filter((id) => !others.has(id))).toEqual(
        ascending === 'true' ? expected : expected.reverse(),
      );
    } finally {
      await rooms.close();
    }
  });
});

describe('several processes on one database', () => {
  let dataDir: string;
  let store: Store;
  const opened: RecordStore[] = [];
  const clock = { now: () => new Date() };

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'lrs-order-'));
    const mongoUri = process.env['MONGODB_URI'];
    store = await connectStore({ dataDir, mongoUri, dbName: path.basename(dataDir) });
    await prepareModels(open().models);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
    if (process.env['MONGODB_URI'] !== undefined) await store.connection.dropDatabase();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  function open(ownClock = clock): RecordStore {
    const made = makeRecordStore({
      connection: store.connection,
      clock: ownClock,
      homePage: 'https://lrs.example',
    });
    opened.push(made);
    return made;
  }

  /** Reads forward until as much has come as is waited for, and then nothing more. */
  async function follow(reader: RecordStore, isEnough: (count: number) => boolean): Promise<string[]> {
    const ids: string[] = [];
    for (let last: string | undefined; ;) {
      const entries = await reader.readForward({ limit: 7, ...(last !== undefined && { after: last }) });
      ids.push(...entries.map(({ id }) => id));
      last = entries.at(-1)?.position ?? last;
      if (entries.length === 0) {
        if (isEnough(ids.length)) return ids;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }

  it('who reads forward misses nothing that any of them stores, with clocks that differ', async () => {
    const behind = open({ now: () => new Date(Date.now() - 400) });
    const ahead = open({ now: () => new Date(Date.now() + 400) });
    const writers = [open(), behind, ahead];
    const reader = open();
    let writing = true;
    const following = follow(reader, (count) => !writing && count >= all.length);
    const all: string[] = [];
    await Promise.all(
      writers.map(async (writer, n) => {
        for (let round = 0; round < 25; round++) {
          const batch = Array.from({ length: 1 + ((round + n) % 4) }, () => aStatement());
          all.push(...batch.map(({ id }) => id));
          await writer.store(batch);
        }
      }),
    );
    await Promise.all(writers.map((writer) => writer.close()));
    writing = false;
    const read = await following;
    expect(new Set(read).size).toBe(read.length);
    expect([...read].sort()).toEqual([...all].sort());
  }, 60_000);

  it('everything stored before the time that is said to be consistent can be found', async () => {
    const [writer, reader] = [open(), open()];
    const found = async (): Promise<Map<string, Date>> => {
      const { statements } = await reader.query({}, { limit: 500, ascending: false });
      return new Map(statements.map(({ json, stored }) => [(JSON.parse(json) as { id: string }).id, stored]));
    };
    const snapshots: { through: Date; ids: Set<string> }[] = [];
    for (let round = 0; round < 20; round++) {
      const writing = Promise.all([writer.store([aStatement(), aStatement()]), writer.store([aStatement()])]);
      const through = await reader.consistentThrough();
      snapshots.push({ through, ids: new Set((await found()).keys()) });
      await writing;
    }
    const all = await found();
    for (const { through, ids } of snapshots)
      for (const [id, stored] of all) if (stored < through) expect(ids).toContain(id);
    await writer.close();
  }, 60_000);

  it('a batch that a dead process left in part goes, before anybody reads past it; a whole one stays', async () => {
    const writer = open();
    const batches = [0, 1].map(() => Array.from({ length: 4 }, () => aStatement()));
    const [torn, whole] = batches as [Statement[], Statement[]];
    await writer.store(torn);
    await writer.store(whole);
    const statements = store.connection.collection('statements');
    const first = await statements.findOne({ _id: torn[0]!.id as never });
    await statements.deleteOne({ _id: torn[1]!.id as never });
    const writers = store.connection.collection('statementWriters');
    await writer.close();
    const { term } = (await writers.findOne()) as unknown as { term: number };
    await writers.updateOne(
      {},
      {
        $set: {
          'writers.dead': { term, mark: first!['position'] as string, beat: Date.now() - 60_000, host: 'x' },
        },
      },
    );
    const reader = open();
    const read = await follow(reader, (count) => count >= whole.length);
    expect(read).toEqual(whole.map(({ id }) => id));
    for (const { id } of torn) expect(await reader.find({ id, voided: false })).toBeUndefined();
  });

  it('a process that was taken for dead stores again, and its statements are read', async () => {
    const writer = open();
    await writer.store([aStatement()]);
    await store.connection.collection('statementWriters').updateOne({}, { $set: { writers: {} } });
    const statement = aStatement({ id: randomUUID() });
    await writer.store([statement]);
    expect(await writer.find({ id: statement.id, voided: false })).toBeDefined();
    await writer.close();
    const reader = open();
    const all = await follow(reader, (count) => count >= 2);
    expect(all.filter((id) => id === statement.id)).toEqual([statement.id]);
  });
});
