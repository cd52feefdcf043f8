export type { Work } from './class-row.rules.ts';
export type { GradedWork } from './recompute-grade.ts';
export { gradebookRoutes } from './gradebook.routes.ts';
export { makeGradebook } from './make-gradebook.ts';
export type { WorkSource } from './view-gradebook.ts';
