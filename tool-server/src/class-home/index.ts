export type { FoundClass } from './find-class.ts';
export { ClassParams, type GetClass } from './get-class.ts';
export { makeClassHome } from './make-class-home.ts';
