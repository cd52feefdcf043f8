import type { FileFaultCode, FoundLecture, WritableFormat } from '@chuyen-de/contracts';
import { makeBoundedQueue } from '../http/index.ts';
import { runInThread, TooMuchWork } from '../kernel/run-in-thread.ts';
import {
  FormatError,
  readQuestions,
  readRows,
  readWordLecture,
  writeQuestions,
  type FormatQuestion,
  type FoundRow,
  type FoundFile,
  type WriteOptions,
  type WrittenFile,
} from './formats/index.ts';

/** What a thread is asked for: to read a file of questions, of a lecture or a table, or to write one of questions. */
export type ApartJob =
  | { read: Uint8Array }
  | { lecture: Uint8Array }
  | { table: Uint8Array }
  | { write: { format: WritableFormat; questions: FormatQuestion[]; options: WriteOptions } };

/** What it tells. */
export type ApartAnswer =
  | { found: FoundFile }
  | { lecture: FoundLecture }
  | { table: FoundRow[] }
  | { written: WrittenFile }
  | { fault: FileFaultCode; values: FormatError['values'] };

/** A paper of ten thousand questions takes a few seconds, and a quarter of the memory. */
const BOUNDS = { patienceMs: 60_000, megabytes: 512 };
/** The one under way, and those that wait and hold what they brought meanwhile. */
const MOST_AT_ONCE = 4;

/** @throws FormatError */
async function inThread(
  workerUrl: URL,
  job: ApartJob,
  signal?: AbortSignal,
): Promise<Exclude<ApartAnswer, { fault: unknown }>> {
  try {
    const answer = (await runInThread(workerUrl, job, { ...BOUNDS, signal })) as ApartAnswer;
    if ('fault' in answer) throw new FormatError(answer.fault, answer.values);
    return answer;
  } catch (error) {
    throw error instanceof TooMuchWork ? new FormatError('too_much_work') : error;
  }
}

const HERE = {
  readQuestions: (bytes: Buffer, _signal?: AbortSignal) => readQuestions(bytes),
  readWordLecture,
  readRows,
  writeQuestions,
};

/**
 * Reads and writes files of questions, and reads those of lectures, in a thread of their own, one after the other: a long one, or one that was made to
 * be, keeps neither learners waiting nor memory.
 *
 * @param workerUrl the built thread; without it all is done in this one
 * @throws FormatError
 * @throws ProblemError `too_busy` where several files wait already
 */
export function makeFormatsApart(workerUrl: URL | undefined): typeof HERE {
  if (!workerUrl) return HERE;
  const inTurn = makeBoundedQueue(MOST_AT_ONCE);
  const run = (job: ApartJob, signal?: AbortSignal) => inTurn(() => inThread(workerUrl, job, signal));
  const unexpected = (): never => {
    throw new Error('The thread of a file did something else');
  };
  return {
    async readQuestions(bytes, signal) {
      const answer = await run({ read: bytes }, signal);
      return 'found' in answer ? answer.found : unexpected();
    },
    async readWordLecture(bytes) {
      const answer = await run({ lecture: bytes });
      return 'lecture' in answer ? answer.lecture : unexpected();
    },
    async readRows(bytes) {
      const answer = await run({ table: bytes });
      return 'table' in answer ? answer.table : unexpected();
    },
    async writeQuestions(format, questions, options) {
      const answer = await run({ write: { format, questions: [...questions], options } });
      if (!('written' in answer)) return unexpected();
      // What comes from a thread is a list of bytes and no more.
      const { bytes } = answer.written;
      return { ...answer.written, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
    },
  };
}

export type FormatsApart = ReturnType<typeof makeFormatsApart>;
