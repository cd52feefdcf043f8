import type { Model } from 'mongoose';
import type { StoredStatement } from '../../record-store/statement.model.ts';
import { behind } from '../../record-store/position.ts';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { BLOCK_FORMAT, type FactBlock } from './fact-block.model.ts';
import { BLOCK_ROWS, packFacts } from './fact-block.ts';
import { LISTS, TEXTS, type Fact } from './fact.ts';

/**
 * Characters of the texts of a block, each once: its document may have 16 MiB, a character takes up to three bytes, and
 * the last statement may add three MiB.
 */
const BLOCK_TEXT = 2_000_000;
/** What a text takes in a document beside its characters. */
const TEXT_FRAME = 16;

/** Where a block begins and ends, and how many statements it has. */
export type Extent = Pick<FactBlock, '_id' | 'end' | 'count'>;

const EXTENT = { end: 1, count: 1, format: 1 };
type StoredExtent = Extent & Pick<FactBlock, 'format'>;

const isInOneLine = (extents: readonly StoredExtent[]): boolean =>
  extents.every(
    ({ _id, format }, i) => format === BLOCK_FORMAT && _id === (i === 0 ? '' : extents[i - 1]?.end),
  );

/** A fact, and where its statement stands in the order of storing. */
export interface PlacedFact {
  fact: Fact;
  position: string;
}

interface Deps {
  blocks: Model<FactBlock>;
  statements: Model<StoredStatement>;
}

/** Counts the characters of the texts of facts, each text once for each column: so a block keeps them. */
function makeTextCount() {
  const seen = new Set<string>();
  let characters = 0;
  const add = (column: string, texts: readonly string[]): void => {
    const name = `${column} ${texts.join('\n')}`;
    if (seen.has(name)) return;
    seen.add(name);
    characters += name.length + TEXT_FRAME * texts.length;
  };
  return (fact: Fact): number => {
    for (const column of TEXTS) {
      const text = fact[column];
      if (text !== undefined) add(column, [text]);
    }
    for (const column of LISTS) {
      const list = fact[column];
      if (list) add(column, list);
    }
    return characters;
  };
}

function gatherFacts(start: string, store: (block: FactBlock) => Promise<boolean>) {
  let begin = start;
  let rows: PlacedFact[] = [];
  let countText = makeTextCount();

  function takeBlock(end: string): FactBlock {
    const block = {
      _id: begin,
      end,
      format: BLOCK_FORMAT,
      count: rows.length,
      positions: Buffer.from(rows.map(({ position }) => position).join(''), 'latin1'),
      ...packFacts(rows.map(({ fact }) => fact)),
    };
    [begin, rows, countText] = [end, [], makeTextCount()];
    return block;
  }

  return async (placed: readonly PlacedFact[]): Promise<boolean> => {
    for (const row of placed) {
      rows.push(row);
      const isFull = countText(row.fact) >= BLOCK_TEXT || rows.length === BLOCK_ROWS;
      if (isFull && !(await store(takeBlock(behind(row.position))))) return false;
    }
    return true;
  };
}

/**
 * The extents of all blocks that are stored, in order. A block never changes, and to learn where it ends the store reads
 * it whole: what is known of one stays known, until there are fewer than are known.
 */
function makeReadExtents({ collection }: Model<FactBlock>) {
  let known: readonly StoredExtent[] = [];
  return async (signal: AbortSignal, anew: boolean): Promise<readonly StoredExtent[]> => {
    const isKnown = !anew && known.length > 0 && (await collection.estimatedDocumentCount()) >= known.length;
    const before = isKnown ? known : [];
    const last = before.at(-1);
    const found = await collection
      .find<StoredExtent>((last ? { _id: { $gt: last._id } } : {}) as never, { projection: EXTENT, signal })
      .sort({ _id: 1 })
      .toArray();
    known = [...before, ...found];
    return known;
  };
}

/**
 * The blocks of facts that are stored: each begins where the one before it ends, the first with the first statement.
 */
export function makeFactBlocks({ statements, blocks }: Deps) {
  const { collection } = blocks;

  /** As many as an index knows: no statement is read for it. */
  const countBefore = (position: string, signal: AbortSignal): Promise<number> =>
    statements.collection.countDocuments({ position: { $lt: position } }, { signal });
  const readExtents = makeReadExtents(blocks);

  /** Whether extents follow one another and have all statements up to their end. */
  async function areWhole(extents: readonly StoredExtent[], signal: AbortSignal): Promise<boolean> {
    const last = extents.at(-1);
    if (last === undefined) return true;
    const count = extents.reduce((sum, extent) => sum + extent.count, 0);
    return isInOneLine(extents) && (await countBefore(last.end, signal)) === count;
  }

  return {
    /**
     * The extents of all blocks, in order; none where they are not what the statements are: then they are thrown away,
     * and made anew by who reads all statements. Only statements that were stored behind the back of this record store,
     * or removed because their writer was taken for dead, bring that about.
     */
    async extents(signal: AbortSignal): Promise<readonly Extent[]> {
      for (const anew of [false, true]) {
        const found = await readExtents(signal, anew);
        if (await areWhole(found, signal)) return found;
      }
      await collection.deleteMany({});
      return [];
    },

    /** Some blocks with some of their columns, by where they begin; others may have thrown them away meanwhile. */
    async read(
      extents: readonly Extent[],
      columns: readonly (keyof FactBlock)[],
      signal: AbortSignal,
    ): Promise<ReadonlyMap<string, FactBlock>> {
      const ids = extents.map(({ _id }) => _id);
      const projection = { end: 1, count: 1, ...Object.fromEntries(columns.map((name) => [name, 1])) };
      const found = await collection
        .find<FactBlock>({ _id: { $in: ids } } as never, { projection, promoteBuffers: true, signal })
        .toArray();
      return new Map(found.map((block) => [block._id, block]));
    },

    /**
     * Takes facts in the order of storing, and stores each block that is full. Answers false when somebody else has
     * stored that one already.
     */
    gather: (start: string) =>
      gatherFacts(start, async (block) => {
        try {
          await collection.insertOne(block as never);
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }),
  };
}

export type FactBlocks = ReturnType<typeof makeFactBlocks>;
