export type { FindClass, FoundClass } from './find-class.ts';
export { makeClassHome } from './make-class-home.ts';
