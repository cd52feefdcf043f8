export { type FoundTopic } from './find-topic-beside.ts';
export { getTopicBeside } from './get-topic-beside.ts';
export { makeImportProgramme } from './import-programme.ts';
export { makeListPlaceable } from './list-placeable.ts';
export { makeCatalogue, type Catalogue } from './make-catalogue.ts';
export { readProgramme, readQuestions } from './read-programme.ts';
