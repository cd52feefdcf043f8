import { parentPort, workerData } from 'node:worker_threads';
import type { InspectionJob } from './inspect-apart.ts';
import { inspectFile } from './inspect-file.ts';

const { place, kind } = workerData as InspectionJob;
void inspectFile(place, kind).then((inspected) => parentPort?.postMessage(inspected));
