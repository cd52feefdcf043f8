export { makeSurveys } from './make-surveys.ts';
