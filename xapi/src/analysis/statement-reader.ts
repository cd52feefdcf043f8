import type { Model } from 'mongoose';
import type { StoredStatement } from '../record-store/statement.model.ts';
import type { FoldEntry } from './aggregate.ts';

export type Condition = Record<string, unknown>;

/** Which statements: those that fulfil the condition and have one of the search keys; without keys, any. */
export interface Search {
  keys: readonly string[];
  condition: Condition;
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

const conditionFor = ({ keys, condition }: Search, position: Condition): Condition => ({
  $and: [
    { ...(keys.length > 0 && { keys: keys.length === 1 ? keys[0] : { $in: [...keys] } }) },
    condition,
    { ...(Object.keys(position).length > 0 && { position }) },
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
  async function page({ keys, condition }: Search, wanted: Page): Promise<ReadEntry[]> {
    if (keys.length < 2) return ordered({ keys, condition }, wanted);
    const lists = await Promise.all(keys.map((key) => ordered({ keys: [key], condition }, wanted)));
    const byPosition = new Map(lists.flat().map((entry) => [entry.position, entry]));
    const sorted = [...byPosition.values()].sort((a, b) =>
      a.position < b.position ? -wanted.order : wanted.order,
    );
    return sorted.slice(0, wanted.limit);
  }

  return {
    /** Every statement before a position, some fields of each, in no order. */
    scan(
      search: Search,
      to: string,
      fields: readonly string[],
      signal: AbortSignal,
    ): AsyncIterable<FoldEntry> {
      const projection = { _id: 0, ...Object.fromEntries(fields.map((field) => [field, 1])) };
      return collection.find<FoldEntry>(conditionFor(search, { $lt: to }), {
        projection,
        batchSize: BATCH,
        signal,
      });
    },

    /** The newest before a position. */
    newest: (search: Search, before: string | undefined, limit: number): Promise<ReadEntry[]> =>
      page(search, { order: -1, range: before === undefined ? {} : { $lt: before }, limit }),

    /** Behind one position and before another, in the order of storing, read as it is taken. */
    async *forward(search: Search, after: string | undefined, to: string): AsyncGenerator<ReadEntry> {
      let last = after;
      for (;;) {
        const range = { $lt: to, ...(last !== undefined && { $gt: last }) };
        const found = await page(search, { order: 1, range, limit: BATCH });
        yield* found;
        if (found.length < BATCH) return;
        last = found.at(-1)?.position;
      }
    },

    count: (search: Search, to: string, signal: AbortSignal): Promise<number> =>
      collection.countDocuments(conditionFor(search, { $lt: to }), { signal }),
  };
}

export type StatementReader = ReturnType<typeof makeStatementReader>;
