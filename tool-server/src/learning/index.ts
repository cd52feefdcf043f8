export { makeLearning, type Learning } from './make-learning.ts';
export { type Progress } from './progress.model.ts';
