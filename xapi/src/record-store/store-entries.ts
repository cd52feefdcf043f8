import type { Model } from 'mongoose';
import { makeBreaks } from '../kernel/breaks.ts';
import type { XapiVersion } from '../validation/fault.ts';
import { isSameStatement } from '../validation/same-statement.ts';
import type { JsonObject } from '../validation/structure.ts';
import type { Definitions } from './definitions.ts';
import type { StoredStatement } from './statement.model.ts';
import type { Entry } from './stored-document.ts';

export type StoreResult = { ok: true } | { ok: false; error: 'conflict'; id: string };

export interface StoreOptions {
  version: XapiVersion;
  /** Whether the sender may describe activities. */
  defines: boolean;
  /** What is there already stays as it is, whatever was sent. */
  keepsFirst?: boolean;
}

interface Deps {
  statements: Model<StoredStatement>;
  insertBatch: (entries: readonly Entry[]) => Promise<boolean>;
  definitions: Definitions;
}

type Known = Pick<StoredStatement, '_id' | 'json'>;

/** Statements that are looked up by one command. */
const LOOKED_UP = 500;

/**
 * Stores statements, all or none. One that is there already is stored once; if what is there says something else,
 * nothing is stored.
 * @see xAPI 1.0.3 Communication §2.1.1 and §2.1.2
 */
export function makeStoreEntries({ statements, insertBatch, definitions }: Deps) {
  /**
   * Which of some are there already, and one of those that says something else, where there is one: each is compared
   * as it is read, since what is stored may be far more than what is sent.
   */
  async function compare(
    entries: readonly Entry[],
    { version, keepsFirst }: StoreOptions,
  ): Promise<{ known: Set<string>; differs: Entry | undefined }> {
    const breaks = makeBreaks();
    const known = new Set<string>();
    for (let from = 0; from < entries.length; from += LOOKED_UP) {
      const some = new Map(entries.slice(from, from + LOOKED_UP).map((entry) => [entry.id, entry]));
      const found = statements.collection.find(
        { _id: { $in: [...some.keys()] as never[] } },
        { projection: keepsFirst ? { _id: 1 } : { json: 1 }, batchSize: LOOKED_UP },
      ) as unknown as AsyncIterable<Known>;
      for await (const { _id, json } of found) {
        known.add(_id);
        const entry = some.get(_id);
        if (keepsFirst || !entry) continue;
        if (breaks.isDue()) await breaks.take();
        if (!isSameStatement(entry.statement, JSON.parse(json) as JsonObject, version))
          return { known, differs: entry };
      }
    }
    return { known, differs: undefined };
  }

  const identifiedIn = (entries: readonly Entry[]): Entry[] => entries.filter(({ identified }) => identified);

  return async function storeEntries(entries: readonly Entry[], options: StoreOptions): Promise<StoreResult> {
    // A single statement is there or not. Of several, some may be: that has to be known before any is stored, since
    // they may differ; where that does not matter it is asked only once one turns out to be there.
    let toCompare: readonly Entry[] = entries.length > 1 && !options.keepsFirst ? identifiedIn(entries) : [];
    for (;;) {
      const { known, differs } = await compare(toCompare, options);
      if (differs) return { ok: false, error: 'conflict', id: differs.id };
      const fresh = entries.filter(({ id }) => !known.has(id));
      if (fresh.length === 0) return { ok: true };
      const defined = options.defines ? definitions.note(fresh) : undefined;
      const [inserted] = await Promise.all([insertBatch(fresh), defined]);
      if (inserted) return { ok: true };
      toCompare = entries;
    }
  };
}
