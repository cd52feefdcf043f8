import { choice } from '../../../../test/builders.ts';
import { makeDeviceLog } from './device-log.ts';
import { makeMemoryStore, type Entry, type EntryStore } from './entry-store.ts';
import { openIndexedDbStore } from './indexed-db-store.ts';

const anEntry = (over: Partial<Entry> = {}): Entry => ({
  attempt: 'attempt-1',
  device: 'device-0001',
  slot: 1,
  seq: 10,
  at: 10,
  response: choice(['a']),
  flagged: false,
  ...over,
});

let database = 0;

describe.each<[string, () => Promise<EntryStore>]>([
  ['memory', () => Promise.resolve(makeMemoryStore())],
  ['IndexedDB', () => openIndexedDbStore(`log-${++database}`)],
])('entries in %s', (_name, open) => {
  it('hold the newest of each slot, whatever the order of writing', async () => {
    const store = await open();
    await store.put(anEntry({ seq: 20, response: choice(['b']) }));
    await store.put(anEntry({ seq: 10, response: choice(['a']) }));
    expect(await store.list('attempt-1')).toEqual([anEntry({ seq: 20, response: choice(['b']) })]);
  });

  it('keep attempts apart', async () => {
    const store = await open();
    await store.put(anEntry());
    expect(await store.list('attempt-2')).toEqual([]);
  });

  it('go only when the server holds this stamp or a newer one', async () => {
    const store = await open();
    await store.put(anEntry({ seq: 20 }));
    await store.acknowledge('attempt-1', [{ slot: 1, seq: 19 }]);
    expect(await store.list('attempt-1')).toHaveLength(1);
    await store.acknowledge('attempt-1', [{ slot: 1, seq: 20 }]);
    expect(await store.list('attempt-1')).toEqual([]);
  });
});

describe('the device log', () => {
  it('finds on a new opening what an earlier page left', async () => {
    const name = `log-${++database}`;
    await (await openIndexedDbStore(name)).put(anEntry());
    expect(await (await openIndexedDbStore(name)).list('attempt-1')).toEqual([anEntry()]);
  });

  it('goes on in memory, and says so, when the disk fails', async () => {
    const full: EntryStore = {
      put: () => Promise.reject(new Error('quota')),
      list: () => Promise.resolve([anEntry({ slot: 2 })]),
      acknowledge: () => Promise.resolve(),
    };
    const log = makeDeviceLog(full);
    expect(log.isDurable()).toBe(true);
    await log.put(anEntry({ slot: 1 }));
    expect(log.isDurable()).toBe(false);
    expect((await log.list('attempt-1')).map(({ slot }) => slot).sort()).toEqual([1, 2]);
  });

  it('is not durable where the browser has no database', () => {
    expect(makeDeviceLog(undefined).isDurable()).toBe(false);
  });
});
