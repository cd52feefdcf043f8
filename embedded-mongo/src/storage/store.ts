import type { BsonDocument } from '../bson/values.ts';
import { StoredDocument } from '../bson/stored-document.ts';
import { compileFilter, pathsOf } from '../query/filter.ts';
import { Catalogue } from './catalogue.ts';
import type { Collection, PartialFilter } from './collection.ts';
import { DocumentWrites } from './document-writes.ts';
import type { RootDatabase } from 'lmdb';
import { Memory } from '../memory.ts';
import { DocumentPacking } from './document-packing.ts';
import { DocumentValues } from './document-values.ts';
import { KeyValue } from './key-value.ts';

const compilePartial = (filter: BsonDocument): PartialFilter => ({
  matches: compileFilter(filter),
  paths: pathsOf(filter),
});

/** Everything stored in one directory. */
export class Store {
  readonly kv: KeyValue;
  readonly values: DocumentValues;
  readonly catalogue: Catalogue;
  readonly documents: DocumentWrites;
  readonly memory: Memory;

  constructor(db: RootDatabase<Buffer, Uint8Array>, memory = new Memory()) {
    this.memory = memory;
    this.kv = new KeyValue(db);
    this.values = new DocumentValues(this.kv);
    this.catalogue = new Catalogue(this.kv, compilePartial);
    const packing = new DocumentPacking(this.values, this.catalogue);
    this.documents = new DocumentWrites(this.kv, this.catalogue, packing);
  }

  read(collection: Collection, record: number): StoredDocument | undefined {
    const raw = this.values.read(collection, record);
    return raw && new StoredDocument(raw);
  }

  /** Takes nothing more and commits what waits. */
  close(): Promise<void> {
    return this.kv.close();
  }
}
