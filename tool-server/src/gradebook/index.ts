export { numberOf, type Work } from './class-row.rules.ts';
export { gradebookRoutes } from './gradebook.routes.ts';
export { makeGradeStateOf } from './grade-state-of.ts';
export { makeGradebook, type Gradebook } from './make-gradebook.ts';
export { type ClassEntry } from './class-list.rules.ts';
export { pageOfClass } from './page-of-class.ts';
export { makeCountingScore, makeWorkSource } from './work-source.ts';
