import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { RevisionRef } from '../revisions/index.ts';
import { inForce, type Cell, type Edition } from './edition.ts';
import { packPool, type Pool } from './pool.ts';
import type { QuestionInForce } from './question-in-force.model.ts';

/** Ids of a million and a half questions. */
const POOLS_BYTES = 32 * 1024 * 1024;
const IDS_AT_ONCE = 5_000;

const EMPTY = packPool([]);

/**
 * Finds the questions of a topic and level that an edition has in force. Ids alone are read, and stay in memory for
 * as long as there is room: a pool is kept under the edition since which it is the same, and never changes.
 */
export function makeFindPool(entries: Model<QuestionInForce>) {
  async function read(edition: Edition, { topic, level }: Cell): Promise<Pool> {
    const ids = await entries.collection
      .find<RevisionRef>({ ...inForce(edition), topic, level } as object, {
        projection: { _id: 0, code: 1, revision: 1 },
        sort: { code: 1 },
        batchSize: IDS_AT_ONCE,
      })
      .toArray();
    return packPool(ids);
  }

  const pools = new LRUCache<string, Pool, { edition: Edition; cell: Cell }>({
    maxSize: POOLS_BYTES,
    sizeCalculation: ({ bytes }) => Math.max(1, bytes),
    // Of several who ask at once, one reads; what is dropped meanwhile is handed over all the same.
    fetchMethod: (_key, _stale, { context: { edition, cell } }) => read(edition, cell),
    ignoreFetchAbort: true,
  });

  return async (edition: Edition, cell: Cell): Promise<Pool> => {
    const { topic, level } = cell;
    const known = edition.cells.find((each) => each.topic === topic && each.level === level);
    if (!known) return EMPTY;
    const key = [edition.bank, topic, level, known.since].join(' ');
    return (await pools.fetch(key, { context: { edition, cell } })) ?? EMPTY;
  };
}
