export { makeLeakFinder, type Leak } from './answer-leaks.rules.ts';
export { countIn, editionWith, levelsOf, type Edition } from './edition.ts';
export { makeBank, type Bank } from './make-bank.ts';
export { type QuestionContent, type QuestionRevision } from './question.model.ts';
export {
  FormatError,
  MOST_FILE_BYTES,
  type FormatQuestion,
  type FoundFile,
  type WrittenFile,
  xlsxForm,
} from './formats/index.ts';
export { makeFormatsApart, type FormatsApart } from './formats-apart.ts';
export { unescapeMarkup } from './formats/html/entities.ts';
