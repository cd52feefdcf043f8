import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Entry, EntryStore } from './entry-store.ts';

interface LogSchema extends DBSchema {
  entries: { key: [string, number]; value: Entry; indexes: { attempt: string } };
}

const STRICT = { durability: 'strict' } as const;

async function openLog(name: string): Promise<IDBPDatabase<LogSchema>> {
  const database = await openDB<LogSchema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('entries', { keyPath: ['attempt', 'slot'] }).createIndex('attempt', 'attempt');
    },
    // Another tab wants to upgrade: stand aside.
    blocking: () => database.close(),
  });
  return database;
}

/** The device's log in IndexedDB, on disk before a promise resolves. Rejects where the browser has none. */
export async function openIndexedDbStore(name = 'chuyen-de'): Promise<EntryStore> {
  const database = await openLog(name);
  return {
    async put(entry) {
      const change = database.transaction('entries', 'readwrite', STRICT);
      const held = await change.store.get([entry.attempt, entry.slot]);
      if (held === undefined || held.seq < entry.seq) await change.store.put(entry);
      await change.done;
    },
    list: (attempt) => database.getAllFromIndex('entries', 'attempt', attempt),
    async acknowledge(attempt, stored) {
      const change = database.transaction('entries', 'readwrite', STRICT);
      for (const { slot, seq } of stored) {
        const held = await change.store.get([attempt, slot]);
        if (held !== undefined && held.seq <= seq) await change.store.delete([attempt, slot]);
      }
      await change.done;
    },
  };
}
