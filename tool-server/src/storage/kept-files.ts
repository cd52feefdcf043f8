import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Bytes of a file from the first to the last. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Files by the hash of what is in them: equal ones are kept once, and none is ever changed. Whoever places one has said
 * before, where `isWanted` looks, that it is wanted.
 */
export interface KeptFiles {
  /** Takes a whole file over from where it was made. */
  place: (from: string, hash: string) => Promise<void>;
  size: (hash: string) => Promise<number | undefined>;
  read: (hash: string, range?: ByteRange) => Readable;
  /** Lets one go that nobody wants. */
  remove: (hash: string, isWanted: () => Promise<boolean>) => Promise<void>;
}

/** Puts on disk what a file holds, or which names a folder has. */
async function sync(place: string): Promise<void> {
  const handle = await open(place, 'r');
  await handle.sync().finally(() => handle.close());
}

/** The folder in which files are kept, below that of the data. */
export const KEPT_FILES = 'files';

/** Files kept on disk, in a folder for each two first digits of their hashes. */
export function keepFilesOnDisk(dataDir: string): KeptFiles {
  const dir = path.join(dataDir, KEPT_FILES);
  const folderOf = (hash: string): string => path.join(dir, hash.slice(0, 2));
  const placeOf = (hash: string): string => path.join(folderOf(hash), hash);

  return {
    async place(from, hash) {
      await mkdir(folderOf(hash), { recursive: true, mode: 0o700 });
      await sync(from);
      // Also where there is one: it may be on its way out.
      await rename(from, placeOf(hash));
      await sync(folderOf(hash));
    },

    async size(hash) {
      try {
        return (await stat(placeOf(hash))).size;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    read: (hash, range) => createReadStream(placeOf(hash), range ?? {}),

    async remove(hash, isWanted) {
      const aside = `${placeOf(hash)}.unwanted`;
      try {
        await rename(placeOf(hash), aside);
      } catch (error) {
        if (isMissing(error)) return;
        throw error;
      }
      // Whoever wants it from now on has brought it: they place it after they have said so.
      if (await isWanted()) await rename(aside, placeOf(hash));
      else await rm(aside, { force: true });
    },
  };
}
