export { makeImportProgramme } from './import-programme.ts';
export { makeListPlaceable } from './list-placeable.ts';
export { makeCatalogue, type Catalogue } from './make-catalogue.ts';
export { readProgramme } from './read-programme.ts';
export { type QuestionInForce } from './programme.model.ts';
