import { findRunningStore, startEmbeddedMongo } from '@chuyen-de/embedded-mongo';
import { createConnection, type Connection, type mongo } from 'mongoose';

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
  /** Where the embedded store is that another process of the same tool runs. */
  embeddedUri?: string | undefined;
}

export interface Store {
  connection: Connection;
  /** Address of the embedded store; undefined with a MongoDB of one's own. */
  embeddedUri: string | undefined;
  /** Whether another process runs the embedded store. */
  joined: boolean;
  close(): Promise<void>;
}

interface OpenedStore {
  uri: string;
  joined: boolean;
  close(): Promise<void>;
}

/** Starts the embedded store, for this process or for others. */
export async function startStore({
  dataDir,
  workerUrl,
}: Pick<StoreOptions, 'dataDir' | 'workerUrl'>): Promise<Pick<OpenedStore, 'uri' | 'close'>> {
  const started = await startEmbeddedMongo({ dir: dataDir, ...(workerUrl && { workerUrl }) });
  return { uri: started.uri, close: () => started.close() };
}

async function openEmbedded(options: StoreOptions): Promise<OpenedStore> {
  const running = options.embeddedUri ?? (options.join ? await findRunningStore(options.dataDir) : undefined);
  if (running !== undefined) return { uri: running, joined: true, close: () => Promise.resolve() };
  return { ...(await startStore(options)), joined: false };
}

/**
 * How soon a database elsewhere is taken for away that answers no more, on connections that are still open: after a
 * quarter of a minute instead of three. What the address says goes before.
 * @see MongoDB, "Server Discovery and Monitoring": a check takes connectTimeoutMS at the most
 */
function watchOf(uri: string): mongo.MongoClientOptions {
  // An address may name several hosts, which is none that URL reads.
  const options = [...new URLSearchParams(uri.split('?')[1] ?? '').keys()];
  const said = (name: string): boolean => options.some((key) => key.toLowerCase() === name);
  return {
    ...(!said('connecttimeoutms') && { connectTimeoutMS: 10_000 }),
    ...(!said('heartbeatfrequencyms') && { heartbeatFrequencyMS: 5_000 }),
  };
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
    ...(options.mongoUri !== undefined && watchOf(options.mongoUri)),
  }).asPromise();
  return {
    connection,
    embeddedUri: embedded?.uri,
    joined: embedded?.joined ?? false,
    close: async () => {
      await connection.close();
      await embedded?.close();
    },
  };
}

/** A model, of whatever it stores. */
export interface Preparable {
  init(): Promise<unknown>;
}

/** Waits until the indexes of all models exist: uniqueness holds from the first request on. */
export async function prepareModels(models: Preparable[]): Promise<void> {
  for (const model of models) await model.init();
}
