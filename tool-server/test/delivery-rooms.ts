import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { makeLrs, makeRecordStore, VERBS, type XapiStatement } from '@chuyen-de/xapi';
import type { Logger } from '../src/kernel/logger.ts';
import { makeLrsTargets, makeStatementDelivery } from '../src/records/index.ts';
import { connectStore, prepareModels } from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';
import { openScriptedLrs, type ScriptedLrs } from './scripted-lrs.ts';

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: console.error,
};

export const TOOL = 'https://tool.example';

export const aStatement = (over: Partial<XapiStatement> = {}): XapiStatement => ({
  id: randomUUID(),
  timestamp: '2026-03-02T07:00:00.000Z',
  actor: { objectType: 'Agent', account: { homePage: 'https://lms.example', name: '5' } },
  verb: VERBS.answered,
  object: { objectType: 'Activity', id: `${TOOL}/questions/CD01-Q01@1` },
  ...over,
});

/** A record store with its delivery, over an embedded store of its own, and record stores elsewhere. */
export async function openDeliveryRooms() {
  const clock = heldClock();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'delivery-'));
  const mongoUri = process.env['MONGODB_URI'];
  const store = await connectStore({ dataDir, mongoUri, dbName: path.basename(dataDir) });
  const { connection } = store;
  const records = makeRecordStore({ connection, clock, homePage: TOOL });
  const deps = { connection, clock, logger: quiet, store: records, publicUrl: TOOL };
  const open: ScriptedLrs[] = [];
  let readTo: string | undefined;

  /** Delivery as another process would run it, from what is stored alone. */
  const startDelivery = (timeoutMs = 500, secret = 'the secret of this installation') =>
    makeStatementDelivery({ ...deps, secret, timeoutMs });
  const delivery = startDelivery();
  const lrs = makeLrs({ connection, clock, store: records, onError: console.error });
  await prepareModels([...records.models, ...delivery.models, ...lrs.models]);
  const server = createServer((req, res) => {
    req.url = req.url?.replace(/^\/xapi/, '') ?? '/';
    lrs.listener(req, res);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));

  return {
    clock,
    connection,
    records,
    startDelivery,
    targets: makeLrsTargets({ ...deps, secret: 'the secret of this installation' }),

    /** Where this installation takes statements in from others. */
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`,

    /** Sends until nothing can be sent now. */
    deliver: () => delivery.worker.drain(),

    /** Sends, and waits as long as any target wants, until nothing waits. */
    async deliverAll(): Promise<void> {
      for (let round = 0; round < 100; round++) {
        await delivery.worker.drain();
        const summaries = await this.targets.list();
        if (summaries.every(({ waiting }) => waiting === 0)) return;
        clock.pass(20);
      }
      throw new Error('something waits for ever');
    },

    /** Stores statements, a minute apart from others, and waits until they may be read forward. */
    async tell(statements: XapiStatement[], platform?: string): Promise<string[]> {
      await records.store(statements, { platform });
      clock.pass(1);
      return this.settle(statements.map(({ id }) => id));
    },

    /** Waits until statements may be read forward. */
    async settle(ids: string[]): Promise<string[]> {
      const missing = new Set(ids);
      while (missing.size > 0) {
        const entries = await records.readForward({ after: readTo, limit: 1_000 });
        for (const { id } of entries) missing.delete(id);
        readTo = entries.at(-1)?.position ?? readTo;
      }
      return ids;
    },

    async openLrs(): Promise<ScriptedLrs> {
      const lrs = await openScriptedLrs();
      open.push(lrs);
      return lrs;
    },

    close: async () => {
      await delivery.worker.stop();
      await Promise.all(open.map((scripted) => scripted.close()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await records.close();
      if (mongoUri !== undefined) await connection.dropDatabase();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type DeliveryRooms = Awaited<ReturnType<typeof openDeliveryRooms>>;
