import type { Model, mongo } from 'mongoose';
import type { StoredStatement } from '../../record-store/statement.model.ts';
import { conditionFor, type Condition, type Search } from '../statement-reader.ts';
import type { PlacedFact } from './fact-blocks.ts';
import { FACT_FIELDS, factOf, sourceOf, type Fact, type FactField, type FactSource } from './fact.ts';

/** Statements asked for at once. */
const BATCH = 1_000;
/** A statement costs so many rows of a block: where the index knows of few, they are read by it. */
const ROWS_PER_STATEMENT = 16;

/** What a cursor has at hand each time, rather than one by one: there are a million of them. */
async function* batchesOf<T>(cursor: mongo.FindCursor<T>): AsyncGenerator<T[]> {
  try {
    while (await cursor.hasNext()) yield cursor.readBufferedDocuments();
  } finally {
    await cursor.close();
  }
}

/** What to read of which statements. */
export interface Scan {
  search: Search;
  /** Only what is stored before this position. */
  to: string;
  fields: readonly FactField[];
  /** Whether all is told as it came in: in the order of storing, voided ones too. Else in no order, without those. */
  asItCame?: boolean | undefined;
  signal: AbortSignal;
}

/** Reads facts of the statements themselves. */
export function makeFactSources({ collection }: Model<StoredStatement>) {
  const find = (condition: Condition, projection: object, signal: AbortSignal) =>
    collection.find<FactSource>(condition, { projection, batchSize: BATCH, signal });
  const behind = (start: string, to: string): Condition => ({
    position: { $lt: to, ...(start !== '' && { $gt: start }) },
  });

  return {
    /** Whether so many statements are behind a position and before another. */
    haveBehind: async (start: string, to: string, count: number, signal: AbortSignal): Promise<boolean> =>
      (await collection.countDocuments(behind(start, to), { limit: count, signal })) === count,

    /** How many statements there are, as the store remembers it. */
    countAll: (): Promise<number> => collection.estimatedDocumentCount(),

    /** In the order of storing, with all that facts tell. */
    async *readBehind(start: string, to: string, signal: AbortSignal): AsyncGenerator<PlacedFact[]> {
      const cursor = find(behind(start, to), { ...sourceOf(FACT_FIELDS), position: 1 }, signal);
      for await (const sources of batchesOf(cursor.sort({ position: 1 })))
        yield sources.map((source) => ({ fact: factOf(source), position: source.position }));
    },

    /** By the index, with no more than the fields of the scan. */
    async *bySearch({ search, to, fields, asItCame = false, signal }: Scan): AsyncGenerator<Fact[]> {
      const condition = conditionFor(search, { $lt: to }, { voidedToo: asItCame });
      const cursor = find(condition, { ...sourceOf(fields), ...(asItCame && { voided: 1 }) }, signal);
      if (asItCame) cursor.sort({ position: 1 });
      for await (const sources of batchesOf(cursor)) yield sources.map(factOf);
    },

    /** Positions of voided statements, in order. */
    async voidedBefore(to: string, signal: AbortSignal): Promise<string[]> {
      const found = await collection
        .find<Pick<StoredStatement, 'position'>>({ voided: true }, { projection: { position: 1 }, signal })
        .toArray();
      return found
        .map(({ position }) => position)
        .filter((position) => position < to)
        .sort();
    },

    /** Whether the search keys of a scan find so few statements that blocks do not pay. */
    async findsFew({ search, to, signal }: Scan): Promise<boolean> {
      if (search.keys.length === 0) return false;
      const counts = search.keys.map((keys) =>
        collection.countDocuments({ keys, position: { $lt: to } }, { signal }),
      );
      const candidates = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
      return candidates * ROWS_PER_STATEMENT < (await collection.estimatedDocumentCount());
    },
  };
}

export type FactSources = ReturnType<typeof makeFactSources>;
