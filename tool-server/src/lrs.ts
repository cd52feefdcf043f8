import { fileURLToPath } from 'node:url';
import { makeRecordStore, type RecordStore } from '@chuyen-de/xapi';
import { notePublicUrl } from './installation/index.ts';
import { createLrsApp } from './lrs-app.ts';
import { makeLrsTargets, makeMayKeep, makeStatementDelivery, openLrs } from './records/index.ts';
import { makeMetrics } from './metrics/index.ts';
import { startProcess } from './start-process.ts';
import { prepareModels } from './storage/index.ts';
import { embeddedDir, makeStoreHealth } from './http/index.ts';

const here = (path: string): URL => new URL(path, import.meta.url);

async function announcementOf({ credentials }: RecordStore, publicUrl: string): Promise<string[]> {
  const endpoint = `  endpoint: ${publicUrl}/xapi`;
  if ((await credentials.list()).some(({ revokedAt }) => revokedAt === undefined)) return [endpoint];
  return [
    endpoint,
    '  Nobody has a key yet. Make one, also while this runs:',
    '  npm run admin -- lrs-key create --scopes all',
  ];
}

startProcess({
  name: 'The record store',
  environment: process.env,
  workerUrl: here('./store-worker.js'),
  async open({ answerWith, ...surroundings }) {
    const { config, connection, clock, logger, publicUrl, web } = surroundings;
    const mayKeep = makeMayKeep(surroundings);
    const store = makeRecordStore({ connection, clock, homePage: publicUrl, mayKeep });
    const lrs = openLrs({ ...surroundings, store });
    const targets = makeLrsTargets({ ...surroundings, store });
    const delivery = makeStatementDelivery({ ...surroundings, store });
    await prepareModels([...store.models, ...lrs.models, ...delivery.models]);
    await notePublicUrl(connection, publicUrl);
    const { metricsToken: token } = config;
    const metrics = token === undefined ? undefined : makeMetrics({ clock, logger, token, web });
    answerWith(
      createLrsApp({
        logger,
        recordStore: lrs.listener,
        storeHealth: makeStoreHealth({ connection, clock, dataDir: embeddedDir(config) }),
        uiDir: fileURLToPath(here('./ui')),
        trustProxy: config.trustProxy,
        metrics: metrics?.serve({
          recordStorePaths: lrs.paths,
          figures: { statements: () => store.count(), targets: () => targets.list() },
        }),
      }),
    );
    delivery.worker.start();
    return {
      announcement: await announcementOf(store, publicUrl),
      stop: async () => {
        await Promise.all([delivery.worker.stop(), lrs.close()]);
        await store.close();
      },
    };
  },
});
