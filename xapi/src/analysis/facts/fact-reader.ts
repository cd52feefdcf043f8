import type { Model, mongo } from 'mongoose';
import type { StoredStatement } from '../../record-store/statement.model.ts';
import { conditionFor, type Condition, type Search } from '../statement-reader.ts';
import type { Extent, FactBlocks, PlacedFact } from './fact-blocks.ts';
import type { FactBlock } from './fact-block.model.ts';
import { BLOCK_ROWS, unpackFacts } from './fact-block.ts';
import { FACT_SOURCE, factOf, type Fact, type FactField, type FactSource } from './fact.ts';
import { factMatcher } from './match-facts.ts';

/** Statements asked for at once. */
const BATCH = 1_000;
/** Blocks asked for at once, so that few are in memory. */
const BLOCKS_AT_ONCE = 8;
/** A statement costs so many rows of a block: where the index knows of few, they are read by it. */
const ROWS_PER_STATEMENT = 16;

/** What to read of which statements. */
interface Scan {
  search: Search;
  /** Only what is stored before this position. */
  to: string;
  fields: readonly FactField[];
  signal: AbortSignal;
}

/** Where the positions of a block have one, or where it would be. */
function placeOf({ positions, count }: Pick<FactBlock, 'positions' | 'count'>, position: string): number {
  const width = positions.length / count;
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions.toString('latin1', middle * width, (middle + 1) * width) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a scan makes of blocks. */
interface Sieve {
  matches: (fact: Fact) => boolean;
  fields: readonly FactField[];
  /** Only what is stored behind this position. */
  after: string;
  /** Positions of voided statements, in order. */
  voided: readonly string[];
}

function factsIn(block: FactBlock, { matches, fields, after, voided }: Sieve): Fact[] {
  const first = block._id > after ? 0 : placeOf(block, after);
  const hidden = new Set(
    voided
      .filter((position) => position > block._id && position < block.end)
      .map((position) => placeOf(block, position)),
  );
  const read = unpackFacts(block, fields);
  const facts: Fact[] = [];
  for (let row = first; row < block.count; row++) {
    if (hidden.has(row)) continue;
    const fact = read(row);
    if (matches(fact)) facts.push(fact);
  }
  return facts;
}

/** What a cursor has at hand each time, rather than one by one: there are a million of them. */
async function* batchesOf<T>(cursor: mongo.FindCursor<T>): AsyncGenerator<T[]> {
  try {
    while (await cursor.hasNext()) yield cursor.readBufferedDocuments();
  } finally {
    await cursor.close();
  }
}

/** Waits for work that goes on when the wait is given up. */
const unlessAborted = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });

/** A search that begins no earlier than behind a position. */
const laterOf = (search: Search, position: string): Search => {
  const after = search.after !== undefined && search.after > position ? search.after : position;
  return { ...search, after: after === '' ? undefined : after };
};

interface Deps {
  statements: Model<StoredStatement>;
  blocks: FactBlocks;
}

/** What is read of the statements themselves. */
function makeSources({ collection }: Model<StoredStatement>) {
  const find = (condition: Condition, signal?: AbortSignal) =>
    collection.find<FactSource>(condition, {
      projection: FACT_SOURCE,
      batchSize: BATCH,
      ...(signal && { signal }),
    });
  const behind = (start: string, to: string): Condition => ({
    position: { $lt: to, ...(start !== '' && { $gt: start }) },
  });

  return {
    countBehind: (start: string, to: string, signal: AbortSignal): Promise<number> =>
      collection.countDocuments(behind(start, to), { signal }),

    /** In the order of storing. */
    async *readBehind(start: string, to: string): AsyncGenerator<PlacedFact[]> {
      for await (const sources of batchesOf(find(behind(start, to)).sort({ position: 1 })))
        yield sources.map((source) => ({ fact: factOf(source), position: source.position }));
    },

    /** By the index, in no order. */
    async *bySearch(search: Search, range: Condition, signal: AbortSignal): AsyncGenerator<Fact[]> {
      for await (const sources of batchesOf(find(conditionFor(search, range), signal)))
        yield sources.map(factOf);
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

type Sources = ReturnType<typeof makeSources>;

/** Makes blocks of what is stored behind the last one, where that is enough for one. */
function makeCatchUp(sources: Sources, blocks: FactBlocks) {
  let underWay: Promise<void> | undefined;

  async function makeBlocks(start: string, to: string): Promise<void> {
    const add = blocks.gather(start);
    for await (const placed of sources.readBehind(start, to)) await add(placed);
  }

  /** The work goes on when whoever waits gives up, so that the next need not begin anew. */
  return async (start: string, { to, signal }: Scan): Promise<void> => {
    if ((await sources.countBehind(start, to, signal)) < BLOCK_ROWS) return;
    underWay ??= makeBlocks(start, to).finally(() => (underWay = undefined));
    await unlessAborted(underWay, signal);
  };
}

/**
 * Reads facts. A statement is a few kilobytes of which an analysis needs a few words, so those of many statements are
 * kept together in blocks, made when somebody first reads so far. A block never changes: what has been voided since is
 * left out by its position.
 */
export function makeFactReader({ statements, blocks }: Deps) {
  const sources = makeSources(statements);
  const catchUp = makeCatchUp(sources, blocks);

  async function* inBlocks(extents: readonly Extent[], scan: Scan): AsyncGenerator<Fact[]> {
    const { search, to, signal } = scan;
    const { matches, fields } = factMatcher(search.condition);
    const needed = [...new Set([...scan.fields, ...fields])];
    const voided = await sources.voidedBefore(to, signal);
    const sieve = { matches, fields: needed, after: search.after ?? '', voided };
    for (let i = 0; i < extents.length; i += BLOCKS_AT_ONCE) {
      const wanted = extents.slice(i, i + BLOCKS_AT_ONCE);
      const found = await blocks.read(wanted, ['positions', ...needed], signal);
      for (const { _id, end } of wanted) {
        const block = found.get(_id);
        if (block?.end === end) yield factsIn(block, sieve);
        else yield* sources.bySearch(laterOf(search, _id), { $lt: end }, signal);
      }
    }
  }

  async function extentsBefore(to: string, signal: AbortSignal): Promise<{ extents: Extent[]; end: string }> {
    const extents = (await blocks.extents(signal)).filter(({ end }) => end <= to);
    return { extents, end: extents.at(-1)?.end ?? '' };
  }

  return {
    /** The facts of every statement that a search finds before a position, in no order. */
    async *scan(scan: Scan): AsyncGenerator<Fact[]> {
      const { search, to, signal } = scan;
      const { after = '' } = search;
      const before = await extentsBefore(to, signal);
      if (after > before.end || (await sources.findsFew(scan))) {
        yield* sources.bySearch(search, { $lt: to }, signal);
        return;
      }
      await catchUp(before.end, scan);
      const { extents, end } = await extentsBefore(to, signal);
      const within = extents.filter((extent) => extent.end > after);
      yield* inBlocks(within, scan);
      yield* sources.bySearch(laterOf(search, end), { $lt: to }, signal);
    },
  };
}

export type FactReader = ReturnType<typeof makeFactReader>;
