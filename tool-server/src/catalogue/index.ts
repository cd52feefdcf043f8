export { type FoundTopic } from './find-topic-beside.ts';
export { getTopicBeside } from './get-topic-beside.ts';
export { makeImportProgramme } from './import-programme.ts';
export { makeListMadeExams, makeListPlaceable } from './list-placeable.ts';
export { MOST_VERSIONS, type MadeExam } from './made-exam.model.ts';
export { newCode, type MadeBank } from './made-banks.ts';
export { makeCatalogue, type Catalogue } from './make-catalogue.ts';
export type { Programme } from './programme.model.ts';
export { readProgramme, readQuestions } from './read-programme.ts';
