import { ObjectId } from 'bson';
import { EMPTY_ARRAY } from '../bson/key-encoding.ts';
import { joinElements, readElements } from '../bson/elements.ts';
import { StoredDocument } from '../bson/stored-document.ts';
import { type BsonDocument, bsonTypeOf, describe, isArray, isNumeric } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { encode } from '../bson/codec.ts';
import type { Catalogue } from './catalogue.ts';
import type { Collection, Index } from './collection.ts';
import { type IndexKey, indexKeysOf } from './index-keys.ts';
import type { DocumentPacking } from './document-packing.ts';
import type { KeyValue } from './key-value.ts';
import { documentKey, recordBytes, valueOfEntry } from './keys.ts';

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

interface IndexChange {
  readonly index: Index;
  readonly before: readonly IndexKey[];
  readonly after: readonly IndexKey[];
}

/**
 * Writes of single documents with their index keys, all within a write of the store. Whatever can refuse
 * a document refuses it before the first byte is written.
 */
export class DocumentWrites {
  private readonly kv: KeyValue;
  private readonly catalogue: Catalogue;
  private readonly packing: DocumentPacking;

  constructor(kv: KeyValue, catalogue: Catalogue, packing: DocumentPacking) {
    this.kv = kv;
    this.catalogue = catalogue;
    this.packing = packing;
  }

  insert(collection: Collection, given: Buffer): { id: unknown; doc: StoredDocument; record: number } {
    const doc = new StoredDocument(withIdFirst(given));
    checkSize(doc.raw);
    const id = doc.get('_id');
    checkId(id);
    const record = collection.nextRecord;
    const changes = collection.indexes.map((index) => ({
      index,
      before: [],
      after: indexKeysOf(index, doc, record),
    }));
    this.applyIndexChanges(collection, record, changes);
    this.kv.put(documentKey(collection.prefix, record), this.packing.pack(collection, doc.raw));
    collection.nextRecord++;
    collection.count++;
    this.catalogue.touch(collection);
    return { id, doc, record };
  }

  /** The index keys that a change may touch, taken before the change. */
  keysBefore(indexes: readonly Index[], doc: StoredDocument, record: number): (readonly IndexKey[])[] {
    return indexes.map((index) => indexKeysOf(index, doc, record));
  }

  /** Replaces the stored bytes; `indexes` and `before` as from {@link keysBefore}. */
  replace(
    collection: Collection,
    record: number,
    doc: StoredDocument,
    raw: Buffer,
    { indexes, before }: { indexes: readonly Index[]; before: readonly (readonly IndexKey[])[] },
  ): void {
    checkSize(raw);
    const changes = indexes.map((index, i) => ({
      index,
      before: before[i] ?? [],
      after: indexKeysOf(index, doc, record),
    }));
    this.applyIndexChanges(collection, record, changes);
    // As it is: what has been changed is changed again, and would be packed with each answer that is saved.
    this.kv.put(documentKey(collection.prefix, record), raw);
    this.catalogue.touch(collection);
  }

  remove(collection: Collection, record: number, doc: StoredDocument): void {
    for (const index of collection.indexes) {
      for (const { key } of indexKeysOf(index, doc, record)) this.kv.remove(key);
    }
    this.kv.remove(documentKey(collection.prefix, record));
    collection.count--;
    this.catalogue.touch(collection);
  }

  /** Adds what a document lacks in an index under construction. */
  addToIndex(collection: Collection, index: Index, doc: StoredDocument, record: number): void {
    this.applyIndexChanges(collection, record, [
      { index, before: [], after: indexKeysOf(index, doc, record) },
    ]);
    this.catalogue.touch(collection);
  }

  private applyIndexChanges(collection: Collection, record: number, changes: readonly IndexChange[]): void {
    const bytes = recordBytes(record);
    const puts: { key: Buffer; value: Buffer }[] = [];
    const removals: Buffer[] = [];
    for (const { index, before, after } of changes) {
      const added = after.filter(({ key }) => !before.some((old) => old.key.equals(key)));
      for (const { key, values } of added) {
        if (index.unique) {
          const holder = this.kv.get(key);
          if (holder && !holder.equals(bytes)) throw duplicateKey(collection, index, values);
        }
        puts.push({ key, value: valueOfEntry(key, bytes, index.unique) });
      }
      for (const { key } of before) {
        if (after.some((fresh) => fresh.key.equals(key))) continue;
        // While a unique index is being built, the key may be there for another document.
        if (!index.building || !index.unique || this.kv.get(key)?.equals(bytes)) removals.push(key);
      }
    }
    for (const key of removals) this.kv.remove(key);
    for (const { key, value } of puts) this.kv.put(key, value);
  }
}

function checkSize(raw: Buffer): void {
  if (raw.length <= MAX_DOCUMENT_BYTES) return;
  throw new CommandError(
    10334,
    `object to insert too large: ${raw.length} bytes, ${MAX_DOCUMENT_BYTES} are allowed`,
  );
}

function checkId(id: unknown): void {
  const type = isArray(id) ? 'array' : bsonTypeOf(id) === 'BSONRegExp' ? 'regex' : undefined;
  if (type) throw new CommandError(53, `The '_id' value cannot be of type ${type}`);
}

/** MongoDB stores `_id` as the first field, and makes one where there is none. */
function withIdFirst(given: Buffer): Buffer {
  const elements = readElements(given);
  if (elements[0]?.name === '_id') return given;
  const own = elements.find(({ name }) => name === '_id');
  const bytes = (from: number, to: number): Buffer => given.subarray(from, to);
  if (own) {
    const others = elements.filter((element) => element !== own);
    return joinElements([own, ...others].map(({ start, end }) => bytes(start, end)));
  }
  const made = encode({ _id: new ObjectId() });
  return joinElements([made.subarray(4, made.length - 1), bytes(4, given.length - 1)]);
}

/** As MongoDB's shell would write it. */
function shown(value: unknown): string {
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isNumeric(value)) return String(value);
  return bsonTypeOf(value) === 'ObjectId' ? `ObjectId('${String(value)}')` : describe(value);
}

function duplicateKey({ ns }: Collection, { spec, fields }: Index, values: readonly unknown[]): CommandError {
  const keyValue: BsonDocument = {};
  fields.forEach(({ path }, i) => {
    keyValue[path] = values[i] === EMPTY_ARRAY ? null : (values[i] ?? null);
  });
  const pairs = fields.map(({ path }) => `${path}: ${shown(keyValue[path])}`).join(', ');
  return new CommandError(
    11000,
    `E11000 duplicate key error collection: ${ns} index: ${spec.name} dup key: { ${pairs} }`,
    { keyPattern: spec.key, keyValue },
  );
}
