import type { Model } from 'mongoose';
import type { StoredStatement } from '../record-store/statement.model.ts';
import type { FoldEntry } from './aggregate.ts';

type Condition = Record<string, unknown>;

/** A stored statement as lists and exports read it. */
export interface ReadEntry {
  position: string;
  json: string;
  /** The agent's key; empty where nobody is identified. */
  actor?: string;
}

const BATCH = 1_000;
const ENTRY_FIELDS = { _id: 0, position: 1, json: 1, actor: 1 };

const between = (condition: Condition, position: Condition): Condition =>
  Object.keys(position).length === 0 ? condition : { $and: [condition, { position }] };

/** Reads stored statements by conditions, always up to a position behind which nothing can still appear. */
export function makeStatementReader(statements: Model<StoredStatement>) {
  const { collection } = statements;
  return {
    /** Every statement of a condition, some fields of each, in no order. */
    scan(
      condition: Condition,
      to: string,
      fields: readonly string[],
      signal: AbortSignal,
    ): AsyncIterable<FoldEntry> {
      const projection = { _id: 0, ...Object.fromEntries(fields.map((field) => [field, 1])) };
      return collection.find<FoldEntry>(between(condition, { $lt: to }), {
        projection,
        batchSize: BATCH,
        signal,
      });
    },

    /** The newest before a position. */
    newest: (condition: Condition, before: string | undefined, limit: number): Promise<ReadEntry[]> =>
      collection
        .find<ReadEntry>(between(condition, before === undefined ? {} : { $lt: before }), {
          projection: ENTRY_FIELDS,
        })
        .sort({ position: -1 })
        .limit(limit)
        .toArray(),

    /** Behind one position and before another, in the order of storing. */
    forward(condition: Condition, after: string | undefined, to: string): AsyncIterable<ReadEntry> {
      const range = { $lt: to, ...(after !== undefined && { $gt: after }) };
      return collection
        .find<ReadEntry>(between(condition, range), { projection: ENTRY_FIELDS, batchSize: BATCH })
        .sort({ position: 1 });
    },

    count: (condition: Condition, to: string, signal: AbortSignal): Promise<number> =>
      collection.countDocuments(between(condition, { $lt: to }), { signal }),
  };
}

export type StatementReader = ReturnType<typeof makeStatementReader>;
