export { makeSources, type Sources } from './make-sources.ts';
export { briefOf } from './present-source.ts';
export { type LeaningMark, type Source } from './source.model.ts';
