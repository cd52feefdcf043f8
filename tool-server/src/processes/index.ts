export { prepareCluster, startWebProcess } from './start-web-process.ts';
export { superviseProcesses, type Serving } from './supervise.ts';
export { findWebProcess, type WebProcess } from './web-process.ts';
