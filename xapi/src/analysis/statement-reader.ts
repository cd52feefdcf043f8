import type { Model } from 'mongoose';
import { readWithin, type ReadWithin } from '../kernel/read-within.ts';
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
/** Bytes of statements that are read at once at the most; one alone may be larger. */
const MOST_BYTES = 4 * 1024 * 1024;
const PLACE_FIELDS = { _id: 0, position: 1 };
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

  function ordered<T>(condition: Condition, projection: object, { order, limit }: Omit<Page, 'range'>) {
    return collection
      .find(condition, { projection, batchSize: limit })
      .sort({ position: order })
      .limit(limit) as unknown as AsyncIterable<T> & { toArray: () => Promise<T[]> };
  }

  /**
   * The index has an order within one key alone: several are read one by one, of each the places first, since their
   * statements may be far more than a page.
   */
  async function placesIn({ keys, ...search }: Search, wanted: Page): Promise<Condition> {
    const lists = await Promise.all(
      keys.map((key) =>
        ordered<Pick<ReadEntry, 'position'>>(
          conditionFor({ ...search, keys: [key] }, wanted.range),
          PLACE_FIELDS,
          wanted,
        ).toArray(),
      ),
    );
    const places = [...new Set(lists.flat().map(({ position }) => position))];
    const sorted = places.sort((a, b) => (a < b ? -wanted.order : wanted.order));
    return { position: { $in: sorted.slice(0, wanted.limit) } };
  }

  /** As many as are asked for, or have room. */
  async function page(search: Search, wanted: Page): Promise<ReadWithin<ReadEntry>> {
    const condition =
      search.keys.length < 2 ? conditionFor(search, wanted.range) : await placesIn(search, wanted);
    return readWithin(ordered<ReadEntry>(condition, ENTRY_FIELDS, wanted), MOST_BYTES);
  }

  return {
    /** The newest before a position; fewer than asked for where more have no room. */
    newest: (search: Search, before: string | undefined, limit: number): Promise<ReadWithin<ReadEntry>> =>
      page(search, { order: -1, range: before === undefined ? {} : { $lt: before }, limit }),

    /**
     * Behind one position and before another, in the order of storing, page by page: the next is read while one is
     * worked on, and no further.
     */
    async *forward(search: Search, after: string | undefined, to: string): AsyncGenerator<ReadEntry[]> {
      const behind = (last: string | undefined): Promise<ReadWithin<ReadEntry>> =>
        page(search, {
          order: 1,
          range: { $lt: to, ...(last !== undefined && { $gt: last }) },
          limit: BATCH,
        });
      let next: Promise<ReadWithin<ReadEntry>> | undefined = behind(after);
      while (next) {
        const { items, isCut }: ReadWithin<ReadEntry> = await next;
        next = items.length < BATCH && !isCut ? undefined : behind(items.at(-1)?.position);
        // Whoever leaves early does not wait for it, and need not hear that it failed.
        next?.catch(() => undefined);
        yield items;
      }
    },
  };
}

export type StatementReader = ReturnType<typeof makeStatementReader>;
