import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { RevisionRef } from '../revisions/index.ts';
import { editionWith, inForce, type Cell, type Edition } from './edition.ts';
import type { QuestionInForce } from './question-in-force.model.ts';
import type { QuestionRevision } from './question.model.ts';

/** An entry takes about 200 bytes. */
const KNOWN_AT_MOST = 10_000;
const PLACE = { _id: 0, code: 1, revision: 1, topic: 1, level: 1, undrawn: 1 } as const;

/** A question as it is asked now. */
export interface KnownQuestion extends RevisionRef, Cell {
  /** No bank has it in force any more: this is how it was last. */
  retired?: true;
  /** No draw brings it. */
  undrawn?: true;
}

interface Deps {
  entries: Model<QuestionInForce>;
  questions: Model<QuestionRevision>;
}

/** The last revisions of questions that are in force no more. */
async function lastOf({ questions }: Deps, codes: readonly string[]): Promise<KnownQuestion[]> {
  const revisions = (await questions.collection
    .find({ code: { $in: codes } } as object, { projection: PLACE })
    .sort({ code: 1, revision: 1 })
    .toArray()) as unknown as KnownQuestion[];
  const last = new Map(revisions.map((revision) => [revision.code, revision]));
  return [...last.values()].map((question) => ({ ...question, retired: true }));
}

/**
 * Finds questions by their codes: the revision that is in force, or where one has gone out of force the last that
 * was, so that an exam that asks it of everybody can be sat all the same. What an edition has never changes, so it stays in
 * memory.
 */
export function makeFindByCode(deps: Deps) {
  const known = new LRUCache<string, KnownQuestion>({ max: KNOWN_AT_MOST });

  /** @returns by their codes; those that never were are missing */
  return async (
    editions: readonly Edition[],
    wanted: readonly { topic: string; question: string }[],
  ): Promise<Map<string, KnownQuestion>> => {
    const found = new Map<string, KnownQuestion>();
    for (const edition of editions) {
      const keyOf = (code: string) => `${edition.bank}/${edition.number}/${code}`;
      const missing: string[] = [];
      for (const { topic, question } of wanted) {
        if (editionWith(editions, topic) !== edition) continue;
        const kept = known.get(keyOf(question));
        if (kept) found.set(question, kept);
        else missing.push(question);
      }
      if (missing.length === 0) continue;
      const read = (await deps.entries.collection
        .find({ ...inForce(edition), code: { $in: missing } } as object, { projection: PLACE })
        .toArray()) as unknown as KnownQuestion[];
      for (const question of read) {
        known.set(keyOf(question.code), question);
        found.set(question.code, question);
      }
    }
    const gone = wanted.map(({ question }) => question).filter((code) => !found.has(code));
    if (gone.length > 0) for (const question of await lastOf(deps, gone)) found.set(question.code, question);
    return found;
  };
}
