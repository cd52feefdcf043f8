import type { BsonDocument } from '../bson/values.ts';
import { StoredDocument } from '../bson/stored-document.ts';
import { compileFilter, pathsOf } from '../query/filter.ts';
import { Catalogue } from './catalogue.ts';
import type { Collection, PartialFilter } from './collection.ts';
import { DocumentWrites } from './document-writes.ts';
import type { RootDatabase } from 'lmdb';
import { Memory } from '../memory.ts';
import { KeyValue } from './key-value.ts';
import { documentKey } from './keys.ts';

const compilePartial = (filter: BsonDocument): PartialFilter => ({
  matches: compileFilter(filter),
  paths: pathsOf(filter),
});

/** Everything stored in one directory. */
export class Store {
  readonly kv: KeyValue;
  readonly catalogue: Catalogue;
  readonly documents: DocumentWrites;
  readonly memory: Memory;

  constructor(db: RootDatabase<Buffer, Uint8Array>, memory = new Memory()) {
    this.memory = memory;
    this.kv = new KeyValue(db);
    this.catalogue = new Catalogue(this.kv, compilePartial);
    this.documents = new DocumentWrites(this.kv, this.catalogue);
  }

  read(collection: Collection, record: number): StoredDocument | undefined {
    const raw = this.kv.get(documentKey(collection.prefix, record));
    return raw && new StoredDocument(raw);
  }

  /** Takes nothing more and commits what waits. */
  close(): Promise<void> {
    return this.kv.close();
  }
}
