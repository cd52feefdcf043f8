import type { StoredDocument } from '../bson/stored-document.ts';
import type { BsonDocument } from '../bson/values.ts';
import type { Variables } from '../aggregate/expressions/operands.ts';
import { compileFilter } from '../query/filter.ts';
import { collectMatches, type Match, matchesOf } from '../query/matches.ts';
import type { MemoryClaim } from '../memory.ts';
import type { SortSpec } from '../query/sort.ts';
import { Puller } from '../query/yielding.ts';
import type { TimeLimit } from '../query/time-limit.ts';
import type { Trace } from '../query/paths.ts';
import type { Collection, Index } from '../storage/collection.ts';
import type { Store } from '../storage/store.ts';
import { applyUpdate, changedFields, type Update, upsertedDocument } from './apply-update.ts';

export interface Selection {
  readonly filter: BsonDocument;
  readonly sort?: SortSpec | undefined;
  readonly hint?: unknown;
  readonly variables?: Variables;
  readonly timeLimit?: TimeLimit | undefined;
}

export interface UpdateSpec extends Selection {
  readonly update: Update;
  readonly upsert: boolean;
}

export interface UpdateOutcome {
  readonly matched: number;
  readonly modified: number;
  readonly upserted?: { readonly id: unknown };
  readonly before?: StoredDocument['raw'];
  /** Where in an array the filter matched, -1 for nowhere. */
  readonly position?: number;
  readonly after?: StoredDocument['raw'];
}

const NOTHING: UpdateOutcome = { matched: 0, modified: 0 };

function affectedIndexes(collection: Collection, update: Update): readonly Index[] {
  const fields = changedFields(update);
  if (!fields) return collection.indexes;
  return collection.indexes.filter(({ dependsOn }) =>
    dependsOn.some((path) => fields.has(path.split('.', 1)[0] ?? '')),
  );
}

function updateMatch(
  store: Store,
  collection: Collection,
  match: Match,
  update: Update,
): { modified: boolean; after: Buffer } {
  const { record, doc, position } = match;
  const indexes = affectedIndexes(collection, update);
  const before = store.documents.keysBefore(indexes, doc, record);
  const changed = applyUpdate(doc, update, position);
  const after = changed.toBuffer();
  // A replacement counts as a change even by the same document, as in MongoDB.
  if (after.equals(doc.raw)) return { modified: update.kind === 'replacement', after };
  store.documents.replace(collection, record, changed, after, { indexes, before });
  return { modified: true, after };
}

/** Within a write: updates the first match, or inserts where none is and the client asks for it. */
export function updateOne(store: Store, ns: string, spec: UpdateSpec): UpdateOutcome {
  const collection = store.catalogue.find(ns);
  const { filter, sort, hint, variables = {}, timeLimit } = spec;
  const [match] = collection
    ? collectMatches(store, collection, { filter, sort, hint, variables, timeLimit, limit: 1 })
    : [];
  if (!collection || !match) return spec.upsert ? upsert(store, ns, spec) : checked(spec);
  const before = match.doc.raw;
  const { modified, after } = updateMatch(store, collection, match, spec.update);
  return { matched: 1, modified: modified ? 1 : 0, before, after, position: match.position };
}

/** A filter that finds nothing because there is no collection is refused all the same when it is wrong. */
function checked({ filter, variables }: Selection): UpdateOutcome {
  compileFilter(filter, variables);
  return NOTHING;
}

function upsert(store: Store, ns: string, { filter, update }: UpdateSpec): UpdateOutcome {
  const raw = upsertedDocument(filter, update);
  const { id, doc } = store.documents.insert(store.catalogue.findOrCreate(ns), raw);
  return { matched: 0, modified: 0, upserted: { id }, after: doc.raw };
}

const RECORDS_PER_COMMIT = 500;

/**
 * Finds the matches first and then changes them some hundreds per commit, looking at each once more: others
 * get their turn in between, and no document is changed twice for having moved in an index.
 */
async function changeMany(
  store: Store,
  collection: Collection,
  selection: Selection,
  change: (match: Match) => boolean,
): Promise<{ matched: number; changed: number }> {
  const claim = store.memory.claim('Finding what to change');
  try {
    const records = await recordsOf(store, collection, selection, claim);
    return await changeInParts(store, collection, { records, selection, change });
  } finally {
    claim.release();
  }
}

const RECORD_BYTES = 8;

async function recordsOf(
  store: Store,
  collection: Collection,
  selection: Selection,
  claim: MemoryClaim,
): Promise<number[]> {
  const puller = new Puller(matchesOf(store, collection, selection));
  const records: number[] = [];
  while (!puller.done) {
    const found = await puller.pull(1000);
    claim.hold(found.length * RECORD_BYTES);
    for (const { record } of found) records.push(record);
  }
  return records;
}

interface ManyChanges {
  readonly records: readonly number[];
  readonly selection: Selection;
  readonly change: (match: Match) => boolean;
}

async function changeInParts(
  store: Store,
  collection: Collection,
  { records, selection, change }: ManyChanges,
): Promise<{ matched: number; changed: number }> {
  const filter = compileFilter(selection.filter, selection.variables);
  let matched = 0;
  let changed = 0;
  for (let i = 0; i < records.length; i += RECORDS_PER_COMMIT) {
    selection.timeLimit?.check();
    const part = records.slice(i, i + RECORDS_PER_COMMIT);
    const outcome = await store.kv.write(() => changeRecords(store, collection, part, filter, change));
    matched += outcome.matched;
    changed += outcome.changed;
  }
  return { matched, changed };
}

function changeRecords(
  store: Store,
  collection: Collection,
  records: readonly number[],
  filter: (doc: StoredDocument, trace: Trace) => boolean,
  change: (match: Match) => boolean,
): { matched: number; changed: number } {
  let matched = 0;
  let changed = 0;
  for (const record of records) {
    const trace: Trace = { index: -1 };
    const doc = collection.dropped ? undefined : store.read(collection, record);
    if (!doc || !filter(doc, trace)) continue;
    matched++;
    if (change({ record, doc, position: trace.index })) changed++;
  }
  return { matched, changed };
}

export async function updateMany(store: Store, ns: string, spec: UpdateSpec): Promise<UpdateOutcome> {
  const collection = store.catalogue.find(ns);
  const { matched, changed } = collection
    ? await changeMany(
        store,
        collection,
        spec,
        (match) => updateMatch(store, collection, match, spec.update).modified,
      )
    : { matched: 0, changed: 0 };
  if (matched === 0 && spec.upsert) return store.kv.write(() => upsert(store, ns, spec));
  return { matched, modified: changed };
}

/** Within a write: removes the first match and returns it. */
export function removeOne(
  store: Store,
  ns: string,
  { filter, sort, hint, variables = {}, timeLimit }: Selection,
): Match | undefined {
  const collection = store.catalogue.find(ns);
  const [match] = collection
    ? collectMatches(store, collection, { filter, sort, hint, variables, timeLimit, limit: 1 })
    : [];
  if (!collection || !match) return undefined;
  store.documents.remove(collection, match.record, match.doc);
  return match;
}

export async function removeMany(store: Store, ns: string, selection: Selection): Promise<number> {
  const collection = store.catalogue.find(ns);
  if (!collection) return checked(selection).matched;
  const { changed } = await changeMany(store, collection, selection, ({ record, doc }) => {
    store.documents.remove(collection, record, doc);
    return true;
  });
  return changed;
}
