import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  readdirSync,
  realpathSync,
  statfsSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { OpenError } from './errors.ts';
import { STORE_FILE } from './storage/key-value.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const PERMISSIONS = 0o777;
const WRITABLE_BY_ALL = 0o002;

/**
 * What a folder without a store may hold and still become one: the secret of the tool and its files, what a file system or an
 * earlier restore left behind, hidden files.
 */
const MAY_BE_THERE =
  /^(?:\.|files$|uploads$|lost\+found$|app-secret|sandbox-lms\.json|restoring-|mongo\.sock$|store\.lmdb-lock$)/;

/** LMDB writes to its lock file through memory: on a full disk that ends the process, with a signal. */
const LEAST_FREE_BYTES = 1024 * 1024;

function setMode(file: string, mode: number): void {
  if ((statSync(file).mode & PERMISSIONS) !== mode) chmodSync(file, mode);
}

/** A mounted volume may belong to somebody else; who may write into the folder is its owner's to decide. */
function closeFolder(dir: string): void {
  try {
    setMode(dir, FOLDER_MODE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    if ((statSync(dir).mode & WRITABLE_BY_ALL) !== 0) throw error;
  }
}

function checkRoom(dir: string): void {
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize < LEAST_FREE_BYTES) throw new OpenError(`the disk of ${dir} is full`);
}

/**
 * Makes a folder that its owner alone can open, with all that lies in it; answers its real path. One that was there
 * before becomes so, unless it holds other things and no store: whoever named it by mistake would lock others out.
 */
export function makePrivateFolder(given: string): string {
  mkdirSync(given, { recursive: true, mode: FOLDER_MODE });
  const dir = realpathSync(given);
  const names = readdirSync(dir, { withFileTypes: true });
  if (!names.some(({ name }) => name === STORE_FILE)) {
    const foreign = names.find(({ name }) => !MAY_BE_THERE.test(name));
    if (foreign) throw new OpenError(`${dir} holds no store, but other things ("${foreign.name}" for one)`);
    checkRoom(dir);
  }
  closeFolder(dir);
  for (const entry of names) {
    if (!entry.isFile()) continue;
    const file = path.join(dir, entry.name);
    setMode(file, FILE_MODE);
    // Asked here, since LMDB does not say which file it may not open.
    accessSync(file, constants.R_OK | constants.W_OK);
  }
  return dir;
}
