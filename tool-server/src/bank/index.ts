export { countIn, editionWith, levelsOf, type Edition } from './edition.ts';
export { makeBank, type Bank } from './make-bank.ts';
export { type QuestionContent, type QuestionRevision } from './question.model.ts';
export { FormatError, MOST_FILE_BYTES, type FoundFile } from './formats/index.ts';
export { makeReadApart } from './read-apart.ts';
