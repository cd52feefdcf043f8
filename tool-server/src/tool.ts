import type { Express } from 'express';
import type { Connection } from 'mongoose';
import { statementsRoutes } from '@chuyen-de/xapi';
import { createApp } from './app.ts';
import { makeBank } from './bank/index.ts';
import { makeCatalogue, makeImportProgramme } from './catalogue/index.ts';
import { makeClasses } from './classes/index.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { makeExams } from './exams/index.ts';
import { gradebookRoutes, makeGradebook } from './gradebook/index.ts';
import type { Logger } from './http/index.ts';
import { notePublicUrl } from './installation.ts';
import { makeLearning } from './learning/index.ts';
import { makeLti } from './lti/index.ts';
import { makeRecords } from './records/index.ts';
import { makeSessions } from './sessions/index.ts';
import { makeOwedWorker, owingSource, prepareModels, type Preparable } from './storage/index.ts';
import { makeWorkSource } from './work-source.ts';

export interface ToolDeps {
  config: Pick<Config, 'allowPrivateHosts' | 'trustProxy' | 'xapiActor'>;
  /** How browsers and LMSs call the tool. */
  publicUrl: string;
  secret: string;
  connection: Connection;
  clock: Clock;
  logger: Logger;
  /** The built user interface. */
  uiDir?: string;
}

/** Calls through to something that is made later. */
function makeLate<T>() {
  let made: T | undefined;
  return {
    set: (value: T): void => {
      made = value;
    },
    get: (): T => {
      if (made === undefined) throw new Error('used before it was made');
      return made;
    },
  };
}

/** Wires the rooms. Three of them need one that is made after them, and get it late. */
async function makeRooms({ config, publicUrl, secret, connection, clock, logger }: ToolDeps) {
  const lateLti = makeLate<Awaited<ReturnType<typeof makeLti>>>();
  const lateGradebook = makeLate<ReturnType<typeof makeGradebook>>();
  const lateWorker = makeLate<ReturnType<typeof makeOwedWorker>>();
  const onOwed = (): void => {
    lateWorker.get().nudge();
  };

  const sessions = makeSessions({ connection, clock, secret });
  const classes = makeClasses({ connection, clock, nrps: () => lateLti.get().nrps });
  const catalogue = makeCatalogue({ connection, clock });
  const bank = makeBank({ connection, clock });
  const titleOf = async (item: Parameters<typeof catalogue.describeItem>[0]) =>
    (await catalogue.describeItem(item))?.title;
  const learning = makeLearning({ connection, clock, catalogue, onOwed });
  const exams = makeExams({
    connection,
    clock,
    logger,
    catalogue,
    bank,
    onOwed,
    personExists: async (personId, platformId) =>
      (await classes.findPerson(personId))?.platformId === platformId,
    gradeStateOf: ({ linkId, personId }) => lateGradebook.get().stateOf(linkId, personId),
  });
  const lti = await makeLti({
    connection,
    clock,
    logger,
    publicUrl,
    secret,
    policy: { allowPrivateHosts: config.allowPrivateHosts },
    recordLaunch: classes.recordLaunch,
    issueCode: sessions.issueCode,
    describeItem: catalogue.describeItem,
    listPlaceable: catalogue.listPlaceable,
  });
  lateLti.set(lti);
  const gradebook = makeGradebook({
    connection,
    clock,
    logger,
    classes,
    ags: lti.ags,
    work: makeWorkSource({ exams, learning, catalogue }),
    countingScore: exams.countingScoreOf,
  });
  lateGradebook.set(gradebook);
  const records = makeRecords({
    connection,
    clock,
    logger,
    publicUrl,
    secret,
    naming: config.xapiActor,
    classes,
    bank,
    findPlatform: lti.findPlatform,
    titleOf,
    topicTitles: catalogue.topicTitles,
  });
  const owedWorker = makeOwedWorker({
    sources: [owingSource(exams.attempts), owingSource(learning.progress), owingSource(classes.owing)],
    handlers: { grade: gradebook.onGradeOwed, records: records.onRecordsOwed },
    clock,
    logger,
  });
  lateWorker.set(owedWorker);
  return { sessions, classes, catalogue, bank, learning, exams, lti, gradebook, records, owedWorker };
}

type Rooms = Awaited<ReturnType<typeof makeRooms>>;

const modelsOf = ({ owedWorker: _, ...rooms }: Rooms): Preparable[] =>
  Object.values(rooms).flatMap((room): Preparable[] => room.models);

const appOf = ({ sessions, learning, exams, lti, gradebook, records }: Rooms, deps: ToolDeps): Express =>
  createApp({
    logger: deps.logger,
    sessions,
    lti: lti.router,
    api: [lti.apiRouter, learning.router, exams.router, gradebookRoutes(gradebook)],
    recordStore: statementsRoutes(records.store),
    isReady: async () => {
      await deps.connection.db?.admin().ping();
      return true;
    },
    uiDir: deps.uiDir,
    trustProxy: deps.config.trustProxy,
  });

/** Wires the tool and starts its background work. Answers the Express app, not listening. */
export async function startTool(deps: ToolDeps) {
  const rooms = await makeRooms(deps);
  const { clock } = deps;
  const { catalogue, bank, exams, lti, gradebook, records, owedWorker } = rooms;
  await prepareModels(modelsOf(rooms));
  await notePublicUrl(deps.connection, deps.publicUrl);
  const loops = [owedWorker, gradebook.worker, records.worker, exams.sweeper];
  for (const loop of loops) loop.start();

  return {
    app: appOf(rooms, deps),
    catalogue,
    lti,
    recordStore: records.store,
    importProgramme: makeImportProgramme({ clock, catalogue, bank, publishExams: exams.publishExams }),
    async stop(): Promise<void> {
      await Promise.all(loops.map((loop) => loop.stop()));
      lti.close();
    },
  };
}

export type Tool = Awaited<ReturnType<typeof startTool>>;
