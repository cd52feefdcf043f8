import type { Connection } from 'mongoose';
import type { Bank } from '../bank/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeMakeBank, makeSaveBank } from './change-bank.ts';
import { makeAddQuestions, makeRemoveQuestion, makeSaveQuestion } from './change-question.ts';
import { makeIssueQuestions, makeRetireQuestions, makeTellQuestions } from './issue-questions.ts';
import { madeBanksRoutes } from './made-banks.routes.ts';
import { makePresentBank } from './present-bank.ts';
import { makeQuestionStore } from './question-store.ts';

interface Deps {
  connection: Connection;
  catalogue: Catalogue;
  bank: Bank;
  clock: Clock;
  namesById: NamesById;
}

/** The making of banks in the browser: questions as drafts, what is wrong with them, how they come into force. */
export function makeBankMaking(deps: Deps) {
  const questions = makeQuestionStore(deps);
  const parts = { ...deps, questions };
  const tell = makeTellQuestions(parts);
  return {
    models: questions.models,
    router: madeBanksRoutes({
      ...parts,
      ...makePresentBank(parts),
      tell,
      makeBank: makeMakeBank(parts),
      saveBank: makeSaveBank(parts),
      addQuestions: makeAddQuestions(parts),
      saveQuestion: makeSaveQuestion(parts),
      removeQuestion: makeRemoveQuestion(parts),
      issueQuestions: makeIssueQuestions({ ...parts, tell }),
      retireQuestions: makeRetireQuestions({ ...parts, tell }),
    }),
  };
}
