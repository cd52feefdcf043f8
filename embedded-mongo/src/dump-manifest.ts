import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Beside the folders of the databases; `mongorestore` passes it over. */
const MANIFEST_FILE = 'manifest.json';
export const MANIFEST_VERSION = 1;

const MeasuredFile = z.object({
  bytes: z.number().int().min(0),
  /** In hexadecimal digits. */
  sha256: z.string(),
});

const Manifest = z.object({
  version: z.literal(MANIFEST_VERSION),
  writtenAt: z.iso.datetime(),
  collections: z.array(
    z.object({
      db: z.string(),
      collection: z.string(),
      documents: z.number().int().min(0),
      bson: MeasuredFile,
      metadata: MeasuredFile,
    }),
  ),
  /** Of folders beside the store; dumps of earlier releases have none. */
  beside: z.array(MeasuredFile.extend({ path: z.string() })).optional(),
});

export type MeasuredFile = z.infer<typeof MeasuredFile>;
/** What is in a dump: every file with its size and hash. */
export type Manifest = z.infer<typeof Manifest>;
export type FileBeside = NonNullable<Manifest['beside']>[number];
export type DumpedCollection = Manifest['collections'][number];

/** Where the two files of a collection are in a dump, without the end of their names. */
export const fileOf = (folder: string, { db, collection }: { db: string; collection: string }): string =>
  path.join(folder, db, encodeURIComponent(collection));

/** Puts on disk that files have been made, renamed or removed in a folder. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing, and does without.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const handle = await open(path.join(folder, MANIFEST_FILE), 'wx', 0o600);
  await handle.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
  await handle.sync();
  await handle.close();
  await syncFolder(folder);
}

/** The manifest of a dump; undefined where there is none that can be read. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(path.join(folder, MANIFEST_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
