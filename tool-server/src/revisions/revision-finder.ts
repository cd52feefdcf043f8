import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import { revisionId, type Revision, type RevisionRef } from './publish-revisions.ts';

/**
 * Finds revisions, each read from the store once while memory lasts: they never change.
 * @param most how many to keep in memory
 */
export function makeRevisionFinder<Content extends object>(model: Model<Revision & Content>, most: number) {
  const revisions = model as unknown as Model<Revision>;
  const known = new LRUCache<string, Revision & Content>({ max: most });

  /**
   * @returns the revisions by their ids
   * @throws Error when one is missing: what refers to a revision is written after it
   */
  return async (refs: readonly RevisionRef[]): Promise<Map<string, Revision & Content>> => {
    const ids = refs.map(revisionId);
    const found = new Map<string, Revision & Content>();
    const missing = new Set<string>();
    for (const id of ids) {
      const revision = known.get(id);
      if (revision) found.set(id, revision);
      else missing.add(id);
    }
    if (missing.size === 0) return found;
    const read = await revisions.find({ _id: { $in: [...missing] } }).lean<(Revision & Content)[]>();
    for (const revision of read) {
      known.set(revision._id, revision);
      found.set(revision._id, revision);
      missing.delete(revision._id);
    }
    if (missing.size > 0) throw new Error(`no such revision: ${[...missing].join(', ')}`);
    return found;
  };
}
