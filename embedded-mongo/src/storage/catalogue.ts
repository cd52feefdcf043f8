import { UUID } from 'bson';
import { decodeExact, decodePlain, encode } from '../bson/codec.ts';
import { type BsonDocument, isDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import {
  checkNamespace,
  type Collection,
  databaseOf,
  ID_INDEX,
  type Index,
  type IndexSpec,
  makeCollection,
  makeIndex,
  type PartialFilter,
} from './collection.ts';
import {
  ALL_DESCRIPTIONS,
  countKey,
  describeKey,
  dictionaryKey,
  garbageKey,
  NEXT_ID_KEY,
  recordNumber,
} from './keys.ts';
import { afterPrefix } from '../bson/key-encoding.ts';
import type { CommitHooks, KeyValue } from './key-value.ts';

interface StoredIndex extends BsonDocument {
  id: number;
  spec: IndexSpec;
  multikey: number;
  clipped: boolean;
  building: boolean;
}

interface StoredCollection extends BsonDocument {
  id: number;
  ns: string;
  uuid: UUID;
  indexes: StoredIndex[];
  /** Missing where the first layout has described it. */
  dictionaries?: number[];
}

type CompilePartial = (filter: BsonDocument) => PartialFilter;

/**
 * The collections and indexes there are. In memory it is what the last commit left: changes are made
 * inside a write and written down with it; should the commit fail, everything is read again.
 */
export class Catalogue implements CommitHooks {
  private readonly kv: KeyValue;
  private readonly compilePartial: CompilePartial;
  private byNamespace = new Map<string, Collection>();
  private nextId = 1;
  private readonly touched = new Set<Collection>();
  /** The last count written and the flags of the indexes: what has to be compared before a commit. */
  private written = new Map<number, { count: number; flags: string }>();

  constructor(kv: KeyValue, compilePartial: CompilePartial) {
    this.kv = kv;
    this.compilePartial = compilePartial;
    kv.useHooks(this);
    this.load();
  }

  find(ns: string): Collection | undefined {
    return this.byNamespace.get(ns);
  }

  all(): Collection[] {
    return [...this.byNamespace.values()];
  }

  inDatabase(db: string): Collection[] {
    return this.all().filter(({ ns }) => databaseOf(ns) === db);
  }

  databases(): string[] {
    return [...new Set(this.all().map(({ ns }) => databaseOf(ns)))].sort();
  }

  /** Within a write. */
  findOrCreate(ns: string): Collection {
    const existing = this.byNamespace.get(ns);
    if (existing) return existing;
    this.checkNew(ns);
    const collection = makeCollection(
      this.takeId(),
      ns,
      new UUID(),
      makeIndex(this.takeId(), ID_INDEX, undefined),
    );
    this.byNamespace.set(ns, collection);
    this.describe(collection);
    return collection;
  }

  /** Within a write. */
  rename(collection: Collection, ns: string): void {
    this.checkNew(ns);
    this.byNamespace.delete(collection.ns);
    collection.ns = ns;
    this.byNamespace.set(ns, collection);
    this.describe(collection);
  }

  /** Within a write. The keys themselves go later, bit by bit. */
  drop(collection: Collection): void {
    this.byNamespace.delete(collection.ns);
    collection.dropped = true;
    this.kv.remove(describeKey(collection.id));
    this.kv.remove(countKey(collection.id));
    for (const { prefix } of [collection, ...collection.indexes]) this.discard(prefix);
    for (const dictionary of collection.dictionaries) this.discard(dictionaryKey(dictionary));
  }

  /** Within a write. */
  addIndex(collection: Collection, spec: IndexSpec): Index {
    const filter = spec.partialFilterExpression;
    const index = makeIndex(this.takeId(), spec, filter && this.compilePartial(filter));
    collection.indexes.push(index);
    this.describe(collection);
    return index;
  }

  /** Within a write. */
  replaceIndex(collection: Collection, index: Index, changed: Index): void {
    collection.indexes = collection.indexes.map((each) => (each === index ? changed : each));
    this.describe(collection);
  }

  /** Within a write. */
  dropIndex(collection: Collection, index: Index): void {
    index.dropped = true;
    collection.indexes = collection.indexes.filter((each) => each !== index);
    this.discard(index.prefix);
    this.describe(collection);
  }

  /** Within a write: stores a dictionary, by which the collection's documents are packed from now on. */
  addDictionary(collection: Collection, bytes: Buffer): void {
    const id = this.takeId();
    this.kv.put(dictionaryKey(id), bytes);
    collection.dictionaries = [...collection.dictionaries, id];
    this.describe(collection);
  }

  /** Within a write: the collection's count or an index's flags may have changed. */
  touch(collection: Collection): void {
    this.touched.add(collection);
  }

  describe(collection: Collection): void {
    const { id, ns, uuid, indexes, dictionaries } = collection;
    const stored: StoredCollection = {
      id,
      ns,
      uuid,
      indexes: indexes.map(({ id: indexId, spec, multikey, clipped, building }) => ({
        id: indexId,
        spec,
        multikey,
        clipped,
        building,
      })),
      dictionaries: [...dictionaries],
    };
    this.kv.put(describeKey(id), encode(stored));
    const count = this.written.get(id)?.count ?? 0;
    this.written.set(id, { count, flags: flagsOf(collection) });
  }

  beforeCommit(): void {
    for (const collection of this.touched) {
      if (collection.dropped) continue;
      const before = this.written.get(collection.id);
      if (before?.flags !== flagsOf(collection)) this.describe(collection);
      if (before?.count !== collection.count)
        this.kv.put(countKey(collection.id), encodeCount(collection.count));
      this.written.set(collection.id, { count: collection.count, flags: flagsOf(collection) });
    }
    this.touched.clear();
  }

  afterAbort(): void {
    this.touched.clear();
    this.load();
  }

  /** As in MongoDB, no two databases differ in case alone. */
  private checkNew(ns: string): void {
    checkNamespace(ns);
    const name = databaseOf(ns);
    const other = this.databases().find((db) => db !== name && db.toLowerCase() === name.toLowerCase());
    if (other !== undefined)
      throw new CommandError(
        13297,
        `db already exists with different case already have: [${other}] trying to create [${name}]`,
      );
  }

  private discard(prefix: Buffer): void {
    this.kv.put(garbageKey(prefix), Buffer.from([1]));
  }

  private takeId(): number {
    const id = this.nextId++;
    this.kv.put(NEXT_ID_KEY, encodeCount(this.nextId));
    return id;
  }

  private load(): void {
    this.byNamespace = new Map();
    this.written = new Map();
    const next = this.kv.get(NEXT_ID_KEY);
    this.nextId = next ? next.readDoubleBE(0) : 1;
    for (const { value } of this.kv.range(ALL_DESCRIPTIONS)) {
      const collection = this.revive(decodePlain(value) as StoredCollection, decodeExact(value));
      this.byNamespace.set(collection.ns, collection);
      this.written.set(collection.id, { count: collection.count, flags: flagsOf(collection) });
    }
  }

  private revive(stored: StoredCollection, exact: BsonDocument): Collection {
    const exactIndexes = exact['indexes'] as { spec: IndexSpec }[];
    const indexes = stored.indexes.map((entry, i): Index => {
      const filter = exactIndexes[i]?.spec.partialFilterExpression;
      const spec = filter ? { ...entry.spec, partialFilterExpression: filter } : entry.spec;
      const index = makeIndex(entry.id, spec, isDocument(filter) ? this.compilePartial(filter) : undefined);
      return Object.assign(index, {
        multikey: entry.multikey,
        clipped: entry.clipped,
        building: entry.building,
      });
    });
    const [idIndex, ...others] = indexes;
    if (!idIndex) throw new Error(`collection ${stored.ns} has no _id index`);
    const collection = makeCollection(stored.id, stored.ns, stored.uuid, idIndex);
    collection.indexes.push(...others);
    collection.dictionaries = stored.dictionaries ?? [];
    collection.count = this.kv.get(countKey(stored.id))?.readDoubleBE(0) ?? 0;
    const { prefix } = collection;
    const [last] = this.kv.range({ start: prefix, end: afterPrefix(prefix), reverse: true, limit: 1 });
    collection.nextRecord = last ? recordNumber(last.key) + 1 : 1;
    return collection;
  }
}

function encodeCount(count: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(count, 0);
  return bytes;
}

const flagsOf = ({ indexes }: Collection): string =>
  indexes.map(({ multikey, clipped }) => multikey * 2 + Number(clipped)).join();
