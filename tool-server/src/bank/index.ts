export { countIn, editionWith, type Edition } from './edition.ts';
export { makeBank, type Bank } from './make-bank.ts';
export { type QuestionContent, type QuestionRevision } from './question.model.ts';
