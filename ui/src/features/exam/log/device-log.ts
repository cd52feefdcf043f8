import { makeMemoryStore, newestOfEach, type EntryStore } from './entry-store.ts';
import { openIndexedDbStore } from './indexed-db-store.ts';

export interface DeviceLog extends EntryStore {
  /** False once something could not be written to disk: a closed tab would lose what waits. */
  isDurable(): boolean;
  onDurability(listener: () => void): () => void;
}

/** A log on disk that falls back to memory, and says so, when the disk fails (blocked, full, evicted). */
export function makeDeviceLog(disk: EntryStore | undefined): DeviceLog {
  const memory = makeMemoryStore();
  const listeners = new Set<() => void>();
  let durable = disk !== undefined;
  const fail = () => {
    durable = false;
    for (const listener of listeners) listener();
  };
  return {
    isDurable: () => durable,
    onDurability(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async put(entry) {
      try {
        if (disk === undefined) await memory.put(entry);
        else await disk.put(entry);
      } catch {
        await memory.put(entry);
        fail();
      }
    },
    async list(attempt) {
      const onDisk = disk?.list(attempt).catch(() => (fail(), []));
      return newestOfEach((await onDisk) ?? [], await memory.list(attempt));
    },
    async acknowledge(attempt, stored) {
      await memory.acknowledge(attempt, stored);
      await disk?.acknowledge(attempt, stored).catch(fail);
    },
  };
}

/** Opens this browser's log; in memory where it has no IndexedDB. */
export const openDeviceLog = (name?: string): Promise<DeviceLog> =>
  openIndexedDbStore(name).then(makeDeviceLog, () => makeDeviceLog(undefined));
