import { parentPort, workerData } from 'node:worker_threads';
import type { ApartAnswer, ApartJob } from './formats-apart.ts';
import { FormatError, readQuestions, readRows, readWordLecture, writeQuestions } from './formats/index.ts';

async function answerTo(job: ApartJob): Promise<ApartAnswer> {
  if ('read' in job) return { found: await readQuestions(Buffer.from(job.read)) };
  if ('lecture' in job) return { lecture: await readWordLecture(Buffer.from(job.lecture)) };
  if ('table' in job) return { table: await readRows(Buffer.from(job.table)) };
  const { format, questions, options } = job.write;
  return { written: await writeQuestions(format, questions, options) };
}

/** The thread of one file: reads or writes it, tells what came of it, and ends. */
async function run(): Promise<ApartAnswer> {
  try {
    return await answerTo(workerData as ApartJob);
  } catch (error) {
    if (error instanceof FormatError) return { fault: error.code, values: error.values };
    throw error;
  }
}

void run().then((answer) => parentPort?.postMessage(answer));
