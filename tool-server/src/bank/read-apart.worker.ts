import { parentPort, workerData } from 'node:worker_threads';
import { FormatError, readQuestions } from './formats/index.ts';
import type { ReadApart } from './read-apart.ts';

/** The thread of one file: reads it, tells what it found, and ends. */
async function run(): Promise<ReadApart> {
  try {
    return { found: await readQuestions(Buffer.from(workerData as Uint8Array)) };
  } catch (error) {
    if (error instanceof FormatError) return { fault: error.code, values: error.values };
    throw error;
  }
}

void run().then((read) => parentPort?.postMessage(read));
