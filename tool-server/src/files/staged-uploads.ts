import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UPLOAD_PART_BYTES, type BeginUpload } from '@chuyen-de/contracts';

/** Below the folder of the data; nothing of it is needed in a backup. */
const STAGED = 'uploads';
const ABOUT = 'about.json';
/** So much is left to the store, which cannot do without. */
const KEPT_FREE_BYTES = 64 * 1024 * 1024;

/** A file that is being sent, and into which bank. */
export interface StagedUpload extends BeginUpload {
  id: string;
  bank: string;
  /** Whose bank that is; those that were begun before this was noted have none. */
  owner?: string;
  /** What it became, once it was whole: who was not told asks again. */
  hash?: string;
}

/** The disk has no room: as the file system says it. */
class NoRoom extends Error {
  readonly code = 'ENOSPC';
}

/** What an upload is called: whoever sends the same file again goes on with it. */
export const uploadIdOf = (bank: string, { kind, name, bytes, modified }: BeginUpload): string =>
  createHash('sha256')
    .update(JSON.stringify([bank, kind, name, bytes, modified]))
    .digest('hex')
    .slice(0, 32);

const partName = (from: number): string => String(from).padStart(13, '0');
const isUploadId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id);

const namesIn = (dir: string): Promise<string[]> => readdir(dir).catch(() => []);
const isUnderWay = (upload: StagedUpload | undefined): upload is StagedUpload =>
  upload !== undefined && upload.hash === undefined;

/** Writes a file that has its name when it is whole. */
async function writeWhole(folder: string, name: string, content: Buffer | string): Promise<void> {
  const making = path.join(folder, `${name}.${randomUUID()}`);
  try {
    await writeFile(making, content, { flag: 'wx', mode: 0o600 });
    await rename(making, path.join(folder, name));
  } catch (error) {
    await rm(making, { force: true });
    throw error;
  }
}

/** Which uploads there are. */
function makeUploadFolders(dir: string) {
  const folderOf = (id: string): string => path.join(dir, id);

  async function find(id: string): Promise<StagedUpload | undefined> {
    if (!isUploadId(id)) return undefined;
    try {
      return JSON.parse(await readFile(path.join(folderOf(id), ABOUT), 'utf8')) as StagedUpload;
    } catch {
      return undefined;
    }
  }

  return {
    find,

    /** Keeps nothing of an upload but what it became. */
    async settle(upload: StagedUpload, hash: string): Promise<void> {
      const folder = folderOf(upload.id);
      await writeWhole(folder, ABOUT, JSON.stringify({ ...upload, hash }));
      for (const name of await readdir(folder))
        if (name !== ABOUT) await rm(path.join(folder, name), { force: true });
    },

    remove: (id: string): Promise<void> => rm(folderOf(id), { recursive: true, force: true }),

    /** Uploads that are under way. */
    async list(): Promise<StagedUpload[]> {
      const found: StagedUpload[] = [];
      for (const name of await namesIn(dir)) {
        const upload = await find(name);
        if (isUnderWay(upload)) found.push(upload);
      }
      return found;
    },

    /** Lets go what nobody has sent anything of since a time. */
    removeSince: async (time: Date): Promise<void> => {
      for (const name of await namesIn(dir)) {
        const place = path.join(dir, name);
        const touched = await stat(place).catch(() => undefined);
        if (touched && touched.mtime < time) await rm(place, { recursive: true, force: true });
      }
    },
  };
}

/**
 * Uploads under way: a folder for each, in which a whole part is a file. A part is never changed once it has its name, so
 * that of two who send the same file at once neither spoils what the other has sent.
 */
export function makeStagedUploads(dataDir: string) {
  const dir = path.join(dataDir, STAGED);
  const folderOf = (id: string): string => path.join(dir, id);

  async function checkRoom(): Promise<void> {
    const { bavail, bsize } = await statfs(dir);
    if (bavail * bsize < KEPT_FREE_BYTES) throw new NoRoom('too little room is left on the disk');
  }

  return {
    ...makeUploadFolders(dir),

    async begin(upload: StagedUpload): Promise<void> {
      await mkdir(folderOf(upload.id), { recursive: true, mode: 0o700 });
      await checkRoom();
      await writeWhole(folderOf(upload.id), ABOUT, JSON.stringify(upload));
    },

    /** Bytes that have come, without a gap. */
    received: async ({ id, bytes, hash }: StagedUpload): Promise<number> => {
      if (hash !== undefined) return bytes;
      const there = new Set(await readdir(folderOf(id)));
      let from = 0;
      while (from < bytes && there.has(partName(from))) from += UPLOAD_PART_BYTES;
      return Math.min(from, bytes);
    },

    async takePart({ id }: StagedUpload, from: number, part: Buffer): Promise<void> {
      await checkRoom();
      await writeWhole(folderOf(id), partName(from), part);
    },

    /** Puts the parts of an upload together, in a file that nobody else knows of. @returns its place and hash */
    async gather({ id, bytes }: StagedUpload): Promise<{ place: string; hash: string }> {
      await checkRoom();
      const place = path.join(dir, `${id}.${randomUUID()}`);
      const target = await open(place, 'wx', 0o600);
      const hash = createHash('sha256');
      try {
        for (let from = 0; from < bytes; from += UPLOAD_PART_BYTES) {
          const part = await readFile(path.join(folderOf(id), partName(from)));
          hash.update(part);
          await target.writeFile(part);
        }
      } catch (error) {
        await rm(place, { force: true });
        throw error;
      } finally {
        await target.close();
      }
      return { place, hash: hash.digest('hex') };
    },
  };
}

export type StagedUploads = ReturnType<typeof makeStagedUploads>;
