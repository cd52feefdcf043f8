import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedMongo } from '../src/index.ts';

export interface TestServer {
  readonly uri: string;
  /** Undefined where the tests run against a real MongoDB. */
  readonly dir: string | undefined;
  close(): Promise<void>;
}

export const temporaryDirectory = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'embedded-mongo-'));

/** The store in this thread, or the MongoDB that MONGODB_URI names: both have to pass the same tests. */
export async function startTestServer(): Promise<TestServer> {
  const real = process.env['MONGODB_URI'];
  if (real) return { uri: real, dir: undefined, close: () => Promise.resolve() };
  const dir = await temporaryDirectory();
  const mongo = await startEmbeddedMongo({ dir });
  return {
    uri: mongo.uri,
    dir,
    close: async () => {
      await mongo.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

let databases = 0;

/** A database of its own for each test file, also on a server that others use. */
export const freshDatabaseName = (): string =>
  `test_${process.pid}_${Date.now().toString(36)}_${databases++}`;
