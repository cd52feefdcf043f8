export type { FindExams, FoundClass } from './find-class.ts';
export { ClassParams, type GetClass } from './get-class.ts';
export { makeClassHome } from './make-class-home.ts';
export type { Standing } from './behind.rules.ts';
export type { LookAtClass } from './view-learners.ts';
