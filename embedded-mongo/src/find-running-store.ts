import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { answers, findLiveHolder } from './directory-lock.ts';
import { openLmdb, STORE_FILE } from './storage/key-value.ts';
import { uriOf } from './store-address.ts';

/**
 * Whether a folder holds a store, running or not.
 * @throws NodeJS.ErrnoException where this user may not look: that is not the same as none
 */
export function storeExists(dir: string): boolean {
  try {
    statSync(path.join(dir, STORE_FILE));
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Address of the store that a live process runs on the directory, undefined where there is none. */
export async function findRunningStore(dir: string): Promise<string | undefined> {
  if (!storeExists(dir)) return undefined;
  const db = openLmdb(realpathSync(dir), true);
  try {
    const holder = await findLiveHolder(db);
    return holder && (await answers(holder.address)) ? uriOf(holder.address) : undefined;
  } finally {
    await db.close();
  }
}
