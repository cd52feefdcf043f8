import type { Model, mongo } from 'mongoose';
import type { StoredStatement } from '../../record-store/statement.model.ts';
import { conditionFor, type Condition, type Search } from '../statement-reader.ts';
import type { Extent, FactBlocks } from './fact-blocks.ts';
import type { FactBlock } from './fact-block.model.ts';
import { unpackFacts } from './fact-block.ts';
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

interface Deps {
  statements: Model<StoredStatement>;
  blocks: FactBlocks;
}

/**
 * Reads facts. A statement is a few kilobytes of which an analysis needs a few words, so those of many statements are
 * kept together in blocks, made by whoever first reads on behind the last block. A block never changes: what has been
 * voided since is left out by its position.
 */
export function makeFactReader({ statements, blocks }: Deps) {
  const { collection } = statements;

  const find = (condition: Condition, signal: AbortSignal) =>
    collection.find<FactSource>(condition, { projection: FACT_SOURCE, batchSize: BATCH, signal });

  /** By the index and the condition alone, in no order. */
  async function* byIndex(condition: Condition, signal: AbortSignal): AsyncGenerator<Fact[]> {
    for await (const sources of batchesOf(find(condition, signal))) yield sources.map(factOf);
  }

  /** Behind the last block, making blocks on the way. */
  async function* readOn(start: string, { search, to, signal }: Scan): AsyncGenerator<Fact[]> {
    const { matches } = factMatcher(search.condition);
    const gather = blocks.gather(start);
    const range = { position: { $lt: to, ...(start !== '' && { $gt: start }) } };
    for await (const sources of batchesOf(find(range, signal).sort({ position: 1 }))) {
      const facts = sources.map(factOf);
      await gather(
        facts,
        sources.map(({ position }) => position),
      );
      yield facts.filter((fact, i) => sources[i]?.voided !== true && matches(fact));
    }
  }

  async function voidedBefore(to: string, signal: AbortSignal): Promise<string[]> {
    const found = await collection
      .find<Pick<StoredStatement, 'position'>>({ voided: true }, { projection: { position: 1 }, signal })
      .toArray();
    return found
      .map(({ position }) => position)
      .filter((position) => position < to)
      .sort();
  }

  async function* inBlocks(extents: readonly Extent[], scan: Scan): AsyncGenerator<Fact[]> {
    const { search, to, signal } = scan;
    const { matches, fields } = factMatcher(search.condition);
    const needed = [...new Set([...scan.fields, ...fields])];
    const sieve = {
      matches,
      fields: needed,
      after: search.after ?? '',
      voided: await voidedBefore(to, signal),
    };
    for (let i = 0; i < extents.length; i += BLOCKS_AT_ONCE) {
      const wanted = extents.slice(i, i + BLOCKS_AT_ONCE);
      const found = await blocks.read(wanted, ['positions', ...needed], signal);
      for (const { _id, end } of wanted) {
        const block = found.get(_id);
        if (block?.end === end) yield factsIn(block, sieve);
        else yield* byIndex({ $and: [conditionFor(search, { $gte: _id, $lt: end })] }, signal);
      }
    }
  }

  /** Whether the search keys of a scan find so few statements that blocks do not pay. */
  async function findsFew({ search, to, signal }: Scan): Promise<boolean> {
    if (search.keys.length === 0) return false;
    const counts = search.keys.map((keys) =>
      collection.countDocuments({ keys, position: { $lt: to } }, { signal }),
    );
    const candidates = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    return candidates * ROWS_PER_STATEMENT < (await collection.estimatedDocumentCount());
  }

  return {
    /** The facts of every statement that a search finds before a position, in no order. */
    async *scan(scan: Scan): AsyncGenerator<Fact[]> {
      const { search, to, signal } = scan;
      const extents = (await blocks.extents(signal)).filter(({ end }) => end <= to);
      const start = extents.at(-1)?.end ?? '';
      if ((search.after ?? '') > start || (await findsFew(scan))) {
        yield* byIndex(conditionFor(search, { $lt: to }), signal);
        return;
      }
      yield* inBlocks(
        extents.filter(({ end }) => end > (search.after ?? '')),
        scan,
      );
      yield* readOn(start, scan);
    },
  };
}

export type FactReader = ReturnType<typeof makeFactReader>;
