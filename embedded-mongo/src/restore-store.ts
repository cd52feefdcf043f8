import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { EJSON } from 'bson';
import { type BsonDocument, isArray, isDocument } from './bson/values.ts';
import { type DumpedCollection, type FileBeside, fileOf, readManifest } from './dump-manifest.ts';
import { serveDirectory } from './embedded-server.ts';
import { diskRefusal, isDiskFull, RestoreError } from './errors.ts';
import { restoreBeside } from './files-beside.ts';
import { makeStoreAside } from './store-aside.ts';
import { addressOf } from './store-address.ts';
import { WireClient } from './wire/client.ts';

const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_DOCUMENTS = 1000;

/** What a manifest says of a collection. */
type Promised = Pick<DumpedCollection, 'documents' | 'bson' | 'metadata'>;

/** A collection in the folder of a dump; without a promise where there is no manifest. */
interface Found {
  readonly db: string;
  readonly collection: string;
  readonly promised?: Promised;
}

const differs = (file: string): RestoreError =>
  new RestoreError(`${file} is not as the dump's manifest says: it is damaged, or of another dump`);

/** The documents of a dump's file, one after the other; in the end it has to have been what the manifest says. */
async function* readDump(file: string, promised: Promised | undefined): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let documents = 0;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    rest = Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (rest.length - at >= 4) {
      const size = rest.readInt32LE(at);
      if (size < 5) throw new RestoreError(`${file} is no dump: a document of ${size} bytes`);
      if (rest.length - at < size) break;
      yield rest.subarray(at, at + size);
      at += size;
      documents += 1;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new RestoreError(`${file} ends in the middle of a document`);
  if (promised && (promised.documents !== documents || promised.bson.sha256 !== hash.digest('hex')))
    throw differs(file);
}

async function* batches(docs: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let batch: Buffer[] = [];
  let bytes = 0;
  for await (const doc of docs) {
    batch.push(doc);
    bytes += doc.length;
    if (batch.length < BATCH_DOCUMENTS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function indexesIn(metadata: unknown): BsonDocument[] {
  const indexes = isDocument(metadata) ? metadata['indexes'] : [];
  return (isArray(indexes) ? indexes : [])
    .filter(isDocument)
    .filter(({ name }) => name !== '_id_')
    .map(({ ns: _ns, ...index }) => index);
}

async function findFiles(folder: string): Promise<Found[]> {
  const found: Found[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new RestoreError(`cannot read the folder ${folder}`);
  });
  for (const { name: db } of entries.filter((entry) => entry.isDirectory())) {
    for (const file of await readdir(path.join(folder, db))) {
      if (!file.endsWith('.bson')) continue;
      found.push({ db, collection: decodeURIComponent(file.slice(0, -'.bson'.length)) });
    }
  }
  if (found.length > 0) return found;
  throw new RestoreError(`${folder} holds no dump: there is no <database>/<collection>.bson in it`);
}

/** Looks at names and sizes, before anything is made: most that is missing is found out by that. */
async function checkFiles(folder: string, collections: readonly DumpedCollection[]): Promise<void> {
  for (const each of collections) {
    const file = fileOf(folder, each);
    for (const [name, { bytes }] of [
      [`${file}.bson`, each.bson],
      [`${file}.metadata.json`, each.metadata],
    ] as const) {
      const found = await stat(name).catch(() => {
        throw new RestoreError(`the dump is not whole: ${name} is missing`);
      });
      if (found.size !== bytes) throw differs(name);
    }
  }
}

interface Dumped {
  collections: Found[];
  beside: readonly FileBeside[];
}

async function findDumped(folder: string, { withoutManifest }: RestoreOptions): Promise<Dumped> {
  const files = await findFiles(folder);
  if (withoutManifest) return { collections: files, beside: [] };
  const manifest = await readManifest(folder);
  if (!manifest)
    throw new RestoreError(
      `${folder} has no manifest: the dump did not come to its end, or another program wrote it`,
    );
  await checkFiles(folder, manifest.collections);
  const collections = manifest.collections.map(({ db, collection, ...promised }) => ({
    ...{ db, collection, promised },
  }));
  return { collections, beside: manifest.beside ?? [] };
}

async function readMetadata(file: string, promised: Promised | undefined): Promise<unknown> {
  const text = await readFile(file).catch(() => Buffer.from('{}'));
  if (promised && createHash('sha256').update(text).digest('hex') !== promised.metadata.sha256)
    throw differs(file);
  return EJSON.parse(text.toString());
}

async function restoreCollection(client: WireClient, folder: string, found: Found): Promise<void> {
  const { db, collection, promised } = found;
  const file = fileOf(folder, found);
  // Those without documents too, as mongorestore does.
  await client.run(db, { create: collection });
  for await (const docs of batches(readDump(`${file}.bson`, promised))) {
    await client.run(db, { insert: collection }, { name: 'documents', docs });
  }
  const metadata = await readMetadata(`${file}.metadata.json`, promised);
  const indexes = indexesIn(metadata);
  if (indexes.length > 0) await client.run(db, { createIndexes: collection, indexes });
}

async function restoreInto(dir: string, folder: string, dumped: readonly Found[]): Promise<void> {
  const server = await serveDirectory({ dir, socket: undefined, memoryBytes: undefined });
  try {
    const client = await WireClient.connect(addressOf(server.uri));
    for (const each of dumped) await restoreCollection(client, folder, each);
    client.close();
  } finally {
    await server.close();
  }
}

interface RestoreOptions {
  /** Take a folder that `mongodump` wrote, which has no manifest: what it lacks is not found out then. */
  withoutManifest?: boolean;
}

/**
 * Makes a store of what {@link dumpStore} wrote, in a folder whose store has no documents yet, or none. The store is
 * there when it is whole: whatever ends a restore early, nothing has changed.
 * @throws RestoreError when that folder or the dump cannot be used
 */
export async function restoreStore(
  { dir }: { dir: string },
  inDir: string,
  options: RestoreOptions = {},
): Promise<void> {
  const dumped = await findDumped(inDir, options);
  await makeStoreAside(dir, async (aside) => {
    // Before the store has its place: what it names is there then.
    await restoreBeside(inDir, path.dirname(aside), dumped.beside);
    await restoreInto(aside, inDir, dumped.collections);
  }).catch((error: unknown) => {
    if (!isDiskFull(diskRefusal(error))) throw error;
    throw new RestoreError(`the disk of ${dir} has no room for all of the dump: nothing is changed there`);
  });
}
