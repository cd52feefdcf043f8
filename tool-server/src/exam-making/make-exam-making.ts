import { makeAudit } from '../audit/index.ts';
import type { Bank } from '../bank/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { makeExamBank, makeFindAskable, makeSearchAskable } from './askable.ts';
import { makeMakeExam, makePublishExam, makeRemoveExam, makeSaveDraft } from './change-made-exam.ts';
import { madeExamsRoutes } from './made-exams.routes.ts';
import { makePresentMadeExam } from './present-made-exam.ts';
import { makeForecastDraft, makePreviewDraft } from './preview-draft.ts';
import { makeViewPapers } from './view-papers.ts';

interface Deps {
  connection: Connection;
  catalogue: Catalogue;
  bank: Bank;
  exams: Exams;
  clock: Clock;
  namesById: NamesById;
}

/** The making of exams in the browser: drafts, what is wrong with them, and how they come into force. */
export function makeExamMaking(deps: Deps) {
  const findAskable = makeFindAskable(deps);
  const parts = { ...deps, findAskable, audit: makeAudit(deps) };
  return {
    models: [],
    router: madeExamsRoutes({
      ...parts,
      ...makePresentMadeExam(parts),
      examBank: makeExamBank(deps),
      searchAskable: makeSearchAskable(deps),
      makeExam: makeMakeExam(parts),
      saveDraft: makeSaveDraft(parts),
      publishExam: makePublishExam(parts),
      removeExam: makeRemoveExam(parts),
      previewDraft: makePreviewDraft(parts),
      forecastDraft: makeForecastDraft(parts),
      viewPapers: makeViewPapers(parts),
    }),
  };
}
