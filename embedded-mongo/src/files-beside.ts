import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileBeside } from './dump-manifest.ts';
import { RestoreError } from './errors.ts';

/** Copies a file onto the disk, and measures what it was. */
async function copyMeasured(from: string, to: string): Promise<Omit<FileBeside, 'path'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await pipeline(
    createReadStream(from),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(to, { flags: 'w', mode: 0o600, flush: true }),
  );
  return { bytes, sha256: hash.digest('hex') };
}

/** Those of a folder that are whole, by their paths: what is being made has an ending. */
async function listWhole(dir: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(dir, folder), { withFileTypes: true, recursive: true }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.'))
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)));
}

/** Copies folders beside a store into its dump. */
export async function copyBeside(
  dir: string,
  outDir: string,
  folders: readonly string[],
): Promise<FileBeside[]> {
  const copied: FileBeside[] = [];
  for (const folder of folders)
    for (const file of await listWhole(dir, folder)) {
      try {
        const measured = await copyMeasured(path.join(dir, file), path.join(outDir, file));
        copied.push({ path: file.split(path.sep).join('/'), ...measured });
      } catch (error) {
        // Let go meanwhile, as nothing names it.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  return copied;
}

/** Nowhere but below the folder, whatever a manifest says. */
const isWithin = (file: string): boolean =>
  !path.isAbsolute(file) && file.split('/').every((part) => part !== '' && part !== '..');

/**
 * Puts files of a dump back beside a store. Each has its name when it is whole, and what the manifest says.
 * @throws RestoreError where one is missing or another
 */
export async function restoreBeside(inDir: string, dir: string, files: readonly FileBeside[]): Promise<void> {
  for (const { path: file, bytes, sha256 } of files) {
    if (!isWithin(file)) throw new RestoreError(`the dump's manifest names a file outside of it: ${file}`);
    const target = path.join(dir, file);
    const making = `${target}.restoring`;
    const copied = await copyMeasured(path.join(inDir, file), making).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new RestoreError(`the dump is not whole: ${path.join(inDir, file)} is missing`);
    });
    if (copied.bytes !== bytes || copied.sha256 !== sha256) {
      await rm(making, { force: true });
      throw new RestoreError(`${path.join(inDir, file)} is not as the dump's manifest says: it is damaged`);
    }
    await rename(making, target);
  }
}
