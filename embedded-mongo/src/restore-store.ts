import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { EJSON } from 'bson';
import { type BsonDocument, isArray, isDocument, toNumber } from './bson/values.ts';
import type { StoreLocation } from './dump-store.ts';
import { serveDirectory } from './embedded-server.ts';
import { findRunningStore } from './find-running-store.ts';
import { addressOf } from './store-address.ts';
import { WireClient } from './wire/client.ts';

const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_DOCUMENTS = 1000;

/** A folder that cannot be restored, or a store that it cannot be restored into. */
export class RestoreError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RestoreError';
  }
}

/** The documents of a dump's file, one after the other. */
async function* readDump(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (rest.length - at >= 4) {
      const size = rest.readInt32LE(at);
      if (size < 5) throw new RestoreError(`${file} is no dump: a document of ${size} bytes`);
      if (rest.length - at < size) break;
      yield rest.subarray(at, at + size);
      at += size;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new RestoreError(`${file} ends in the middle of a document`);
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

interface DumpedCollection {
  readonly db: string;
  readonly collection: string;
  /** Where its files are, without the end of their names. */
  readonly file: string;
}

async function findDumped(folder: string): Promise<DumpedCollection[]> {
  const found: DumpedCollection[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new RestoreError(`cannot read the folder ${folder}`);
  });
  for (const { name: db } of entries.filter((entry) => entry.isDirectory())) {
    for (const file of await readdir(path.join(folder, db))) {
      if (!file.endsWith('.bson')) continue;
      const name = file.slice(0, -'.bson'.length);
      found.push({ db, collection: decodeURIComponent(name), file: path.join(folder, db, name) });
    }
  }
  if (found.length > 0) return found;
  throw new RestoreError(`${folder} holds no dump: there is no <database>/<collection>.bson in it`);
}

async function restoreCollection(
  client: WireClient,
  { db, collection, file }: DumpedCollection,
): Promise<void> {
  for await (const docs of batches(readDump(`${file}.bson`))) {
    await client.run(db, { insert: collection }, { name: 'documents', docs });
  }
  const metadata = await readFile(`${file}.metadata.json`, 'utf8').catch(() => '{}');
  const indexes = indexesIn(EJSON.parse(metadata));
  if (indexes.length > 0) await client.run(db, { createIndexes: collection, indexes });
}

async function restoreInto(uri: string, inDir: string): Promise<void> {
  const client = await WireClient.connect(addressOf(uri));
  try {
    const dumped = await findDumped(inDir);
    // All before the first: a dump among the documents of another time would be neither.
    for (const { db, collection } of dumped) {
      const { n } = await client.run(db, { count: collection });
      if (toNumber(n) !== 0)
        throw new RestoreError(`the store is not empty: it has documents in ${db}.${collection}`);
    }
    for (const each of dumped) await restoreCollection(client, each);
  } finally {
    client.close();
  }
}

/**
 * Reads what `mongodump` or {@link dumpStore} wrote into a store, running or not. Restoring is for an empty
 * store: what the dump has a collection for must not have documents yet.
 */
export async function restoreStore(store: StoreLocation, inDir: string): Promise<void> {
  if ('uri' in store) return restoreInto(store.uri, inDir);
  const running = await findRunningStore(store.dir);
  if (running !== undefined) return restoreInto(running, inDir);
  const server = await serveDirectory(store.dir, undefined);
  try {
    await restoreInto(server.uri, inDir);
  } finally {
    await server.close();
  }
}
