import type { RecordsProgress } from '@chuyen-de/contracts';
import { makeBreaks } from '../../kernel/breaks.ts';
import type { Search } from '../statement-reader.ts';
import type { CatchUp } from './catch-up.ts';
import type { Extent, FactBlocks } from './fact-blocks.ts';
import type { FactBlock } from './fact-block.model.ts';
import { BLOCK_ROWS, unpackFacts } from './fact-block.ts';
import type { FactSources, Scan } from './fact-sources.ts';
import type { Fact, FactField } from './fact.ts';
import { factMatcher } from './match-facts.ts';

/** Steps in which progress is told. */
const STEPS = 20;
/** Blocks asked for at once, so that few are in memory. */
const BLOCKS_AT_ONCE = 8;

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
  /** Whether voided ones are told of as well, as such. */
  voidedToo: boolean | undefined;
}

function factsIn(block: FactBlock, { matches, fields, after, voided, voidedToo }: Sieve): Fact[] {
  const first = block._id > after ? 0 : placeOf(block, after);
  const hidden = new Set(
    voided
      .filter((position) => position > block._id && position < block.end)
      .map((position) => placeOf(block, position)),
  );
  const read = unpackFacts(block, fields);
  const facts: Fact[] = [];
  for (let row = first; row < block.count; row++) {
    const isVoided = hidden.has(row);
    if (isVoided && !voidedToo) continue;
    const fact = read(row);
    if (isVoided) fact.withdrawn = true;
    if (matches(fact)) facts.push(fact);
  }
  return facts;
}

/** A search that begins no earlier than behind a position. */
const laterOf = (search: Search, position: string): Search => {
  const after = search.after !== undefined && search.after > position ? search.after : position;
  return { ...search, after: after === '' ? undefined : after };
};

interface Deps {
  sources: FactSources;
  blocks: FactBlocks;
  catchUp: CatchUp;
}

/**
 * Reads facts. A statement is a few kilobytes of which an analysis needs a few words, so those of many statements are
 * kept together in blocks. What has none yet is read from the statements themselves, and gets some in the wake of that.
 * A block never changes: what has been voided since is left out by its position.
 */
export function makeFactReader({ sources, blocks, catchUp }: Deps) {
  async function* inBlocks(extents: readonly Extent[], scan: Scan): AsyncGenerator<Fact[]> {
    const { search, to, signal } = scan;
    const { matches, fields } = factMatcher(search.condition);
    const needed = [...new Set([...scan.fields, ...fields])];
    const voided = await sources.voidedBefore(to, signal);
    const sieve = { matches, fields: needed, after: search.after ?? '', voided, voidedToo: scan.asItCame };
    const breaks = makeBreaks();
    for (let i = 0; i < extents.length; i += BLOCKS_AT_ONCE) {
      const wanted = extents.slice(i, i + BLOCKS_AT_ONCE);
      const found = await blocks.read(wanted, ['positions', ...needed], signal);
      for (const { _id, end } of wanted) {
        const block = found.get(_id);
        if (breaks.isDue()) await breaks.take();
        if (block?.end === end) yield factsIn(block, sieve);
        else yield* sources.bySearch({ ...scan, search: laterOf(search, _id), to: end });
      }
    }
  }

  return {
    /**
     * Whether blocks are still to be made, and which share of all statements has some, in steps of five per cent: finer
     * ones would tell what arrives.
     */
    async progress(signal: AbortSignal): Promise<RecordsProgress> {
      const extents = await blocks.extents(signal);
      const inBlocks = extents.reduce((sum, { count }) => sum + count, 0);
      const all = Math.max(1, await sources.countAll());
      if (all - inBlocks < BLOCK_ROWS) return { preparing: false, ready: 1 };
      return { preparing: true, ready: Math.min(STEPS - 1, Math.floor((STEPS * inBlocks) / all)) / STEPS };
    },

    /** The facts of every statement that a search finds before a position. */
    async *scan(scan: Scan): AsyncGenerator<Fact[]> {
      const { search, to, signal } = scan;
      const { after = '' } = search;
      if (await sources.findsFew(scan)) {
        yield* sources.bySearch(scan);
        return;
      }
      const extents = (await blocks.extents(signal)).filter((extent) => extent.end <= to);
      const end = extents.at(-1)?.end ?? '';
      if (after > end) {
        yield* sources.bySearch(scan);
        return;
      }
      try {
        const within = extents.filter((extent) => extent.end > after);
        yield* inBlocks(within, scan);
        yield* sources.bySearch({ ...scan, search: laterOf(search, end) });
      } finally {
        catchUp.begin(end, to);
      }
    },
  };
}

export type FactReader = ReturnType<typeof makeFactReader>;
