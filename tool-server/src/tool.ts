import { setTimeout } from 'node:timers/promises';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { arrivalRoutes, makeGatherArrival, openLaunchPages } from './arrival/index.ts';
import { makeFormatsApart } from './bank/index.ts';
import { makeImportProgramme } from './catalogue/index.ts';
import { makeCourses, NOTICED_MS } from './classes/index.ts';
import { type Config, notePublicUrl } from './installation/index.ts';
import { dossierKeyRoutes, dossierRoutes, makeDossiers } from './dossiers/index.ts';
import { examRoomRoutes } from './exam-room/index.ts';
import type { Emit } from './kernel/events.ts';
import { gradebookRoutes } from './gradebook/index.ts';
import {
  makeCourseActivities,
  makeSessionAccess,
  makeNameLearners,
  openLrs,
  pseudonymKey,
  recordKeysRoutes,
} from './records/index.ts';
import { makePaperResults, paperResultsRoutes } from './paper-results/index.ts';
import { makeMetrics, type MetricsHandlers } from './metrics/index.ts';
import { makePrivacy, privacyRoutes, type Privacy } from './privacy/index.ts';
import type { WebProcess } from './processes/index.ts';
import { makePresentGrants, rolesRoutes } from './roles/index.ts';
import { examTitles, makeRooms, type RoomDeps, type Rooms } from './rooms.ts';
import { prepareModels, type Preparable } from './storage/index.ts';
import { embeddedDir, makeStoreHealth } from './http/index.ts';

interface ToolDeps extends Omit<RoomDeps, 'emit'> {
  config: RoomDeps['config'] & Pick<Config, 'trustProxy' | 'recordStore' | 'metricsToken' | 'mongoUri'>;
  /** This process, where it is one of several. */
  web?: WebProcess | undefined;
  /** The built user interface: what browsers load, and the module that renders its pages. */
  ui?: { dir: string; renderer: string };
}

/** Without metrics nobody listens. */
const ignore: Emit = () => undefined;

/** The record store by HTTP, over the statements that the tool itself records; staff need no key for analyses. */
const lrsOf = ({ records, sessions, classes, lti }: Rooms, deps: ToolDeps) =>
  openLrs({
    ...deps,
    store: records.store,
    nameLearners: makeNameLearners({ classes, findPlatform: lti.findPlatform }),
    alsoAuthenticate: makeSessionAccess({
      sessions,
      courseActivities: makeCourseActivities({ ...deps, classes, findPlatform: lti.findPlatform }),
      isShared: lti.isShared,
      homePage: deps.publicUrl,
    }),
  });
type Lrs = ReturnType<typeof lrsOf>;

/** What is held of people, and how it is let go. */
const privacyOf = ({ classes }: Rooms, deps: ToolDeps) =>
  makePrivacy({
    ...deps,
    pseudonymKey: pseudonymKey(deps.secret),
    endSessions: classes.endSessions,
    untilNoticed: () => setTimeout(NOTICED_MS),
  });

/** What is kept of exams, outside of the tool. */
const dossiersOf = (rooms: Rooms, deps: ToolDeps) =>
  makeDossiers({
    ...{ ...deps, ...rooms },
    inForce: rooms.correctionsInForce,
    namesById: rooms.classes.namesById,
    titleOf: examTitles(rooms.catalogue),
  });

/** Results of exams that were sat on paper. */
const paperResultsOf = (rooms: Rooms, deps: ToolDeps) =>
  makePaperResults({
    ...{ ...deps, ...rooms },
    files: makeFormatsApart(deps.formatsUrl),
    namesById: rooms.classes.namesById,
    titleOf: examTitles(rooms.catalogue),
  });

/** Granting of roles, by the names of people and courses. */
function rolesRouterOf({ roles, classes }: Rooms, privacy: Privacy, deps: ToolDeps) {
  const courses = makeCourses(deps);
  return rolesRoutes({
    roles,
    presentGrants: makePresentGrants({
      namesById: classes.namesById,
      courseTitles: (ids) => courses.titlesOf(ids),
    }),
    searchPeople: (text, platformId) => privacy.find.search(text, platformId),
  });
}

const modelsOf = (rooms: Rooms, lrs: Lrs, deps: ToolDeps): Preparable[] => {
  const { owed: _, ...others } = rooms;
  const further = [lrs, privacyOf(rooms, deps), dossiersOf(rooms, deps), paperResultsOf(rooms, deps)];
  return [...Object.values(others), ...further].flatMap((room): Preparable[] => room.models);
};

async function interfaceOf({ sessions, exams, learning }: Rooms, { ui }: ToolDeps) {
  if (ui === undefined) return undefined;
  const pages = await openLaunchPages(ui.dir, ui.renderer);
  const gatherArrival = makeGatherArrival({ exams, learning });
  return { dir: ui.dir, launches: arrivalRoutes({ sessions, gatherArrival, pages }) };
}

const appOf = async (
  rooms: Rooms,
  lrs: Lrs,
  metrics: MetricsHandlers | undefined,
  deps: ToolDeps,
): Promise<Express> => {
  const { sessions, learning, exams, examRoom, lti, gradebook, records } = rooms;
  const privacy = privacyOf(rooms, deps);
  const dossiers = dossiersOf(rooms, deps);
  return createApp({
    logger: deps.logger,
    sessions,
    lti: lti.router,
    files: rooms.files.router,
    profile: records.profile,
    open: [exams.openRouter, rooms.certificates.openRouter, dossierKeyRoutes(dossiers)],
    api: [
      lti.apiRouter,
      learning.router,
      exams.router,
      rooms.statistics.router,
      rooms.corrections.router,
      rooms.completions.router,
      rooms.examMaking.router,
      rooms.sources.router,
      rooms.appraisals.router,
      rooms.bankMaking.router,
      rooms.questionReports.router,
      rooms.marking.router,
      rooms.practice.router,
      rooms.classHome.router,
      rooms.discussions.router,
      rooms.surveys.router,
      rooms.certificates.router,
      examRoomRoutes(examRoom),
      dossierRoutes(dossiers),
      paperResultsRoutes(paperResultsOf(rooms, deps)),
      gradebookRoutes(gradebook),
      recordKeysRoutes(records.store),
      privacyRoutes(privacy),
      rolesRouterOf(rooms, privacy, deps),
    ],
    recordStore: lrs.listener,
    storeHealth: makeStoreHealth({ ...deps, dataDir: embeddedDir(deps.config) }),
    ui: await interfaceOf(rooms, deps),
    trustProxy: deps.config.trustProxy,
    metrics,
  });
};

/** Wires the tool and starts its background work. Answers the Express app, not listening. */
export async function startTool(deps: ToolDeps) {
  const { clock } = deps;
  const { metricsToken } = deps.config;
  const metrics = metricsToken === undefined ? undefined : makeMetrics({ ...deps, token: metricsToken });
  const rooms = await makeRooms({ ...deps, emit: metrics?.countEvents() ?? ignore });
  const { catalogue, bank, exams, examRoom, lti, gradebook, records, statistics, owed } = rooms;
  const lrs = lrsOf(rooms, deps);
  await prepareModels(modelsOf(rooms, lrs, deps));
  await notePublicUrl(deps.connection, deps.publicUrl);
  const loops = [owed, gradebook, records, statistics, examRoom].map(({ worker }) => worker);
  loops.push(exams.sweeper, rooms.bankMaking.collector);
  for (const loop of loops) loop.start();

  const served = metrics?.serve({
    recordStorePaths: lrs.paths,
    figures: {
      statements: () => records.store.count(),
      targets: () => records.targets.list(),
      grades: () => gradebook.figures(),
      owed: () => owed.count(),
      aside: () => exams.countAside(),
    },
  });

  /** Ends answers that would go on for ever. */
  const endStreams = (): void => {
    gradebook.streams.closeAll();
    examRoom.endStreams();
  };

  return {
    app: await appOf(rooms, lrs, served, deps),
    catalogue,
    lti,
    recordStore: records.store,
    importProgramme: makeImportProgramme({ clock, catalogue, bank, publishExams: exams.publishExams }),
    /** Looks now which files nothing names any more, as it does by itself every few minutes. */
    collectFiles: () => rooms.bankMaking.collector.drain(),
    /** Work during which no attempt is closed because its time is over: for what happens in the past. */
    async withoutSweeping(work: () => Promise<void>): Promise<void> {
      await exams.sweeper.stop();
      await work().finally(() => exams.sweeper.start());
    },
    endStreams,
    async stop(): Promise<void> {
      endStreams();
      await Promise.all([...loops.map((loop) => loop.stop()), lrs.close()]);
      await examRoom.close();
      await records.store.close();
      lti.close();
    },
  };
}

export type Tool = Awaited<ReturnType<typeof startTool>>;
