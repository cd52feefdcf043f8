export { makeAnswerCounts } from './answer-counts.ts';
export { type CountedAttempt } from './count-batches.ts';
export { makeStatistics, type Statistics } from './make-statistics.ts';
export { questionsTable } from './questions-table.ts';
export { makeItemHistory } from './item-history.ts';
