import type { BlueprintRow } from '@chuyen-de/contracts';
import { optionsThatMeanOthers, type QuestionContent } from '@chuyen-de/question-types';
import { LRUCache } from 'lru-cache';
import { editionWith, type Bank, type Edition } from '../bank/index.ts';
import { revisionId, type RevisionRef } from '../revisions/index.ts';

/** So many questions of a topic and level are looked at: an import remarks on all. */
const LOOKED_AT = 200;
const CELLS_IN_MEMORY = 1_000;

const isBound = (question: QuestionContent | undefined): boolean =>
  question !== undefined && optionsThatMeanOthers(question).length > 0;

/**
 * Finds questions with options that have to stay where they stand, as they mean others by letter or place. What an
 * edition has of a topic and level never changes, so what was found there stays in memory.
 */
export function makeFindOrderBound({ bank }: { bank: Pick<Bank, 'findPlaced' | 'findRevisions'> }) {
  const known = new LRUCache<string, Promise<string[]>>({ max: CELLS_IN_MEMORY });

  async function among(refs: readonly RevisionRef[]): Promise<string[]> {
    const revisions = await bank.findRevisions([...refs]);
    return refs.filter((ref) => isBound(revisions.get(revisionId(ref)))).map(({ code }) => code);
  }

  /** The codes of those that a row may draw. */
  async function inRow(editions: readonly Edition[], { topic, level }: BlueprintRow): Promise<string[]> {
    const edition = editionWith(editions, topic);
    const cell = edition?.cells.find((each) => each.topic === topic && each.level === level);
    if (!edition || !cell) return [];
    const key = `${edition.bank} ${cell.since} ${topic} ${level}`;
    const found =
      known.get(key) ??
      bank
        .findPlaced(
          edition,
          Array.from({ length: Math.min(cell.count, LOOKED_AT) }, (_, place) => ({ topic, level, place })),
        )
        .then(among);
    known.set(key, found);
    // What could not be read is read again.
    found.catch(() => known.delete(key));
    return found;
  }

  return { among, inRow };
}
