import { Router } from 'express';
import type { Connection } from 'mongoose';
import { makeAudit } from '../audit/index.ts';
import { makeFormatsApart, type Bank } from '../bank/index.ts';
import type { Appraisals, AppraisersFor } from '../appraisal/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Files } from '../files/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Exams } from '../exams/index.ts';
import type { ReportStore } from '../question-reports/index.ts';
import type { Sources } from '../sources/index.ts';
import type { Preparable } from '../storage/index.ts';
import { makeSetCouncil } from './change-council.ts';
import { makeAreCited, makeCite, makeFindCited } from './cite-sources.ts';
import { makeFindHistory, makeReadVersion } from './find-history.ts';
import { makeKeepVersion } from './keep-version.ts';
import { makeFindLeaning, makeListLeaning } from './find-leaning.ts';
import { leaningRoutes } from './leaning.routes.ts';
import { makeMakeBank, makeSaveBank } from './change-bank.ts';
import { makeAddQuestions, makeRemoveQuestion, makeSaveQuestion } from './change-question.ts';
import { makeCommentStore } from './comment-store.ts';
import { makeChangeTogether } from './change-together.ts';
import { makeExportQuestions } from './export-questions.ts';
import { makeBringIn } from './bring-in.ts';
import { makeCarryImport } from './carry-import.ts';
import { makeCollectFiles } from './collect-files.ts';
import { makePlaceFound, makeReadFile } from './import-questions.ts';
import { makeImportStore } from './import-store.ts';
import { makeIssueQuestions, makeRetireQuestions, makeTellQuestions } from './issue-questions.ts';
import { makeLookAtQuality } from './look-at-quality.ts';
import { madeBanksRoutes } from './made-banks.routes.ts';
import { makePresentBank } from './present-bank.ts';
import { makePresentImport } from './present-import.ts';
import { makePresentTopic } from './present-topic.ts';
import { makeQuestionStore } from './question-store.ts';
import { makeSaveTopic } from './change-topic.ts';
import { makeIssueTopic, makeRetireTopic } from './issue-topic.ts';
import { makeReadTopic } from './topic-contents.ts';
import { makeTopicStore } from './topic-store.ts';
import { makeSubmitQuestions } from './submit-questions.ts';
import { makeVersionStore } from './version-store.ts';
import { makeViewStore } from './view-store.ts';
import { makeWithholdKeys } from './withhold-keys.ts';

interface Deps {
  connection: Connection;
  catalogue: Catalogue;
  bank: Bank;
  files: Files;
  clock: Clock;
  namesById: NamesById;
  /** The built thread in which files are read and written; without it this one does so. */
  formatsUrl?: URL | undefined;
  sources: Sources;
  appraisals: Appraisals;
  appraisersFor: AppraisersFor;
  reports: ReportStore;
  exams: Exams;
  logger: Logger;
}

/** What is done to the topics of a bank. */
function makeTopicDeeds(parts: Deps & { topics: ReturnType<typeof makeTopicStore> }) {
  const readTopic = makeReadTopic(parts);
  return {
    ...makePresentTopic({ ...parts, readTopic }),
    saveTopic: makeSaveTopic(parts),
    issueTopic: makeIssueTopic({ ...parts, readTopic }),
    retireTopic: makeRetireTopic(parts),
  };
}

/** What is done to questions that there are, and what they said before. */
function makeQuestionDeeds(
  parts: Parameters<typeof makeSaveQuestion>[0] &
    Omit<Parameters<typeof makeChangeTogether>[0], 'saveQuestion'> &
    Parameters<typeof makeFindHistory>[0],
) {
  const saveQuestion = makeSaveQuestion(parts);
  return {
    saveQuestion,
    removeQuestion: makeRemoveQuestion(parts),
    changeTogether: makeChangeTogether({ ...parts, saveQuestion }),
    findHistory: makeFindHistory(parts),
    readVersion: makeReadVersion(parts),
  };
}

/** What becomes of files of questions. */
const makeImportDeeds = (
  parts: Omit<Parameters<typeof makeReadFile>[0], 'bringIn'> &
    Omit<Parameters<typeof makeBringIn>[0], 'countIn'>,
) => ({
  readFile: makeReadFile({ ...parts, bringIn: makeBringIn({ ...parts, countIn: parts.questions.count }) }),
  placeFound: makePlaceFound(parts),
  carryImport: makeCarryImport(parts),
});

/** What of banks is stored, and where. */
const makeStores = (deps: Deps) => ({
  questions: makeQuestionStore(deps),
  topics: makeTopicStore(deps),
  imports: makeImportStore(deps),
  versions: makeVersionStore(deps),
  views: makeViewStore(deps),
  comments: makeCommentStore(deps),
});

/** The making of banks in the browser: questions as drafts, what is wrong with them, how they come into force. */
export function makeBankMaking(deps: Deps) {
  const stores = makeStores(deps);
  const findCited = makeFindCited(deps);
  const citing = { findCited, cite: makeCite(findCited), areCited: makeAreCited(findCited) };
  const keepVersion = makeKeepVersion({ ...deps, ...stores });
  const audit = makeAudit(deps);
  const parts = { ...deps, ...stores, keepVersion, audit, ...citing };
  const tell = makeTellQuestions(parts);
  const addQuestions = makeAddQuestions(parts);
  const present = makePresentBank(parts);
  const formats = makeFormatsApart(deps.formatsUrl);
  const leaning = leaningRoutes({
    ...deps,
    findLeaning: makeFindLeaning(parts),
    listLeaning: makeListLeaning(parts),
  });
  return {
    /** Lets unused files go. */
    collector: makeCollectFiles(parts),
    models: Object.values(stores).flatMap((store): Preparable[] => store.models),
    router: Router().use(
      leaning,
      madeBanksRoutes({
        ...parts,
        ...present,
        ...makeWithholdKeys(deps),
        ...makeTopicDeeds(parts),
        ...makePresentImport({ ...deps, imports: stores.imports, presentQuestion: present.presentQuestion }),
        ...formats,
        ...makeImportDeeds({ ...parts, ...formats, addQuestions }),
        exportQuestions: makeExportQuestions({ ...parts, ...formats }),
        tell,
        makeBank: makeMakeBank(parts),
        saveBank: makeSaveBank(parts),
        addQuestions,
        ...makeQuestionDeeds(parts),
        lookAtQuality: makeLookAtQuality(parts),
        issueQuestions: makeIssueQuestions({ ...parts, tell }),
        retireQuestions: makeRetireQuestions({ ...parts, tell }),
        setCouncil: makeSetCouncil(parts),
        submitQuestions: makeSubmitQuestions(parts),
      }),
    ),
  };
}
