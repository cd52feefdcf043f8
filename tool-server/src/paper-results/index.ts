export { makePaperResults } from './make-paper-results.ts';
export { paperResultsRoutes } from './paper-results.routes.ts';
