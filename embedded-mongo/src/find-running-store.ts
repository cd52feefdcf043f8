import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { answers, findLiveHolder } from './directory-lock.ts';
import { openLmdb } from './storage/key-value.ts';
import { uriOf } from './store-address.ts';

/** Address of the store that a live process runs on the directory, undefined where there is none. */
export async function findRunningStore(dir: string): Promise<string | undefined> {
  if (!existsSync(path.join(dir, 'store.lmdb'))) return undefined;
  const db = openLmdb(realpathSync(dir), true);
  try {
    const holder = await findLiveHolder(db);
    return holder && (await answers(holder.address)) ? uriOf(holder.address) : undefined;
  } finally {
    await db.close();
  }
}
