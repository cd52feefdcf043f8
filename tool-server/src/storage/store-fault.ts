import { DirectoryLockedError } from '@chuyen-de/embedded-mongo';

interface StoreSettings {
  dataDir: string;
  mongoUri?: string | undefined;
}

/** Why the store could not be opened and which setting helps, where the operator can mend it. */
export function storeFault(error: unknown, { dataDir, mongoUri }: StoreSettings): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DirectoryLockedError)
    return `${error.message}: stop the other process, or set DATA_DIR to a directory of its own`;
  if (mongoUri !== undefined) return `the database of MONGODB_URI does not answer: ${error.message}`;
  // Of the file system: no such place, no permission, no directory, no space.
  return 'syscall' in error ? `the data cannot be kept in ${dataDir}: ${error.message}` : undefined;
}
