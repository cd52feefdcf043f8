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

/** The first that is there already and says something else. */
async function findDifferent(
  entries: readonly Entry[],
  known: ReadonlyMap<string, string>,
  version: XapiVersion,
): Promise<Entry | undefined> {
  const breaks = makeBreaks();
  for (const entry of entries) {
    const json = known.get(entry.id);
    if (json === undefined) continue;
    if (breaks.isDue()) await breaks.take();
    if (!isSameStatement(entry.statement, JSON.parse(json) as JsonObject, version)) return entry;
  }
  return undefined;
}

/**
 * Stores statements, all or none. One that is there already is stored once; if what is there says something else,
 * nothing is stored.
 * @see xAPI 1.0.3 Communication §2.1.1 and §2.1.2
 */
export function makeStoreEntries({ statements, insertBatch, definitions }: Deps) {
  async function findKnown(ids: readonly string[]): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    for (let from = 0; from < ids.length; from += LOOKED_UP) {
      const some = ids.slice(from, from + LOOKED_UP);
      const found = await statements.find({ _id: { $in: some } }, { json: 1 }).lean<Known[]>();
      for (const { _id, json } of found) known.set(_id, json);
    }
    return known;
  }

  const idsOf = (entries: readonly Entry[]): string[] =>
    entries.filter(({ identified }) => identified).map(({ id }) => id);

  return async function storeEntries(
    entries: readonly Entry[],
    { version, defines, keepsFirst = false }: StoreOptions,
  ): Promise<StoreResult> {
    // A single statement is there or not; of several, some may be: that has to be known before any is stored.
    let known = entries.length > 1 ? await findKnown(idsOf(entries)) : new Map<string, string>();
    for (;;) {
      const differs = keepsFirst ? undefined : await findDifferent(entries, known, version);
      if (differs) return { ok: false, error: 'conflict', id: differs.id };
      const fresh = entries.filter(({ id }) => !known.has(id));
      if (fresh.length === 0) return { ok: true };
      const defined = defines ? definitions.note(fresh) : undefined;
      const [inserted] = await Promise.all([insertBatch(fresh), defined]);
      if (inserted) return { ok: true };
      known = await findKnown(entries.map(({ id }) => id));
    }
  };
}
