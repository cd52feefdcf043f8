import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import { revisionId, type RevisionRef } from '../revisions/index.ts';
import { cellKey, inForce, type Cell, type Edition } from './edition.ts';
import type { PoolPart } from './pool-part.model.ts';
import type { QuestionInForce } from './question-in-force.model.ts';

/** Ids in one document: a draw reads a part for each question at the most, of some 2 kB. */
const PART_SIZE = 100;
const PARTS_BYTES = 8 * 1024 * 1024;
const IDS_AT_ONCE = 5_000;
const PARTS_AT_ONCE = 200;

interface Deps {
  entries: Model<QuestionInForce>;
  parts: Model<PoolPart>;
}

/** A topic and level of a bank, and since which edition its questions are the same. */
type Pool = Cell & { bank: string; since: number };

/** Where a question is among those of its topic and level, in the order of their codes, counted from 0. */
export type Placed = Cell & { place: number };

const partId = ({ bank, topic, level, since }: Pool, part: number): string =>
  [bank, topic, level, since, part].join('/');

/** The parts of a pool. @param refs its questions in the order of their codes */
const partsOf = (pool: Pool, refs: readonly RevisionRef[]): PoolPart[] =>
  Array.from({ length: Math.ceil(refs.length / PART_SIZE) }, (_, part) => {
    const ids = refs.slice(part * PART_SIZE, (part + 1) * PART_SIZE).map(revisionId);
    return { _id: partId(pool, part), bank: pool.bank, since: pool.since, ids: ids.join(' ') };
  });

const refOf = (id: string): RevisionRef => {
  const mark = id.lastIndexOf('@');
  return { code: id.slice(0, mark), revision: Number(id.slice(mark + 1)) };
};

function poolOf({ bank, cells }: Edition, { topic, level }: Cell): Pool {
  const cell = cells.find((each) => each.topic === topic && each.level === level);
  if (!cell) throw new RangeError(`the edition has no questions of ${topic}, ${level}`);
  return { bank, topic, level, since: cell.since };
}

/** Keeps the parts of pools in the store, and makes those that are missing from the entries. */
function makePartStore({ entries, parts }: Deps) {
  const making = new Map<string, Promise<PoolPart[]>>();

  async function store(pool: Pool, refs: readonly RevisionRef[]): Promise<PoolPart[]> {
    const made = partsOf(pool, refs);
    for (let from = 0; from < made.length; from += PARTS_AT_ONCE) {
      const writes = made.slice(from, from + PARTS_AT_ONCE).map(({ _id, ...part }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: part }, upsert: true },
      }));
      await parts.bulkWrite(writes, { ordered: false });
    }
    return made;
  }

  async function makeAgain(edition: Edition, pool: Pool): Promise<PoolPart[]> {
    const refs = await entries.collection
      .find<RevisionRef>(
        { ...inForce(edition), topic: pool.topic, level: pool.level, undrawn: { $ne: true } } as object,
        { projection: { _id: 0, code: 1, revision: 1 }, sort: { code: 1 }, batchSize: IDS_AT_ONCE },
      )
      .toArray();
    return store(pool, refs);
  }

  return {
    store,

    find: (ids: string[]): Promise<PoolPart[]> => parts.find({ _id: { $in: ids } }).lean<PoolPart[]>(),

    /** Makes the parts of a pool: an earlier release made none, and what is old was removed. Of several who ask at once, one does. */
    make(edition: Edition, pool: Pool): Promise<PoolPart[]> {
      const key = partId(pool, 0);
      const made = making.get(key) ?? makeAgain(edition, pool).finally(() => making.delete(key));
      making.set(key, made);
      return made;
    },
  };
}

/** Reads parts, each with the pool that it is of. Those that were read stay in memory while there is room. */
function makeReadParts(partStore: ReturnType<typeof makePartStore>) {
  const known = new LRUCache<string, string>({ maxSize: PARTS_BYTES, sizeCalculation: (ids) => ids.length });

  return async (edition: Edition, wanted: ReadonlyMap<string, Pool>): Promise<Map<string, string>> => {
    const found = new Map<string, string>();
    const missing = new Map(wanted);
    const take = (id: string, ids: string): void => {
      if (missing.delete(id)) found.set(id, ids);
    };
    for (const id of wanted.keys()) {
      const ids = known.get(id);
      if (ids !== undefined) take(id, ids);
    }
    const takeRead = ({ _id, ids }: PoolPart): void => {
      known.set(_id, ids);
      take(_id, ids);
    };
    if (missing.size > 0) (await partStore.find([...missing.keys()])).forEach(takeRead);
    const toMake = new Map([...missing.values()].map((pool) => [partId(pool, 0), pool]));
    for (const pool of toMake.values()) (await partStore.make(edition, pool)).forEach(takeRead);
    return found;
  };
}

/**
 * The ids of the questions in force by topic and level, in documents of a hundred: a draw reads those in which its
 * questions are, however large the bank is. Parts never change.
 */
export function makePools(deps: Deps) {
  const partStore = makePartStore(deps);
  const readParts = makeReadParts(partStore);

  return {
    /** Stores a pool that is new with an edition, before that is in force. @param refs in the order of their codes */
    store: partStore.store,

    /** Removes pools that an edition does not need. Whoever still draws from an older one makes its pools again. */
    removeOthers: async ({ bank, cells }: Edition): Promise<void> => {
      await deps.parts.deleteMany({ bank, since: { $nin: [...new Set(cells.map(({ since }) => since))] } });
    },

    /** The questions at places of an edition, in the order of the places. */
    findPlaced: async <P extends Placed>(
      edition: Edition,
      places: readonly P[],
    ): Promise<(P & RevisionRef)[]> => {
      const pools = new Map(places.map((placed) => [cellKey(placed), poolOf(edition, placed)]));
      const located = places.map((placed) => {
        const pool = pools.get(cellKey(placed)) as Pool;
        return { placed, pool, id: partId(pool, Math.floor(placed.place / PART_SIZE)) };
      });
      const found = await readParts(edition, new Map(located.map(({ id, pool }) => [id, pool])));
      return located.map(({ placed, id }) => {
        const question = found.get(id)?.split(' ')[placed.place % PART_SIZE];
        if (question === undefined) throw new Error(`${id} has no question at place ${placed.place}`);
        return { ...placed, ...refOf(question) };
      });
    },
  };
}

export type Pools = ReturnType<typeof makePools>;
