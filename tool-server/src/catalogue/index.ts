export { makeImportProgramme, type ImportResult } from './import-programme.ts';
export { makeCatalogue, type Catalogue, type ItemDescription } from './make-catalogue.ts';
export { type QuestionInForce } from './programme.model.ts';
export { type TopicRevision } from './topic.model.ts';
