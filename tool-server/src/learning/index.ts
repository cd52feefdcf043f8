export { makeLearning, type Learning } from './make-learning.ts';
export { type Reading } from './readings-of.ts';
export { progressModel, type Progress } from './progress.model.ts';
export { coursesOf } from './progress.rules.ts';
