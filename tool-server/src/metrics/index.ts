export { makeMetrics, type MetricsHandlers } from './make-metrics.ts';
