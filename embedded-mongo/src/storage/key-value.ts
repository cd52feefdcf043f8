import path from 'node:path';
import { open, type RootDatabase, type Transaction } from 'lmdb';
import { CommandError, diskRefusal } from '../errors.ts';

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  readonly start: Uint8Array;
  /** Exclusive. */
  readonly end: Uint8Array;
  readonly reverse?: boolean;
  readonly limit?: number;
}

/** What keeps state in memory beside the stored keys: told when to write it down and when to forget it. */
export interface CommitHooks {
  beforeCommit?(): void;
  afterAbort(): void;
}

interface Job {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** LMDB keys end at 1978 bytes; what is longer has been cut and hashed before. */
export const MAX_KEY_BYTES = 1900;

/** The file of a store in its folder. */
export const STORE_FILE = 'store.lmdb';

/** Mode of the files that LMDB makes; its type declarations forget it. */
const FILES_OF_THE_OWNER = { permissionsMode: 0o600 };

export const openLmdb = (dir: string, readOnly = false): RootDatabase<Buffer, Uint8Array> =>
  open<Buffer, Uint8Array>({
    path: path.join(dir, STORE_FILE),
    keyEncoding: 'binary',
    encoding: 'binary',
    cache: false,
    // It would let a commit be on disk without the mark that says so: lost at a loss of power.
    overlappingSync: false,
    // It gathers writes of one turn, of which there are none outside of our transactions, and rejects a promise
    // of its own beside ours when a commit fails.
    eventTurnBatching: false,
    maxReaders: 126,
    ...FILES_OF_THE_OWNER,
    readOnly,
  });

/** How LMDB says that a transaction whose jobs had run could not be committed; the cause comes as a promise. */
const causeOf = async (error: unknown): Promise<unknown> => {
  if (!(error instanceof Error && 'commitError' in error)) return error;
  return Promise.resolve(error.commitError).then(
    () => error,
    (cause: unknown) => cause,
  );
};

/**
 * The ordered keys and values below everything. Writers queue jobs, and all that wait are committed
 * together: one transaction, on disk before any of them is answered. Its jobs run in this thread; writing
 * the pages and waiting for the disk is left to one of the process's worker threads, so that meanwhile
 * reads are answered and the next jobs gather. One transaction follows the other: none begins before the
 * fate of the one before it is known.
 */
export class KeyValue {
  private readonly db: RootDatabase<Buffer, Uint8Array>;
  private readonly snapshot: { transaction?: Transaction };
  private readonly hooks: CommitHooks[] = [];
  private queue: Job[] = [];
  private committing: Promise<void> | undefined;
  private closing = false;
  /** How many there have been: what was read when there were fewer may be different by now. */
  commits = 0;

  /** With a read transaction, everything is read as it was when that began. */
  constructor(db: RootDatabase<Buffer, Uint8Array>, transaction?: Transaction) {
    this.db = db;
    this.snapshot = transaction ? { transaction } : {};
  }

  useHooks(hooks: CommitHooks): void {
    this.hooks.push(hooks);
  }

  get(key: Uint8Array): Buffer | undefined {
    return this.snapshot.transaction ? this.db.get(key, this.snapshot) : this.db.getBinary(key);
  }

  put(key: Uint8Array, value: Buffer): void {
    this.db.putSync(key, value);
  }

  remove(key: Uint8Array): void {
    this.db.removeSync(key);
  }

  range(range: Range): Entry[] {
    const entries: Entry[] = [];
    for (const { key, value } of this.db.getRange(this.optionsOf(range)))
      entries.push({ key: key as Buffer, value });
    return entries;
  }

  private optionsOf({ start, end, reverse = false, limit = Number.MAX_SAFE_INTEGER }: Range) {
    return reverse
      ? { start: end, end: start, reverse, limit, exclusiveStart: true, inclusiveEnd: true, ...this.snapshot }
      : { start, end, limit, ...this.snapshot };
  }

  /**
   * The first entries of a range, fewer where they would exceed so many bytes, and whether the range ends there.
   * @param weigh bytes that a value counts for
   */
  chunk(
    range: Range & { readonly limit: number },
    maxBytes: number,
    weigh: (value: Buffer) => number,
  ): { entries: Entry[]; isLast: boolean } {
    const entries: Entry[] = [];
    let bytes = 0;
    for (const { key, value } of this.db.getRange(this.optionsOf(range))) {
      entries.push({ key: key as Buffer, value });
      bytes += weigh(value);
      if (bytes >= maxBytes) return { entries, isLast: false };
    }
    return { entries, isLast: entries.length < range.limit };
  }

  countKeys(start: Uint8Array, end: Uint8Array): number {
    return this.db.getKeysCount({ start, end });
  }

  /** Queues a job for the next commit; resolves with its result once that is on disk. */
  write<T>(job: () => T): Promise<T> {
    if (this.closing) return Promise.reject(new CommandError(91, 'the store is closing'));
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ run: job, resolve: resolve as (value: unknown) => void, reject });
      this.committing ??= this.commitQueued();
    });
  }

  /** Takes nothing more and commits what waits. */
  async close(): Promise<void> {
    this.closing = true;
    await this.committing;
  }

  private async commitQueued(): Promise<void> {
    while (this.queue.length > 0) await this.commitTogether();
    this.committing = undefined;
  }

  private async commitTogether(): Promise<void> {
    // Taken when the transaction has begun: what arrives until then shares it.
    let jobs: Job[] = [];
    try {
      const outcomes = await this.commit(() => {
        jobs = this.queue;
        this.queue = [];
        return jobs;
      });
      this.commits++;
      settle(jobs, outcomes);
    } catch (error) {
      // Asked for at once: a rejection that nobody handles would end the process.
      const cause = causeOf(error);
      for (const hooks of this.hooks) hooks.afterAbort();
      // It did not even begin: nobody is to blame, and nobody is to wait for ever.
      const failed = jobs.length > 0 ? jobs : this.queue.splice(0);
      if (failed.length === 1) failed[0]?.reject(diskRefusal(await cause));
      else for (const job of failed) await this.commitAlone(job);
    }
  }

  /** After a batch failed as a whole: whoever is innocent succeeds on their own. */
  private async commitAlone(job: Job): Promise<void> {
    try {
      const outcomes = await this.commit(() => [job]);
      this.commits++;
      settle([job], outcomes);
    } catch (error) {
      const cause = causeOf(error);
      for (const hooks of this.hooks) hooks.afterAbort();
      job.reject(diskRefusal(await cause));
    }
  }

  /** In a child transaction: one that a job has left half done is abandoned as a whole. */
  private commit(takeJobs: () => readonly Job[]): Promise<Outcome[]> {
    return this.db.childTransaction(() => {
      const outcomes = takeJobs().map(({ run }): Outcome => {
        try {
          return { value: run() };
        } catch (error) {
          // A refusal comes before anything of the job is written; anything else leaves it half done.
          if (error instanceof CommandError) return { error };
          throw error;
        }
      });
      for (const hooks of this.hooks) hooks.beforeCommit?.();
      return outcomes;
    });
  }
}

function settle(jobs: readonly Job[], outcomes: readonly Outcome[]): void {
  outcomes.forEach((outcome, i) => {
    if ('error' in outcome) jobs[i]?.reject(outcome.error);
    else jobs[i]?.resolve(outcome.value);
  });
}
