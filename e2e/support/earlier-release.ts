import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startEmbeddedMongo } from '@chuyen-de/embedded-mongo';
import { MongoClient, type Db } from 'mongodb';
import { admin } from './npm.ts';

const DUMP = path.resolve(__dirname, '../../tool-server/test/releases/format-1.json.gz');

/** As the tool has it in production, with the secret of the school that the dump is of. */
export const SCHOOL = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://hoc.example.vn',
  APP_SECRET: 'a secret of thirty-two bytes or more',
  LOG_LEVEL: 'info',
};

/** What a school of the first numbered release has left, put back by `restore` into a data directory of its own. */
export async function restoreSchool() {
  const folder = await mkdtemp(path.join(tmpdir(), 'chuyen-de-earlier-'));
  const files = JSON.parse(gunzipSync(await readFile(DUMP)).toString()) as Record<string, string>;
  for (const [file, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), bytes, 'base64');
  }
  const dataDir = path.join(folder, 'data');
  const restored = await admin(['restore', path.join(folder, 'dump')], { TMPDIR: folder, DATA_DIR: dataDir });
  if (restored.code !== 0) throw new Error(restored.said);
  return { folder, dataDir, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs the store of a data directory in this process, as a database that others are given by its address. */
export async function openStore(dataDir: string) {
  const store = await startEmbeddedMongo({ dir: dataDir });
  const client = await new MongoClient(store.uri).connect();
  return {
    /** For MONGODB_URI. */
    uri: `${store.uri}chuyen-de`,
    db: client.db('chuyen-de'),
    close: async () => {
      await client.close();
      await store.close();
    },
  };
}

/** Does something with the data while nobody else has it. */
export async function withData<T>(dataDir: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = await openStore(dataDir);
  try {
    return await work(db);
  } finally {
    await close();
  }
}
