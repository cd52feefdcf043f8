import { existsSync, realpathSync } from 'node:fs';
import { link, mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { checkLayout, findLiveHolder } from './directory-lock.ts';
import { syncFolder } from './dump-manifest.ts';
import { DirectoryLockedError, RestoreError } from './errors.ts';
import { findRunningStore, storeExists } from './find-running-store.ts';
import { makePrivateFolder } from './private-folder.ts';
import { Catalogue } from './storage/catalogue.ts';
import { KeyValue, openLmdb, STORE_FILE } from './storage/key-value.ts';

const ASIDE = 'restoring-';

/** Refuses a store that is held or has documents. */
async function checkEmpty(dir: string): Promise<void> {
  if (!storeExists(dir)) return;
  const db = openLmdb(realpathSync(dir), true);
  try {
    checkLayout(db, dir);
    const holder = await findLiveHolder(db);
    if (holder) throw new DirectoryLockedError(dir, holder.pid);
    const catalogue = new Catalogue(new KeyValue(db), () => ({ matches: () => true, paths: [] }));
    const filled = catalogue.all().find(({ count }) => count > 0);
    if (filled) throw new RestoreError(`the store is not empty: it has documents in ${filled.ns}`);
  } finally {
    await db.close();
  }
}

/** Removes what was being made when its process was killed. */
async function removeLeftovers(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const left = path.join(dir, name);
    if (!name.startsWith(ASIDE)) continue;
    if ((await findRunningStore(left)) !== undefined)
      throw new RestoreError(`another restore into ${dir} is under way`);
    await rm(left, { recursive: true });
  }
}

/** Gives the store that is whole its place, if nobody has made one there meanwhile. */
async function putInPlace(aside: string, dir: string): Promise<void> {
  await checkEmpty(dir);
  const place = path.join(dir, STORE_FILE);
  for (const file of [place, `${place}-lock`]) await rm(file, { force: true });
  await link(path.join(aside, STORE_FILE), place);
  await syncFolder(dir);
}

/**
 * Lets a store be made in a folder below `dir`, and puts it into `dir` in one step when it is done. Should that fail
 * there is nothing of it.
 */
export async function makeStoreAside(dir: string, make: (aside: string) => Promise<void>): Promise<void> {
  const isNew = !existsSync(dir);
  await checkEmpty(dir);
  const real = makePrivateFolder(dir);
  try {
    await removeLeftovers(real);
    const aside = path.join(real, `${ASIDE}${process.pid}`);
    try {
      await mkdir(aside, { mode: 0o700 });
      await make(aside);
      await putInPlace(aside, real);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  } catch (error) {
    if (isNew) await rmdir(real).catch(() => undefined);
    throw error;
  }
}
