import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { makeHttpServer } from '../src/http/index.ts';
import { startTool, type Tool } from '../src/tool.ts';
import { connectStore, type Store } from '../src/storage/index.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

export const SECRET = 'a secret of thirty-two bytes or more';

interface Opened {
  url: string;
  tool: Tool;
  lti: Tool['lti'];
}

/** A store for a test, and how to leave nothing of it. */
export interface Place {
  dataDir: string;
  store: Store;
  remove: () => Promise<void>;
}

/** Opens a store that is in a folder, or a new one: in the folder, or as a database of MONGODB_URI. */
export async function openPlace(folder?: string, dbName?: string): Promise<Place> {
  const dataDir = folder ?? (await mkdtemp(path.join(os.tmpdir(), 'whole-tool-')));
  const mongoUri = process.env['MONGODB_URI'];
  const store = await connectStore({ dataDir, mongoUri, dbName: dbName ?? path.basename(dataDir) });
  return {
    dataDir,
    store,
    remove: async () => {
      if (mongoUri !== undefined) await store.connection.dropDatabase();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Options {
  place?: Place;
  /** The master key. */
  secret?: string;
  /** Fills the store, by default with the sample programme; before the first start, given its address. */
  fill?: (url: string) => Promise<void>;
  /** How many reverse proxies say from where requests come. */
  trustProxy?: number;
  /** Bytes that the files of an owner may take. */
  filesQuota?: number;
  /** A user interface with pages of launches; absent: there is none. */
  ui?: { dir: string; renderer: string } | undefined;
}

export const quietLogger = pino({ level: 'silent' });

/**
 * The whole tool with the sample programme, over a store of its own, in as many processes as are asked for. Its
 * clock is the real one, which a platform's tokens follow, and may be put forward.
 */
export async function openWholeTool({
  place,
  secret = SECRET,
  fill,
  ui,
  trustProxy = 0,
  filesQuota = 10 * 1024 ** 3,
}: Options = {}) {
  const { dataDir, store, remove } = place ?? (await openPlace());
  const mongoUri = process.env['MONGODB_URI'];
  let ahead = 0;
  const clock = {
    now: () => new Date(Date.now() + ahead),
    pass: (minutes: number) => {
      ahead += minutes * 60_000;
    },
    reset: () => {
      ahead = 0;
    },
  };
  const logged: { msg: string; [member: string]: unknown }[] = [];
  const logger = pino(
    { level: 'warn' },
    { write: (line) => logged.push(JSON.parse(line) as { msg: string }) },
  );
  const closing: (() => Promise<void>)[] = [];

  async function open(publicUrl?: string): Promise<Opened> {
    let handle: RequestListener = (_req, res) => res.writeHead(503).end();
    const server = makeHttpServer((req, res) => {
      handle(req, res);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (closing.length === 0) await fill?.(url);
    const tool = await startTool({
      config: {
        allowPrivateHosts: true,
        xapiActor: 'account',
        trustProxy,
        recordStore: { bodyLimit: 1_000_000, rateLimit: 0, unnamedVersion: '0.95', smallCell: 5 },
        metricsToken: 'a token for metrics of the tests',
        dataDir,
        filesQuota,
        mongoUri,
      },
      publicUrl: publicUrl ?? url,
      secret,
      connection: store.connection,
      clock,
      logger,
      ...(ui && { ui }),
    });
    handle = tool.app;
    closing.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await tool.stop();
    });
    return { url, tool, lti: tool.lti };
  }

  const first = await open();
  if (!fill) {
    const imported = await first.tool.importProgramme(await writeFolder(programmeFiles()));
    if (!imported.ok) throw new Error('the sample programme has faults');
  }

  return {
    ...first,
    clock,
    connection: store.connection,
    logged,
    /** Another process of the same installation. */
    openAnother: () => open(first.url),
    /** Ends its processes and leaves the store. */
    stop: async () => {
      for (const close of closing.splice(0)) await close();
    },
    close: async () => {
      for (const close of closing) await close();
      await remove();
    },
  };
}

export type WholeTool = Awaited<ReturnType<typeof openWholeTool>>;
