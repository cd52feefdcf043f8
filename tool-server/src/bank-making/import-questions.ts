import type { PlaceFound } from '@chuyen-de/contracts';
import { FormatError, type FoundFile } from '../bank/index.ts';
import { newCode, type MadeBank } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { isFull } from './change-question.ts';
import type { BringIn } from './bring-in.ts';
import type { Place } from './found-drafts.ts';
import type { ImportStore } from './import-store.ts';
import type { StoredImport } from './question-import.model.ts';
import type { QuestionStore } from './question-store.ts';

interface Deps {
  imports: ImportStore;
  questions: Pick<QuestionStore, 'count'>;
  bringIn: BringIn;
  /** Reads the questions of a file. @throws FormatError */
  readQuestions: (bytes: Buffer, signal: AbortSignal) => Promise<FoundFile>;
  clock: Clock;
  logger: Logger;
}

/** Of what is said of a file as a whole so much is kept. */
const MOST_REMARKS = 500;
/** So many questions, with those of the bank that they are compared with, are waited for; of more the page is told how far it is. */
const WAITED_FOR = 2_000;

interface Reading extends Place {
  bank: MadeBank;
  bytes: Buffer;
  name: string;
  by: string;
  /** Nobody wants it any more. */
  signal: AbortSignal;
}

type Read =
  | { ok: true; read: StoredImport }
  | { ok: false; error: { code: 'file_not_read'; fault: string; values: object } }
  | { ok: false; error: { code: 'too_many_questions' | 'bank_topic_unknown' } };

/**
 * Stores what was found in a file, not yet as questions of the bank: that is confirmed by whoever has looked at it. Of a
 * long one the import is answered before all of it is stored.
 */
export const makeReadFile =
  (deps: Deps) =>
  async ({ bank, bytes, name, by, topic, level, signal }: Reading): Promise<Read> => {
    const { imports, questions, clock, logger } = deps;
    if (!bank.topics.some(({ code }) => code === topic))
      return { ok: false, error: { code: 'bank_topic_unknown' } };
    let file: FoundFile;
    try {
      file = await deps.readQuestions(bytes, signal);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const { code: fault, values } = error;
      return { ok: false, error: { code: 'file_not_read', fault, values } };
    }
    const there = await questions.count(bank._id);
    const found = file.questions.length;
    if (isFull(there + found)) return { ok: false, error: { code: 'too_many_questions' } };
    const read: StoredImport = {
      _id: newCode('NK'),
      ...{ bank: bank._id, name, by, format: file.format, state: 'reading', at: clock.now() },
      ...{ found, remarks: file.remarks.slice(0, MOST_REMARKS) },
      ...{ repairs: file.repairs, repaired: file.repaired, without: [] },
      progress: { phase: 'storing', done: 0, of: found },
    };
    await imports.insert(read);
    const work = deps.bringIn({ bank, by, read, questions: file.questions, place: { topic, level } });
    if (there + found <= WAITED_FOR) await work;
    else
      work.catch((error: unknown) => {
        // Whoever looks at it after the time of the lease is told that it was interrupted.
        logger.error({ err: error, import: read._id }, 'an import was not read to its end');
      });
    return { ok: true, read: (await imports.find(bank._id, read._id)) ?? read };
  };

/** Where some of the questions that were found go, or all of them. */
export const makePlaceFound =
  ({ imports }: Pick<Deps, 'imports'>) =>
  async (
    bank: MadeBank,
    read: StoredImport,
    { questions, topic, level }: PlaceFound,
  ): Promise<{ ok: true } | { ok: false; error: { code: 'bank_topic_unknown' } }> => {
    if (topic !== undefined && !bank.topics.some(({ code }) => code === topic))
      return { ok: false, error: { code: 'bank_topic_unknown' } };
    await imports.place(read, { ...(topic !== undefined && { topic }), ...(level && { level }) }, questions);
    return { ok: true };
  };
