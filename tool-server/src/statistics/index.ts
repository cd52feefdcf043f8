export { makeAnswerCounts } from './answer-counts.ts';
export { type CountedAttempt } from './count-batches.ts';
export { makeStatistics } from './make-statistics.ts';
export { makeItemHistory } from './item-history.ts';
