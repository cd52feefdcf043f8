import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import { makeAudit } from './audit/index.ts';
import { makeBank } from './bank/index.ts';
import { makeBankRooms } from './bank-making/index.ts';
import { makeCatalogue, makeListMadeExams, makeListPlaceable, type Catalogue } from './catalogue/index.ts';
import { makeCertificates } from './certificates/index.ts';
import { makeClassHome } from './class-home/index.ts';
import { makeClasses } from './classes/index.ts';
import { makeCompletions } from './completions/index.ts';
import { makeCorrections, makeCorrectionsInForce } from './corrections/index.ts';
import type { Clock } from './kernel/clock.ts';
import type { Config } from './installation/index.ts';
import type { Emit } from './kernel/events.ts';
import { makeExamMaking } from './exam-making/index.ts';
import { makeDiscussions } from './discussions/index.ts';
import { makeExamRoom } from './exam-room/index.ts';
import { makeFiles } from './files/index.ts';
import { makeExams } from './exams/index.ts';
import { makeCountingScore, makeGradebook, makeGradeStateOf, makeWorkSource } from './gradebook/index.ts';
import type { Logger } from './kernel/logger.ts';
import { makeLearning } from './learning/index.ts';
import { makeLti, makeSwitchedOff, openLmsServices, type LmsServices, type Lti } from './lti/index.ts';
import { makeMarking } from './marking/index.ts';
import { makePractice } from './practice/index.ts';
import { makeRecords } from './records/index.ts';
import { makeRoles } from './roles/index.ts';
import { makeItemHistory, makeStatistics } from './statistics/index.ts';
import { makeSurveys } from './surveys/index.ts';
import { makeSessions, type Launched, type SessionData } from './sessions/index.ts';
import {
  countOwed,
  makeOwedQueue,
  makeOwedWorker,
  owingSource,
  type OwedHandler,
  type OwedQueue,
} from './storage/index.ts';

export interface RoomDeps {
  config: Pick<Config, 'allowPrivateHosts' | 'xapiActor' | 'dataDir' | 'filesQuota'>;
  /** How browsers and LMSs call the tool. */
  publicUrl: string;
  secret: string;
  connection: Connection;
  clock: Clock;
  logger: Logger;
  /** Is told what use cases say has happened. */
  emit: Emit;
  /** The built thread in which files of questions are read. */
  formatsUrl?: URL | undefined;
  /** The built thread that looks through files that were sent. */
  inspectionUrl?: URL | undefined;
}

/** What exams are called, by their codes. */
export const examTitles =
  (catalogue: Pick<Catalogue, 'describeItem'>) =>
  async (code: string): Promise<LanguageMap | undefined> =>
    (await catalogue.describeItem({ kind: 'exam', code }))?.title;

/** People and courses, topics and exams. */
function makeInnerRooms(given: RoomDeps, { nrps }: LmsServices, owedQueue: OwedQueue) {
  const deps = { ...given, owedQueue };
  const catalogue = makeCatalogue(deps);
  const classes = makeClasses({
    ...deps,
    readMembers: nrps.readMembers,
    isOpenTo: (item, where) => catalogue.isOpenTo(item, where),
  });
  const isSwitchedOff = makeSwitchedOff(given);
  // What there was not when it was launched may have come since, and belong to others.
  const isOpen = async ({ item, ...where }: SessionData): Promise<boolean> =>
    item === undefined || (await catalogue.isOpenTo(item, where));
  const holds = async (launched: Launched, options?: { atOnce: boolean }): Promise<boolean> => {
    const [isOff, isStillOpen, rolesHold] = await Promise.all([
      isSwitchedOff(launched.session.platformId, launched.launchedAt, options),
      isOpen(launched.session),
      classes.rolesHold(launched, options),
    ]);
    return !isOff && isStillOpen && rolesHold;
  };
  const roles = makeRoles({
    ...deps,
    findPerson: async (id) => {
      const person = await classes.findPerson(id);
      return person ? { id: person._id.toHexString(), platformId: person.platformId } : undefined;
    },
  });
  const sessions = makeSessions({ ...deps, holds, heldBy: roles.heldBy });
  const bank = makeBank(deps);
  const files = makeFiles(deps);
  const learning = makeLearning({ ...deps, catalogue });
  const { namesById } = classes;
  const correctionsInForce = makeCorrectionsInForce(deps);
  const exams = makeExams({
    ...deps,
    rulingsOf: correctionsInForce.rulingsOf,
    historyOf: makeItemHistory(deps),
    catalogue,
    bank,
    belongsToCourse: classes.belongs,
    namesById,
    gradeStateOf: makeGradeStateOf({ ...deps, classes }),
  });
  const practice = makePractice({ ...deps, catalogue, exams, recordCheck: learning.recordCheck });
  const examMaking = makeExamMaking({ ...deps, catalogue, bank, exams, namesById });
  const banks = makeBankRooms({ ...deps, catalogue, bank, files, exams, practice, namesById }, roles);
  const marking = makeMarking({ ...deps, bank, exams, namesById, titleOf: examTitles(catalogue) });
  const inner = { sessions, roles, classes, catalogue, bank, files, learning, exams, practice, examMaking };
  return { ...inner, ...banks, marking, correctionsInForce };
}
type InnerRooms = ReturnType<typeof makeInnerRooms>;

const openLti = (
  deps: RoomDeps,
  services: LmsServices,
  { sessions, classes, catalogue, exams }: InnerRooms,
): Lti =>
  makeLti({
    ...deps,
    services,
    recordLaunch: classes.recordLaunch,
    issueCode: (session) => sessions.issueCode(session),
    describeItem: (ref, where) => catalogue.describeItem(ref, where),
    listMadeExams: makeListMadeExams({ catalogue, topicsOf: (code) => exams.topicsOf(code) }),
    listPlaceable: makeListPlaceable({ catalogue, topicsOf: (code) => exams.topicsOf(code) }),
    placements: classes.placements,
  });

/** What tells others of what happened: gradebooks and record stores. */
function makeOuterRooms(deps: RoomDeps, inner: InnerRooms, lti: Lti) {
  const { classes, catalogue, bank, learning, exams } = inner;
  const titleOf = async (item: ItemRef): Promise<LanguageMap | undefined> =>
    (await catalogue.describeItem(item))?.title;
  const gradebook = makeGradebook({
    ...deps,
    classes,
    ags: lti.ags,
    work: makeWorkSource({ exams, learning, catalogue }),
    countingScore: makeCountingScore({ exams, learning }),
  });
  const records = makeRecords({
    ...deps,
    naming: deps.config.xapiActor,
    classes,
    bank,
    titleOf,
    findPlatform: lti.findPlatform,
    topicTitles: (codes) => catalogue.topicTitles(codes),
    partTitles: async (code) =>
      new Map([...(await catalogue.sectionTitles(code)), ...(await catalogue.materialTitles(code))]),
    retoldOf: (attemptIds) => exams.retoldOf(attemptIds),
    findAttempt: (id) => exams.findAttempt(id),
  });
  return { gradebook, records };
}

/** What is counted of what people do: figures of questions, who has completed what, how far a class has come. */
function makeCountingRooms(deps: RoomDeps, inner: InnerRooms) {
  const { exams, learning, classes, catalogue, bank, correctionsInForce } = inner;
  const completions = makeCompletions({
    ...deps,
    classes,
    summaries: exams.summaries,
    progress: learning.progress,
    titleOf: async (item, where) => (await catalogue.describeItem(item, where))?.title,
  });
  const { namesById } = classes;
  const classHome = makeClassHome({ ...deps, catalogue, classes, learning, exams, namesById });
  const statistics = makeStatistics({
    ...deps,
    bank,
    attempts: exams.attempts,
    summarise: exams.summaries.summarise,
    questionsOf: exams.questionsOf,
    rulingsOf: correctionsInForce.rulingsOf,
    titleOf: examTitles(catalogue),
    onCounted: completions.onCounted,
    onCountedAnew: completions.onCountedAnew,
  });
  const discussions = makeDiscussions({ ...deps, namesById, getClass: classHome.getClass });
  const surveys = makeSurveys({ ...deps, getClass: classHome.getClass });
  const certificates = makeCertificates({ ...deps, ...classHome });
  return { completions, statistics, classHome, discussions, surveys, certificates };
}

/** What is done about questions after they were asked. */
function makeCorrecting(
  deps: RoomDeps,
  owedQueue: OwedQueue,
  { exams, classes, catalogue, bank, correctionsInForce }: InnerRooms,
  {
    statistics,
    gradebook,
  }: Pick<ReturnType<typeof makeCountingRooms>, 'statistics'> &
    Pick<ReturnType<typeof makeOuterRooms>, 'gradebook'>,
) {
  return makeCorrections({
    ...deps,
    owedQueue,
    inForce: correctionsInForce,
    bank,
    exams,
    classes,
    titleOf: examTitles(catalogue),
    places: statistics.places,
    isCounted: () => statistics.isComplete(),
    isGraded: (linkId) => gradebook.isGraded(linkId),
  });
}

/** The exam room, where those who invigilate watch and help. */
const makeWatching = (deps: RoomDeps, { exams, classes, catalogue }: InnerRooms) =>
  makeExamRoom({
    ...deps,
    exams,
    classes,
    titleOf: examTitles(catalogue),
  });

/** Makes every room, each with what it needs of the others. */
export async function makeRooms(deps: RoomDeps) {
  const services = await openLmsServices({
    ...deps,
    policy: { allowPrivateHosts: deps.config.allowPrivateHosts },
  });
  const owedQueue = makeOwedQueue(deps);
  const inner = makeInnerRooms(deps, services, owedQueue);
  const lti = openLti(deps, services, inner);
  const { gradebook, records } = makeOuterRooms(deps, inner, lti);
  const counting = makeCountingRooms(deps, inner);
  const examRoom = makeWatching(deps, inner);
  const corrections = makeCorrecting(deps, owedQueue, inner, { ...counting, gradebook });
  const audit = makeAudit(deps);
  const sources = [
    owingSource(corrections.owing.corrections),
    owingSource(corrections.owing.appeals),
    owingSource(inner.exams.attempts),
    owingSource(inner.learning.progress),
    owingSource(inner.practice.rounds),
    owingSource(inner.classes.owing),
    owingSource(inner.roles.grants),
    owingSource(inner.exams.timeDeeds.deeds),
    owingSource(inner.catalogue.owing),
    owingSource(inner.sources.owing),
    owingSource(inner.appraisals.owing),
    owingSource(counting.certificates.owing),
  ];
  const handlers: Record<string, OwedHandler> = {
    grade: (document, owed) => gradebook.onGradeOwed(document, owed),
    completion: (document, owed) => gradebook.onCompletionOwed(document, owed),
    records: (document, owed) => records.onRecordsOwed(document, owed),
    // In this order: completions are made of the summaries of what was counted.
    summary: async (document) => {
      await inner.exams.summaries.onSummaryOwed(document);
      await counting.statistics.onAttemptChanged(document);
    },
    completed: (document) => counting.completions.onTopicCompleted(document),
    time: (document) => inner.exams.onTimeOwed(document),
    correction: (document, owed) => corrections.onCorrectionOwed(document, owed),
    'mark-anew': (document) => corrections.onMarkAnewOwed(document),
    audit: (document, owed) => audit.onAuditOwed(document, owed),
  };
  const owedWorker = makeOwedWorker({ ...deps, queue: owedQueue, sources, handlers });
  const owed = { worker: owedWorker, count: () => countOwed(sources, Object.keys(handlers)) };
  return { ...inner, ...counting, lti, gradebook, records, examRoom, corrections, audit, owed };
}

export type Rooms = Awaited<ReturnType<typeof makeRooms>>;
