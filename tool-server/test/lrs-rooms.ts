import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { makeLrs, makeRecordStore, type Authenticate, type LrsSettings, type Scope } from '@chuyen-de/xapi';
import { connectStore, prepareModels } from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';

interface Options {
  settings?: Partial<LrsSettings>;
  alsoAuthenticate?: Authenticate;
}

export interface Call {
  method?: string;
  version?: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  /** Sent as it is; anything but text and bytes as JSON. */
  body?: unknown;
  /** Instead of the credential that may do all; null: none. */
  authorization?: string | null;
}

export const basic = ({ key, secret }: { key: string; secret: string }): string =>
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

const isRaw = (body: unknown): body is string | Uint8Array =>
  typeof body === 'string' || body instanceof Uint8Array;

/** The record store alone over an embedded store of its own, and a client that may do everything. */
export async function openLrsRooms({ settings, alsoAuthenticate }: Options = {}) {
  const clock = heldClock();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'lrs-'));
  const mongoUri = process.env['MONGODB_URI'];
  const store = await connectStore({ dataDir, mongoUri, dbName: path.basename(dataDir) });
  const { connection } = store;
  const records = makeRecordStore({ connection, clock, homePage: 'https://lrs.example' });
  const faults: unknown[] = [];
  const open = () =>
    makeLrs({
      connection,
      clock,
      store: records,
      ...(settings && { settings }),
      ...(alsoAuthenticate && { alsoAuthenticate }),
      onError: (error) => faults.push(error),
    });
  // Two of them, as in two processes on one store: what both would change shows whether they heed each other.
  const [lrs, other] = [open(), open()];
  await prepareModels([...records.models, ...lrs.models]);
  const server = createServer((req, res) => {
    const { listener } = req.headers['x-process'] === 'other' ? other : lrs;
    req.url = req.url?.replace(/^\/xapi/, '') ?? '/';
    listener(req, res);
  }).listen(0, '127.0.0.1');
  // On a busy machine it would close an idle connection at the very moment when a request comes by it.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/xapi`;
  const all = basic(await records.credentials.create({ scopes: ['all'] }));

  return {
    base,
    port,
    clock,
    records,
    /** The database, for what an older release left in it. */
    connection,
    /** What the record store reported as faults of its own. */
    faults,
    authorization: all,

    /** A new credential's header. */
    credential: async (
      scopes: Scope[],
      more: { platforms?: string[]; note?: string } = {},
    ): Promise<string> => basic(await records.credentials.create({ scopes, ...more })),

    call: (resource: string, { method, version, headers, query, body, authorization = all }: Call = {}) =>
      fetch(`${base}${resource}${query ? `?${new URLSearchParams(query).toString()}` : ''}`, {
        method: method ?? 'GET',
        headers: {
          'X-Experience-API-Version': version ?? '1.0.3',
          ...(authorization !== null && { authorization }),
          ...(body !== undefined && !isRaw(body) && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
      }),

    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (mongoUri !== undefined) await connection.dropDatabase();
      await records.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type LrsRooms = Awaited<ReturnType<typeof openLrsRooms>>;

/** The record store for the tests of a file: there once they run. */
export function useLrsRooms(options?: Options): LrsRooms {
  const rooms = {} as LrsRooms;
  beforeAll(async () => {
    Object.assign(rooms, await openLrsRooms(options));
  });
  afterAll(() => rooms.close());
  return rooms;
}
