import { createWriteStream, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EJSON } from 'bson';
import { afterPrefix } from './bson/key-encoding.ts';
import { isDocument } from './bson/values.ts';
import { type Collection, collectionNameOf, databaseOf } from './storage/collection.ts';
import { Catalogue } from './storage/catalogue.ts';
import { describeIndex } from './storage/index-specs.ts';
import { KeyValue, openLmdb } from './storage/key-value.ts';
import { addressOf } from './store-address.ts';
import { WireClient } from './wire/client.ts';

/** A store by its directory, or by the address of the process that runs it. */
export type StoreLocation = { readonly dir: string } | { readonly uri: string };

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

function* documentsOf(kv: KeyValue, { prefix }: Collection): Generator<Buffer> {
  let start: Buffer = prefix;
  for (;;) {
    const entries = kv.range({ start, end: afterPrefix(prefix), limit: 500 });
    for (const { value } of entries) yield value;
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

async function dumpCollection(kv: KeyValue, collection: Collection, outDir: string): Promise<void> {
  const folder = path.join(outDir, databaseOf(collection.ns));
  const file = path.join(folder, encodeURIComponent(collectionNameOf(collection.ns)));
  await mkdir(folder, { recursive: true });
  await pipeline(documentsOf(kv, collection), createWriteStream(`${file}.bson`));
  await writeFile(`${file}.metadata.json`, metadataOf(collection));
}

/**
 * Writes all collections as `mongodump` does: `<out>/<db>/<collection>.bson` and `.metadata.json`. Reads one
 * snapshot, so that a backup taken while the store runs is of one moment.
 */
export async function dumpStore(store: StoreLocation, outDir: string): Promise<void> {
  const db = openLmdb(await directoryOf(store), true);
  const transaction = db.useReadTransaction();
  try {
    const kv = new KeyValue(db, transaction);
    for (const collection of new Catalogue(kv, readOnlyPartial).all())
      await dumpCollection(kv, collection, outDir);
  } finally {
    transaction.done();
    await db.close();
  }
}

/** Filters of partial indexes are written as they are; nothing is matched here. */
const readOnlyPartial = (): { matches: () => boolean; paths: string[] } => ({
  matches: () => true,
  paths: [],
});
