import { setTimeout } from 'node:timers/promises';
import type { Scope } from '@chuyen-de/contracts';
import { makeRecordStore, type TargetSummary } from '@chuyen-de/xapi';
import type { Connection } from 'mongoose';
import {
  type Config,
  InstallationFault,
  isInstalled,
  openMasterKey,
  readAppSecret,
  recallPublicUrl,
} from '../installation/index.ts';
import { makeBank } from '../bank/index.ts';
import { makeCourses, makeEndSessions, NOTICED_MS } from '../classes/index.ts';
import { makeCatalogue, makeImportProgramme } from '../catalogue/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { makeExamDefinitions } from '../exams/index.ts';
import { createLogger } from '../kernel/logger.ts';
import { makeLtiAdministration, makePlatformDesk } from '../lti/index.ts';
import { bringUpToDate, checkUpToDate } from '../migrations/index.ts';
import { makeFindPeople, makePrivacy } from '../privacy/index.ts';
import { makeLrsTargets, makeMayKeep, pseudonymKey } from '../records/index.ts';
import { makeRoles } from '../roles/index.ts';
import { connectStore, prepareModels, storeFault, type Store } from '../storage/index.ts';
import { makeChangeSecret } from './change-secret.ts';
import { CommandError } from './command-error.ts';
import { holdsStore, type DataPlace } from './find-data.ts';
import { makeRebuildCounts } from './rebuild-counts.ts';

export interface OpenOptions {
  /** Whether the command may make a store where it was told there is to be one. */
  makes?: boolean;
}

const nothingThere = ({ dataDir, mongoUri }: Config): CommandError =>
  new CommandError(
    mongoUri === undefined
      ? `There is no data in ${dataDir}: set DATA_DIR as the tool has it. Nothing was made there.`
      : 'The database of MONGODB_URI holds no data of the tool: set MONGODB_URI as the tool has it.',
  );

async function connect({ dataDir, mongoUri }: Config, workerUrl: URL): Promise<Store> {
  try {
    return await connectStore({ dataDir, mongoUri, workerUrl, join: true });
  } catch (error) {
    const fault = storeFault(error, { dataDir, mongoUri });
    throw fault === undefined ? error : new CommandError(fault);
  }
}

/** Makes sure that commands find data which this release reads. */
async function checkData(connection: Connection, config: Config, mayMake: boolean): Promise<void> {
  if (await isInstalled(connection)) await checkUpToDate(connection);
  else if (mayMake)
    await bringUpToDate({ connection, clock: systemClock, logger: createLogger(config.logLevel) });
  else throw nothingThere(config);
}

/**
 * The rooms that commands need, on the store of a running tool or on one opened for the occasion. A store that is
 * not there is made only where the command may and the environment names its place.
 */
export async function openAdministration(
  { config, told }: DataPlace,
  workerUrl: URL,
  { makes }: OpenOptions = {},
) {
  const mayMake = told && makes === true;
  if (config.mongoUri === undefined && !mayMake && !holdsStore(config)) throw nothingThere(config);
  const store = await connect(config, workerUrl);
  const { connection } = store;
  try {
    await checkData(connection, config, mayMake);
    const publicUrl =
      config.publicUrl ?? (await recallPublicUrl(connection)) ?? `http://127.0.0.1:${config.port}`;
    return {
      config,
      store,
      publicUrl,
      ...makeRooms(config, connection, publicUrl),
      openPrivacy: () => openPrivacy(config, connection, publicUrl),
      openPlatforms: () => openPlatforms(connection, publicUrl),
      openCourses: () => openCourses(connection),
      openPeople: () => Promise.resolve(makeFindPeople({ connection, publicUrl })),
      openRoles: () => openRoles(connection, publicUrl),
      openLti: async () => openLti(await masterKeyOf(config, connection), connection, publicUrl),
      changeSecret: makeChangeSecret({
        connection,
        dataDir: config.dataDir,
        formerSecret: () => secretOf(config),
        rotateKeys: async (masterKey) => (await openLti(masterKey, connection, publicUrl)).rotateKeys(),
        pauseTargets: () => pauseTargets(connection, publicUrl),
      }),
    };
  } catch (error) {
    await store.close();
    throw error instanceof InstallationFault ? new CommandError(error.message) : error;
  }
}

export type Administration = Awaited<ReturnType<typeof openAdministration>>;

/** The secret of this installation: of the environment, or as the tool keeps it. */
async function secretOf({ appSecret, dataDir }: Config): Promise<string> {
  const secret = appSecret ?? (await readAppSecret(dataDir));
  if (secret !== undefined) return secret;
  throw new CommandError(
    `This command needs the installation's secret: set APP_SECRET as the tool has it, as the tool's user`,
  );
}

async function masterKeyOf(config: Config, connection: Connection): Promise<string> {
  try {
    return await openMasterKey(connection, await secretOf(config));
  } catch (error) {
    throw error instanceof InstallationFault ? new CommandError(error.message) : error;
  }
}

function makeRooms(config: Config, connection: Connection, publicUrl: string) {
  const clock = systemClock;
  const catalogue = makeCatalogue({ connection, clock });
  const bank = makeBank({ connection, clock });
  const definitions = makeExamDefinitions({ connection, clock, catalogue });
  const mayKeep = makeMayKeep({ connection, clock });
  const recordStore = makeRecordStore({ connection, clock, homePage: publicUrl, mayKeep });
  return {
    recordStore,
    openLrsTargets: async () =>
      makeLrsTargets({
        connection,
        clock,
        store: recordStore,
        secret: await masterKeyOf(config, connection),
      }),
    rebuildSummaries: makeRebuildCounts({ connection, clock, logger: createLogger(config.logLevel), bank }),
    importProgramme: async (folder: string, owner?: Scope) => {
      await prepareModels([...catalogue.models, ...bank.models, ...definitions.models]);
      return makeImportProgramme({ clock, catalogue, bank, publishExams: definitions.publishExams })(
        folder,
        owner,
      );
    },
  };
}

/** Needs the secret: people are found by their pseudonyms, too. */
async function openPrivacy(config: Config, connection: Connection, publicUrl: string) {
  const secret = await masterKeyOf(config, connection);
  const { models, endSessions } = makeEndSessions({ connection, clock: systemClock });
  const privacy = makePrivacy({
    connection,
    clock: systemClock,
    publicUrl,
    pseudonymKey: pseudonymKey(secret),
    endSessions,
    untilNoticed: () => setTimeout(NOTICED_MS),
  });
  await prepareModels([...models, ...privacy.models]);
  return privacy;
}

async function openPlatforms(connection: Connection, publicUrl: string) {
  const desk = makePlatformDesk({ connection, clock: systemClock, publicUrl });
  await prepareModels(desk.models);
  return desk;
}

async function openCourses(connection: Connection) {
  const courses = makeCourses({ connection });
  await prepareModels(courses.models);
  return courses;
}

async function openRoles(connection: Connection, publicUrl: string) {
  const find = makeFindPeople({ connection, publicUrl });
  const roles = makeRoles({ connection, clock: systemClock, findPerson: (id) => find.get(id) });
  await prepareModels(roles.models);
  return roles;
}

async function openLti(secret: string, connection: Connection, publicUrl: string) {
  const lti = await makeLtiAdministration({ connection, clock: systemClock, publicUrl, secret });
  await prepareModels(lti.models);
  return lti;
}

/** Lets every record store elsewhere wait, for want of the secrets that were sealed. */
async function pauseTargets(connection: Connection, publicUrl: string): Promise<TargetSummary[]> {
  const store = makeRecordStore({ connection, clock: systemClock, homePage: publicUrl });
  const targets = makeLrsTargets({ connection, clock: systemClock, store, secret: '' });
  const all = await targets.list();
  for (const { name } of all) await targets.pause(name);
  await store.close();
  return all;
}
