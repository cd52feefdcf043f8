// Puts a new build where a tool may be running from the former one. No file of it is ever missing or half there:
// files with a hash in their names come first and those of former builds stay, then what names them is replaced, each
// by a rename. So a process that runs, a page that is open and a process that starts meanwhile find all that they ask
// for; a build that is killed on the way has broken nothing.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** How long files of former builds stay, from the build that no longer has them, in milliseconds. */
const KEPT_MS = 30 * 24 * 3_600_000;
const LISTING = '.files.json';
const hashed = /^(?:chunks|ui\/assets)\//;
const building = /^\.building-(\d+)$/;

const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Where a build of this process is made: inside `dist`, on the same disk. */
export const buildingPlace = (dist) => path.join(dist, `.building-${process.pid}`);

/** Makes the place for a build of this process, and removes those that killed ones have left. */
export async function openBuildingPlace(dist) {
  await mkdir(dist, { recursive: true });
  for (const name of await readdir(dist)) {
    const pid = building.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(path.join(dist, name), { recursive: true, force: true });
  }
  await mkdir(buildingPlace(dist));
}

/** All files below a folder, by names with slashes. */
async function filesIn(folder, below = '') {
  const found = [];
  for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (building.test(name)) continue;
    if (entry.isDirectory()) found.push(...(await filesIn(folder, name)));
    else found.push(name);
  }
  return found;
}

/** What the build before this one was made of counts as used until now. */
async function touchFormer(dist, now) {
  const listing = path.join(dist, LISTING);
  const former = existsSync(listing) ? JSON.parse(await readFile(listing, 'utf8')) : await filesIn(dist);
  for (const name of former.filter((file) => hashed.test(file)))
    await utimes(path.join(dist, name), now, now).catch(() => undefined);
}

async function removeOthers(dist, fresh, now) {
  for (const name of await filesIn(dist)) {
    const file = path.join(dist, name);
    const isKept = hashed.test(name) && now - (await stat(file)).mtimeMs < KEPT_MS;
    if (!fresh.has(name) && !isKept) await rm(file, { force: true });
  }
}

/** Moves the build in `place` into `dist`, whose `stamp` stays. */
export async function putInPlace(place, dist, stamp) {
  const now = Date.now();
  const names = await filesIn(place);
  await writeFile(path.join(place, LISTING), JSON.stringify(names));
  await touchFormer(dist, new Date(now));
  const inOrder = [...names].sort((a, b) => Number(hashed.test(b)) - Number(hashed.test(a)));
  for (const name of [...inOrder, LISTING]) {
    await mkdir(path.dirname(path.join(dist, name)), { recursive: true });
    await rename(path.join(place, name), path.join(dist, name));
  }
  await removeOthers(dist, new Set([...names, LISTING, path.basename(stamp)]), now);
  await rm(place, { recursive: true, force: true });
}
