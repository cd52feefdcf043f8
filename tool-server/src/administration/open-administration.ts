import type { Connection } from 'mongoose';
import { makeRecordStore } from '@chuyen-de/xapi';
import { keepAppSecret } from '../app-secret.ts';
import { makeBank } from '../bank/index.ts';
import { makeCatalogue, makeImportProgramme } from '../catalogue/index.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { makeExamDefinitions } from '../exams/index.ts';
import { recallPublicUrl } from '../installation.ts';
import { makeLtiAdministration } from '../lti/index.ts';
import { makeLrsTargets } from '../records/index.ts';
import { connectStore, prepareModels, storeFault } from '../storage/index.ts';
import { CommandError } from './command-error.ts';

/** The rooms that commands need, on the store of a running tool or on one opened for the occasion. */
export async function openAdministration(config: Config, workerUrl: URL) {
  const { dataDir, mongoUri } = config;
  const store = await connectStore({ dataDir, mongoUri, workerUrl, join: true }).catch((error: unknown) => {
    const fault = storeFault(error, { dataDir, mongoUri });
    throw fault === undefined ? error : new CommandError(fault);
  });
  const { connection } = store;
  const publicUrl =
    config.publicUrl ?? (await recallPublicUrl(connection)) ?? `http://127.0.0.1:${config.port}`;
  return {
    config,
    store,
    publicUrl,
    ...makeRooms(config, connection, publicUrl),
    openLti: () => openLti(config, connection, publicUrl),
  };
}

export type Administration = Awaited<ReturnType<typeof openAdministration>>;

const secretOf = async ({ appSecret, dataDir }: Config): Promise<string> =>
  appSecret ?? (await keepAppSecret(dataDir));

function makeRooms(config: Config, connection: Connection, publicUrl: string) {
  const clock = systemClock;
  const catalogue = makeCatalogue({ connection, clock });
  const bank = makeBank({ connection, clock });
  const definitions = makeExamDefinitions({ connection, clock, catalogue });
  const recordStore = makeRecordStore({ connection, clock, homePage: publicUrl });
  return {
    recordStore,
    openLrsTargets: async () =>
      makeLrsTargets({ connection, clock, store: recordStore, secret: await secretOf(config) }),
    importProgramme: async (folder: string) => {
      await prepareModels([...catalogue.models, ...bank.models, ...definitions.models]);
      return makeImportProgramme({ clock, catalogue, bank, publishExams: definitions.publishExams })(folder);
    },
  };
}

async function openLti(config: Config, connection: Connection, publicUrl: string) {
  const secret = await secretOf(config);
  const lti = await makeLtiAdministration({ connection, clock: systemClock, publicUrl, secret });
  await prepareModels(lti.models);
  return lti;
}
