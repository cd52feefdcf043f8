export type { Work } from './class-row.rules.ts';
export { gradebookRoutes } from './gradebook.routes.ts';
export { makeGradebook } from './make-gradebook.ts';
export type { WorkSource } from './view-gradebook.ts';
