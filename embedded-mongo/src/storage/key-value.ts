import path from 'node:path';
import { open, type RootDatabase, type Transaction } from 'lmdb';
import { CommandError } from '../errors.ts';

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
  beforeCommit(): void;
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

export const openLmdb = (dir: string, readOnly = false): RootDatabase<Buffer, Uint8Array> =>
  open<Buffer, Uint8Array>({
    path: path.join(dir, 'store.lmdb'),
    keyEncoding: 'binary',
    encoding: 'binary',
    cache: false,
    overlappingSync: false,
    maxReaders: 126,
    readOnly,
  });

/**
 * The ordered keys and values below everything. Writers queue jobs, and all that wait are committed
 * together: one synchronous transaction, on disk before any of them is answered. A commit blocks this
 * thread for one sync of the disk, and in exchange what is in memory is always what is committed.
 */
export class KeyValue {
  private readonly db: RootDatabase<Buffer, Uint8Array>;
  private readonly snapshot: { transaction?: Transaction };
  private hooks: CommitHooks | undefined;
  private queue: Job[] = [];
  private closing = false;

  /** With a read transaction, everything is read as it was when that began. */
  constructor(db: RootDatabase<Buffer, Uint8Array>, transaction?: Transaction) {
    this.db = db;
    this.snapshot = transaction ? { transaction } : {};
  }

  useHooks(hooks: CommitHooks): void {
    this.hooks = hooks;
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

  range({ start, end, reverse = false, limit = Number.MAX_SAFE_INTEGER }: Range): Entry[] {
    const options = reverse
      ? { start: end, end: start, reverse, limit, exclusiveStart: true, inclusiveEnd: true, ...this.snapshot }
      : { start, end, limit, ...this.snapshot };
    const entries: Entry[] = [];
    for (const { key, value } of this.db.getRange(options)) entries.push({ key: key as Buffer, value });
    return entries;
  }

  countKeys(start: Uint8Array, end: Uint8Array): number {
    return this.db.getKeysCount({ start, end });
  }

  /** Queues a job for the next commit; resolves with its result once that is on disk. */
  write<T>(job: () => T): Promise<T> {
    if (this.closing) return Promise.reject(new CommandError(91, 'the store is closing'));
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ run: job, resolve: resolve as (value: unknown) => void, reject });
      if (this.queue.length === 1) setImmediate(() => this.commitQueued());
    });
  }

  /** Commits what waits and takes nothing more. */
  close(): void {
    this.closing = true;
    this.commitQueued();
  }

  private commitQueued(): void {
    const jobs = this.queue;
    this.queue = [];
    if (jobs.length === 0) return;
    try {
      settle(jobs, this.commit(jobs));
    } catch (error) {
      this.hooks?.afterAbort();
      if (jobs.length === 1) jobs[0]?.reject(error);
      else for (const job of jobs) this.commitAlone(job);
    }
  }

  /** After a batch failed as a whole: whoever is innocent succeeds on their own. */
  private commitAlone(job: Job): void {
    try {
      settle([job], this.commit([job]));
    } catch (error) {
      this.hooks?.afterAbort();
      job.reject(error);
    }
  }

  private commit(jobs: readonly Job[]): Outcome[] {
    return this.db.transactionSync(() => {
      const outcomes = jobs.map(({ run }): Outcome => {
        try {
          return { value: run() };
        } catch (error) {
          // A refusal comes before anything of the job is written; anything else leaves it half done.
          if (error instanceof CommandError) return { error };
          throw error;
        }
      });
      this.hooks?.beforeCommit();
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
