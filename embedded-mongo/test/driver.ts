import { type Collection, type Db, type Document, type IndexDescription, MongoClient } from 'mongodb';
import { freshDatabaseName, startTestServer } from './support.ts';

export interface DriverSession {
  readonly client: MongoClient;
  readonly db: Db;
  /** False where the tests run against a real MongoDB. */
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

/** A database of its own, reached as an application reaches it. */
export async function openDriverSession(): Promise<DriverSession> {
  const server = await startTestServer();
  const client = await new MongoClient(server.uri).connect();
  const db = client.db(freshDatabaseName());
  return {
    client,
    db,
    isEmbedded: server.dir !== undefined,
    close: async () => {
      await db.dropDatabase();
      await client.close();
      await server.close();
    },
  };
}

export const makeIndex = (
  collection: Collection,
  key: IndexDescription['key'],
  options: Omit<IndexDescription, 'key'> = {},
): Promise<string[]> => collection.createIndexes([{ key, ...options }]);

/**
 * A session for the tests of a file, with a collection that is empty before each of them. Both are there once the
 * tests run.
 */
export function useDocs<D extends Document>(): DriverSession & { docs: Collection<D> } {
  const given = {} as DriverSession & { docs: Collection<D> };
  beforeAll(async () => {
    Object.assign(given, await openDriverSession());
  });
  afterAll(() => given.close());
  beforeEach(async () => {
    given.docs = given.db.collection<D>('docs');
    await given.docs.drop().catch(() => undefined);
  });
  return given;
}
