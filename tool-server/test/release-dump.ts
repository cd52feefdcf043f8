import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { dumpStore, restoreStore } from '@chuyen-de/embedded-mongo';
import mongoose, { type Connection } from 'mongoose';
import { playSchool, type LeftSchool } from './a-school.ts';
import { connectSandbox } from './lti-harness.ts';
import { bringUpToDate } from '../src/migrations/index.ts';
import { openMasterKey } from '../src/installation/index.ts';
import { openPlace, openWholeTool, quietLogger, SECRET, type Place } from './whole-tool.ts';

const { BSON } = mongoose.mongo;
const DATABASE = 'chuyen-de';
const RELEASES = path.join(__dirname, 'releases');

/** A school as a release has left it: the dump of its data, its LMS, and who was where. */
export interface Left extends LeftSchool {
  at: string;
  /** Addresses at which tool and LMS were. */
  tool: string;
  lms: string;
}

const newFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'release-'));

/** The releases of which there is a dump, by the number of their data's form. */
export const keptReleases = async (): Promise<string[]> =>
  (await readdir(RELEASES)).map((name) => name.replace('.json.gz', '')).sort();

/** Every file below a folder, by its path there, in base64. */
async function readFiles(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, file).replaceAll(path.sep, '/')] = await readFile(file, 'base64');
  }
  return files;
}

/** Unpacks what `keepRelease` has packed into a new folder. */
export async function unpackRelease(name: string): Promise<string> {
  const folder = await newFolder();
  const packed = gunzipSync(await readFile(path.join(RELEASES, `${name}.json.gz`))).toString();
  for (const [file, bytes] of Object.entries(JSON.parse(packed) as Record<string, string>)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), bytes, 'base64');
  }
  return folder;
}

/** Plays a school with this release, and leaves a dump of it with all that belongs to it in a new folder. */
export async function leaveSchool(): Promise<string> {
  const folder = await newFolder();
  const place = await openPlace(path.join(folder, 'data'), DATABASE);
  const { connection } = place.store;
  await bringUpToDate({ connection, clock: { now: () => new Date() }, logger: quietLogger });
  const tool = await openWholeTool({ place, secret: await openMasterKey(connection, SECRET) });
  const lms = await connectSandbox(tool, { dataFile: path.join(folder, 'sandbox-lms.json') });
  const school = await playSchool(tool, lms);
  const left: Left = { at: new Date().toISOString(), tool: tool.url, lms: lms.sandbox.url, ...school };
  await writeFile(path.join(folder, 'left.json'), JSON.stringify(left));
  await tool.stop();
  await lms.sandbox.close();
  await place.store.close();
  await dumpStore({ dir: place.dataDir }, path.join(folder, 'dump'));
  await rm(place.dataDir, { recursive: true });
  return folder;
}

/** Keeps what a release has left among the test data, for the releases that follow. */
export async function keepRelease(folder: string, name: string): Promise<void> {
  const packed = gzipSync(JSON.stringify(await readFiles(folder)), { level: 9 });
  await writeFile(path.join(RELEASES, `${name}.json.gz`), packed);
}

/** The documents of a file of a dump. */
function* documentsIn(file: Buffer): Generator<object> {
  for (let at = 0; at < file.length; at += file.readInt32LE(at))
    yield BSON.deserialize(file.subarray(at, at + file.readInt32LE(at)));
}

interface Metadata {
  indexes: { name: string; key: Record<string, 1> }[];
}

/** Puts a dump into a database, as `mongorestore` does. */
async function load(connection: Connection, dump: string): Promise<void> {
  const folder = path.join(dump, DATABASE);
  for (const file of await readdir(folder)) {
    const [name = '', kind] = file.split('.');
    if (kind !== 'bson') continue;
    const documents = [...documentsIn(await readFile(path.join(folder, file)))];
    const { indexes } = JSON.parse(
      await readFile(path.join(folder, `${name}.metadata.json`), 'utf8'),
    ) as Metadata;
    const collection = connection.collection(name);
    await connection.createCollection(name);
    if (documents.length > 0) await collection.insertMany(documents);
    const own = indexes.filter(({ name: index }) => index !== '_id_');
    if (own.length > 0) await collection.createIndexes(own);
  }
}

/** Puts a dump back: as the administration does, or into a database of MONGODB_URI. */
export async function restoreRelease(folder: string): Promise<Place> {
  const dump = path.join(folder, 'dump');
  if (process.env['MONGODB_URI'] !== undefined) {
    const place = await openPlace();
    await load(place.store.connection, dump);
    return place;
  }
  const dir = await newFolder();
  await restoreStore({ dir }, dump);
  return openPlace(dir, DATABASE);
}

/** Changes every document of a collection as its extended JSON is changed. */
async function rewrite(
  connection: Connection,
  name: string,
  change: (json: string) => string,
): Promise<void> {
  const collection = connection.collection(name);
  for (const document of await collection.find().toArray()) {
    const before = BSON.EJSON.stringify(document, { relaxed: false });
    const after = change(before);
    if (after === before) continue;
    await collection.replaceOne({ _id: document._id }, BSON.EJSON.parse(after, { relaxed: false }) as object);
  }
}

const DATE = /\{"\$date":\{"\$numberLong":"(\d+)"\}\}/g;

/** Puts what a school left to where tool and LMS are now, and its attempts to the present, as if it had been left now. */
export async function moveHere(
  connection: Connection,
  left: Left,
  here: { tool: string; lms: string },
): Promise<void> {
  const later = Date.now() - new Date(left.at).getTime();
  const move = (json: string): string => json.replaceAll(left.tool, here.tool).replaceAll(left.lms, here.lms);
  const toPresent = (json: string): string =>
    json.replace(DATE, (_, at: string) => `{"$date":{"$numberLong":"${Number(at) + later}"}}`);
  for (const { name } of await connection.listCollections())
    await rewrite(connection, name, (json) => (name === 'attempts' ? toPresent(move(json)) : move(json)));
}
