import os from 'node:os';
import { DirectoryLockedError, OpenError } from '@chuyen-de/embedded-mongo';

interface StoreSettings {
  dataDir: string;
  mongoUri?: string | undefined;
}

/** As chown takes it. In a container a user may have no name. */
function thisUser(): string {
  try {
    return os.userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}

/** Not allowed: by the file system, which has words for codes, or by LMDB, which has the system's numbers. */
const NOT_ALLOWED: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 13, 1]);

function accessFault({ syscall, message }: NodeJS.ErrnoException, dataDir: string): string {
  if (syscall === 'mkdir')
    return (
      `this user may not make ${dataDir} (${message}): ` +
      `make it for them (install -d -m 700 -o ${thisUser()} ${dataDir}), or set DATA_DIR to a place of theirs`
    );
  return (
    `the data in ${dataDir} belongs to another user (${message}): ` +
    `give it to the user of this process (chown -R ${thisUser()} ${dataDir}), or run as the other`
  );
}

/** Why the store could not be opened and which setting helps, where the operator can mend it. */
export function storeFault(error: unknown, { dataDir, mongoUri }: StoreSettings): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DirectoryLockedError)
    return `${error.message}: stop the other process, or set DATA_DIR to a directory of its own`;
  if (error instanceof OpenError)
    return `${error.message}: make room, mend it, or set DATA_DIR to a directory of its own`;
  if (mongoUri !== undefined) return `the database of MONGODB_URI does not answer: ${error.message}`;
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (NOT_ALLOWED.has(code)) return accessFault(error, dataDir);
  // LMDB's own errors have numbers for codes.
  if (typeof code === 'number') return `the data in ${dataDir} cannot be opened: ${message}`;
  // Of the file system: no such place, no directory, no space.
  return syscall === undefined ? undefined : `the data cannot be kept in ${dataDir}: ${message}`;
}
