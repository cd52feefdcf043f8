import { rm } from 'node:fs/promises';
import { Cursors } from './commands/cursors.ts';
import { Memory } from './memory.ts';
import { acquireLock, releaseLock, updateHolder } from './directory-lock.ts';
import { makePrivateFolder } from './private-folder.ts';
import { openLmdb } from './storage/key-value.ts';
import { Maintenance } from './storage/maintenance.ts';
import { Store } from './storage/store.ts';
import { defaultAddress, uriOf } from './store-address.ts';
import { WireServer } from './wire/server.ts';

export interface ServeOptions {
  readonly dir: string;
  readonly socket: string | undefined;
  /** What sorts, groups and cursors may hold in memory, all together. */
  readonly memoryBytes: number | undefined;
}

export interface RunningServer {
  readonly uri: string;
  close(): Promise<void>;
}

/** Opens the directory in this thread and serves it. */
export async function serveDirectory({
  dir: given,
  socket,
  memoryBytes,
}: ServeOptions): Promise<RunningServer> {
  const dir = makePrivateFolder(given);
  const wanted = socket === undefined ? defaultAddress(dir) : { path: socket };
  const db = openLmdb(dir);
  const holder = await acquireLock(db, dir, wanted).catch(async (error: unknown) => {
    await db.close();
    throw error;
  });
  const store = new Store(db, new Memory(memoryBytes));
  const cursors = new Cursors(store.memory);
  const maintenance = new Maintenance(store);
  const server = new WireServer({ store, cursors, maintenance, dir });
  const address = await server.listen(wanted);
  if ('port' in address) updateHolder(db, { ...holder, address });
  await maintenance.start();
  return {
    uri: uriOf(address),
    close: async () => {
      await server.close();
      cursors.close();
      await maintenance.close();
      await store.close();
      releaseLock(db, holder);
      if ('path' in address) await rm(address.path, { force: true });
      await db.close();
    },
  };
}
