import type { BsonDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { Store } from '../storage/store.ts';
import type { CommandRequest } from './request.ts';

/** One statement of a write command: within a commit that it shares, or with commits of its own. */
export type Statement<T> = { readonly within: () => T } | { readonly alone: () => Promise<T> };

interface Outcomes<T> {
  readonly done: { readonly index: number; readonly value: T }[];
  readonly errors: { readonly index: number; readonly error: CommandError }[];
}

const MAX_BATCH = 100_000;
const STATEMENTS_PER_COMMIT = 1000;

/**
 * Carries out statements in their order, as many as can be in one commit; an ordered command ends at its
 * first error. A long bulk goes in parts, so that others get their turn.
 */
class StatementRun<T> {
  readonly done: { index: number; value: T }[] = [];
  readonly errors: { index: number; error: CommandError }[] = [];
  private readonly store: Store;
  private readonly statements: readonly Statement<T>[];
  private readonly ordered: boolean;

  constructor(store: Store, statements: readonly Statement<T>[], ordered: boolean) {
    this.store = store;
    this.statements = statements;
    this.ordered = ordered;
  }

  async run(): Promise<void> {
    let at = 0;
    while (at < this.statements.length && !this.isStopped(this.errors)) {
      const statement = this.statements[at];
      if (statement && 'alone' in statement) {
        await this.runAlone(at, statement.alone);
        at++;
      } else {
        const from = at;
        const part = await this.store.kv.write(() => this.runTogether(from));
        this.done.push(...part.done);
        this.errors.push(...part.errors);
        at = part.next;
      }
    }
  }

  private isStopped(errors: readonly unknown[]): boolean {
    return this.ordered && errors.length > 0;
  }

  private async runAlone(index: number, alone: () => Promise<T>): Promise<void> {
    try {
      this.done.push({ index, value: await alone() });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.errors.push({ index, error });
    }
  }

  /** Within a write, which may be tried again: what it has to say is in its result alone. */
  private runTogether(from: number): Outcomes<T> & { next: number } {
    const part: Outcomes<T> = { done: [], errors: [] };
    const limit = Math.min(from + STATEMENTS_PER_COMMIT, this.statements.length);
    let index = from;
    for (; index < limit && !this.isStopped(part.errors); index++) {
      const statement = this.statements[index];
      if (!statement || 'alone' in statement) break;
      try {
        part.done.push({ index, value: statement.within() });
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        part.errors.push({ index, error });
      }
    }
    return { ...part, next: index };
  }
}

export async function runStatements<T>(
  store: Store,
  request: CommandRequest,
  statements: readonly Statement<T>[],
): Promise<Outcomes<T>> {
  if (statements.length < 1 || statements.length > MAX_BATCH) {
    throw new CommandError(
      16,
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements.length} operations.`,
    );
  }
  const ordered = !request.has('ordered') || request.flag('ordered');
  const run = new StatementRun(store, statements, ordered);
  await run.run();
  return run;
}

/** Errors of single statements stand in a reply that is a success otherwise. */
export function writeReply(fields: BsonDocument, errors: Outcomes<unknown>['errors']): BsonDocument {
  if (errors.length === 0) return { ...fields, ok: 1 };
  const writeErrors = errors.map(({ index, error }) => ({
    index,
    code: error.code,
    errmsg: error.message,
    ...error.details,
  }));
  return { ...fields, writeErrors, ok: 1 };
}
