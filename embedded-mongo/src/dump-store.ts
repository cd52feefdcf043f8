import { createHash, type Hash } from 'node:crypto';
import { createWriteStream, realpathSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EJSON } from 'bson';
import { afterPrefix } from './bson/key-encoding.ts';
import { isDocument } from './bson/values.ts';
import { copyBeside } from './files-beside.ts';
import { checkLayout, isRunning } from './directory-lock.ts';
import {
  type DumpedCollection,
  fileOf,
  MANIFEST_VERSION,
  type MeasuredFile,
  syncFolder,
  writeManifest,
} from './dump-manifest.ts';
import { type Collection, collectionNameOf, databaseOf } from './storage/collection.ts';
import { Catalogue } from './storage/catalogue.ts';
import { describeIndex } from './storage/index-specs.ts';
import { DocumentValues } from './storage/document-values.ts';
import { KeyValue, openLmdb } from './storage/key-value.ts';
import { recordNumber } from './storage/keys.ts';
import { addressOf } from './store-address.ts';
import { WireClient } from './wire/client.ts';

/** A store by its directory, or by the address of the process that runs it. */
export type StoreLocation = { readonly dir: string } | { readonly uri: string };

/** A dump that cannot be written where it was asked for. */
export class DumpError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DumpError';
  }
}

async function directoryOf(store: StoreLocation): Promise<string> {
  if ('dir' in store) return realpathSync(store.dir);
  const client = await WireClient.connect(addressOf(store.uri));
  try {
    const { embedded } = await client.run('admin', { buildInfo: 1 });
    if (!isDocument(embedded)) throw new Error(`${store.uri} is no embedded store: use mongodump`);
    return String(embedded['dir']);
  } finally {
    client.close();
  }
}

function* documentsOf(kv: KeyValue, values: DocumentValues, collection: Collection): Generator<Buffer> {
  const { prefix } = collection;
  let start: Buffer = prefix;
  for (;;) {
    const entries = kv.range({ start, end: afterPrefix(prefix), limit: 500 });
    for (const { key, value } of entries) yield values.unpack(collection, recordNumber(key), value);
    const last = entries.at(-1);
    if (!last) return;
    start = Buffer.concat([last.key, Buffer.from([0])]);
  }
}

const metadataOf = (collection: Collection): string =>
  EJSON.stringify(
    {
      indexes: collection.indexes.filter(({ building }) => !building).map(describeIndex),
      uuid: collection.uuid.toHexString(false),
      collectionName: collectionNameOf(collection.ns),
      type: 'collection',
    },
    { relaxed: false },
  );

/** Passes on what is written, and knows how much it was. */
function* measured(chunks: Iterable<Buffer>, measure: { documents: number; bytes: number; hash: Hash }) {
  for (const chunk of chunks) {
    measure.documents += 1;
    measure.bytes += chunk.length;
    measure.hash.update(chunk);
    yield chunk;
  }
}

async function writeMeasured(
  file: string,
  chunks: Iterable<Buffer>,
): Promise<MeasuredFile & { documents: number }> {
  const measure = { documents: 0, bytes: 0, hash: createHash('sha256') };
  // Synced when it is whole: the manifest, which comes last, must not speak of what is not on the disk yet.
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(measured(chunks, measure), target);
  return { documents: measure.documents, bytes: measure.bytes, sha256: measure.hash.digest('hex') };
}

async function dumpCollection(
  kv: KeyValue,
  collection: Collection,
  outDir: string,
): Promise<DumpedCollection> {
  const names = { db: databaseOf(collection.ns), collection: collectionNameOf(collection.ns) };
  const file = fileOf(outDir, names);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const { documents, ...bson } = await writeMeasured(
    `${file}.bson`,
    documentsOf(kv, new DocumentValues(kv), collection),
  );
  const { documents: _, ...metadata } = await writeMeasured(`${file}.metadata.json`, [
    Buffer.from(metadataOf(collection)),
  ]);
  return { ...names, documents, bson, metadata };
}

async function dumpInto(store: StoreLocation, outDir: string, folders: readonly string[]): Promise<void> {
  const dir = await directoryOf(store);
  const db = openLmdb(dir, true);
  const transaction = db.useReadTransaction();
  try {
    checkLayout(db, dir);
    const kv = new KeyValue(db, transaction);
    const collections: DumpedCollection[] = [];
    const writtenAt = new Date().toISOString();
    for (const collection of new Catalogue(kv, readOnlyPartial).all())
      collections.push(await dumpCollection(kv, collection, outDir));
    // Behind the documents: what those of one moment name was there before them.
    const beside = await copyBeside(dir, outDir, folders);
    await writeManifest(outDir, {
      ...{ version: MANIFEST_VERSION, writtenAt, collections },
      ...(beside.length > 0 && { beside }),
    });
  } finally {
    transaction.done();
    await db.close();
  }
}

/** Where a dump is written until it is whole: beside its place, so that it can be renamed to that. */
const unfinished = (outDir: string, pid: number): string => `${outDir}.unfinished-${pid}`;

/** Removes what dumps to the same place left behind that were killed. */
async function removeLeftovers(parent: string, outDir: string): Promise<void> {
  const beginning = path.basename(unfinished(outDir, 0)).slice(0, -1);
  for (const name of await readdir(parent)) {
    const pid = Number(name.startsWith(beginning) ? name.slice(beginning.length) : Number.NaN);
    if (Number.isInteger(pid) && !isRunning(pid)) await rm(path.join(parent, name), { recursive: true });
  }
}

/** The folder in which the dump is to be, made sure of before anything is written. */
async function checkPlace(outDir: string): Promise<string> {
  const parent = path.dirname(outDir);
  const isFolder = await stat(parent).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new DumpError(`there is no folder ${parent} to write the dump into`);
  const there = await readdir(outDir).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DumpError(`${outDir} is there already, and is no folder`);
  });
  if (there.length > 0) throw new DumpError(`${outDir} is there already: name a folder that is not`);
  return parent;
}

/**
 * Writes all collections as `mongodump` does: `<out>/<db>/<collection>.bson` and `.metadata.json`, and beside them a
 * manifest by which a restore knows that nothing is missing. Reads one snapshot, so that a backup taken while the
 * store runs is of one moment. The folder gets its name when it is whole: whatever ends a dump early, there is none.
 * @param folders beside the store whose files are copied along; none of their files is ever changed
 */
export async function dumpStore(
  store: StoreLocation,
  given: string,
  folders: readonly string[] = [],
): Promise<void> {
  const outDir = path.resolve(given);
  const parent = await checkPlace(outDir);
  await removeLeftovers(parent, outDir);
  const making = unfinished(outDir, process.pid);
  try {
    await mkdir(making, { mode: 0o700 });
    await dumpInto(store, making, folders);
    await rename(making, outDir);
    await syncFolder(parent);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall !== undefined) throw new DumpError(`the dump cannot be written: ${message}`);
    throw error;
  }
}

/** Filters of partial indexes are written as they are; nothing is matched here. */
const readOnlyPartial = (): { matches: () => boolean; paths: string[] } => ({
  matches: () => true,
  paths: [],
});
