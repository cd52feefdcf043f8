export { openGathering } from './figures.ts';
export { makeMetrics, type MetricsHandlers } from './make-metrics.ts';
