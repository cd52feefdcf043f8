import { findRunningStore, startEmbeddedMongo, type EmbeddedMongo } from '@chuyen-de/embedded-mongo';
import { createConnection, type Connection, type Model } from 'mongoose';

interface StoreOptions {
  /** Where the embedded store keeps its data. */
  dataDir: string;
  /** A MongoDB to use instead of the embedded store. */
  mongoUri?: string | undefined;
  /** The embedded store's bundled worker; without it the store runs in this thread (tests). */
  workerUrl?: URL | undefined;
  dbName?: string;
  /** Join the store that a running tool holds, and start one only if there is none (administration). */
  join?: boolean;
}

export interface Store {
  connection: Connection;
  close(): Promise<void>;
}

async function openEmbedded({
  dataDir,
  workerUrl,
  join,
}: StoreOptions): Promise<Pick<EmbeddedMongo, 'uri' | 'close'>> {
  const running = join ? await findRunningStore(dataDir) : undefined;
  if (running !== undefined) return { uri: running, close: () => Promise.resolve() };
  return startEmbeddedMongo({ dir: dataDir, ...(workerUrl && { workerUrl }) });
}

/**
 * Connects to MongoDB, or starts the embedded store and connects to that.
 * @throws DirectoryLockedError when another process holds the data directory
 */
export async function connectStore(options: StoreOptions): Promise<Store> {
  const embedded = options.mongoUri === undefined ? await openEmbedded(options) : undefined;
  const uri = options.mongoUri ?? embedded?.uri ?? '';
  const connection = await createConnection(uri, {
    ...((embedded ?? options.dbName) && { dbName: options.dbName ?? 'chuyen-de' }),
    maxPoolSize: 32,
    serverSelectionTimeoutMS: 5_000,
  }).asPromise();
  return {
    connection,
    close: async () => {
      await connection.close();
      await embedded?.close();
    },
  };
}

/** Waits until the indexes of all models exist: uniqueness holds from the first request on. */
export async function prepareModels(models: Pick<Model<unknown>, 'init'>[]): Promise<void> {
  for (const model of models) await model.init();
}
