import type { Model } from 'mongoose';
import type { StoredStatement } from '../record-store/statement.model.ts';

export type Condition = Record<string, unknown>;

/**
 * Which statements: those that fulfil the condition and have one of the search keys; without keys, any. Voided ones are
 * left out, unless they are asked for as well.
 */
export interface Search {
  keys: readonly string[];
  condition: Condition;
  /** Only what is stored behind this position. */
  after?: string | undefined;
}

/** A stored statement as lists and exports read it. */
export interface ReadEntry {
  position: string;
  json: string;
  /** The agent's key; absent where nobody is identified. */
  actor?: string;
}

interface Page {
  /** 1: in the order of storing; -1: newest first. */
  order: 1 | -1;
  range: Condition;
  limit: number;
}

const BATCH = 1_000;
const ENTRY_FIELDS = { _id: 0, position: 1, json: 1, actor: 1 };

/** A search as a condition of the store, within a range of positions. */
export const conditionFor = (
  { keys, condition, after }: Search,
  position: Condition,
  { voidedToo = false } = {},
): Condition => ({
  $and: [
    { ...(keys.length > 0 && { keys: keys.length === 1 ? keys[0] : { $in: [...keys] } }) },
    condition,
    { ...(after !== undefined && { position: { $gt: after } }) },
    { ...(Object.keys(position).length > 0 && { position }) },
    { ...(!voidedToo && { voided: { $ne: true } }) },
  ].filter((part) => Object.keys(part).length > 0),
});

/** Reads stored statements by conditions. */
export function makeStatementReader(statements: Model<StoredStatement>) {
  const { collection } = statements;

  const ordered = (search: Search, { order, range, limit }: Page): Promise<ReadEntry[]> =>
    collection
      .find<ReadEntry>(conditionFor(search, range), { projection: ENTRY_FIELDS, batchSize: limit })
      .sort({ position: order })
      .limit(limit)
      .toArray();

  /** The index has an order within one key alone: several are read one by one, and their pages joined. */
  async function page(search: Search, wanted: Page): Promise<ReadEntry[]> {
    if (search.keys.length < 2) return ordered(search, wanted);
    const lists = await Promise.all(search.keys.map((key) => ordered({ ...search, keys: [key] }, wanted)));
    const byPosition = new Map(lists.flat().map((entry) => [entry.position, entry]));
    const sorted = [...byPosition.values()].sort((a, b) =>
      a.position < b.position ? -wanted.order : wanted.order,
    );
    return sorted.slice(0, wanted.limit);
  }

  return {
    /** The newest before a position. */
    newest: (search: Search, before: string | undefined, limit: number): Promise<ReadEntry[]> =>
      page(search, { order: -1, range: before === undefined ? {} : { $lt: before }, limit }),

    /**
     * Behind one position and before another, in the order of storing, page by page: the next is read while one is
     * worked on, and no further.
     */
    async *forward(search: Search, after: string | undefined, to: string): AsyncGenerator<ReadEntry[]> {
      const behind = (last: string | undefined): Promise<ReadEntry[]> =>
        page(search, {
          order: 1,
          range: { $lt: to, ...(last !== undefined && { $gt: last }) },
          limit: BATCH,
        });
      let next: Promise<ReadEntry[]> | undefined = behind(after);
      while (next) {
        const found: ReadEntry[] = await next;
        next = found.length < BATCH ? undefined : behind(found.at(-1)?.position);
        // Whoever leaves early does not wait for it, and need not hear that it failed.
        next?.catch(() => undefined);
        yield found;
      }
    },
  };
}

export type StatementReader = ReturnType<typeof makeStatementReader>;
