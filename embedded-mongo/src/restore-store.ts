import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { EJSON } from 'bson';
import { type BsonDocument, isArray, isDocument } from './bson/values.ts';
import type { StoreLocation } from './dump-store.ts';
import { serveDirectory } from './embedded-server.ts';
import { findRunningStore } from './find-running-store.ts';
import { addressOf } from './store-address.ts';
import { WireClient } from './wire/client.ts';

const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_DOCUMENTS = 1000;

/** The documents of a dump's file, one after the other. */
async function* readDump(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (rest.length - at >= 4) {
      const size = rest.readInt32LE(at);
      if (size < 5) throw new Error(`${file} is no dump: a document of ${size} bytes`);
      if (rest.length - at < size) break;
      yield rest.subarray(at, at + size);
      at += size;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new Error(`${file} ends in the middle of a document`);
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

async function restoreCollection(
  client: WireClient,
  folder: string,
  db: string,
  name: string,
): Promise<void> {
  const collection = decodeURIComponent(name);
  const file = path.join(folder, db, name);
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
    for (const entry of await readdir(inDir, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      for (const file of await readdir(path.join(inDir, entry.name))) {
        if (file.endsWith('.bson'))
          await restoreCollection(client, inDir, entry.name, file.slice(0, -'.bson'.length));
      }
    }
  } finally {
    client.close();
  }
}

/**
 * Reads what `mongodump` or {@link dumpStore} wrote into a store, running or not. A document that is there
 * already stops it: restoring is for an empty store.
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
