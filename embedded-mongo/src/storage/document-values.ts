import { CommandError } from '../errors.ts';
import { BlockCodec } from '../packing/block-codec.ts';
import { dictionaryOf, isPacked, unpackDocument } from '../packing/packed-value.ts';
import type { Collection } from './collection.ts';
import type { KeyValue } from './key-value.ts';
import { dictionaryKey, documentKey } from './keys.ts';

/** Dictionaries kept ready. One takes 180 KiB at most. */
const MOST_REMEMBERED = 64;

/** Reads documents, which are stored as they are or packed by a dictionary. */
export class DocumentValues {
  private readonly kv: KeyValue;
  private readonly codecs = new Map<number, BlockCodec>();

  constructor(kv: KeyValue) {
    this.kv = kv;
    // The number of a dictionary that was not stored after all goes to another one.
    kv.useHooks({ afterAbort: () => this.codecs.clear() });
  }

  /** @throws CommandError when the document is damaged */
  read(collection: Collection, record: number): Buffer | undefined {
    const value = this.kv.get(documentKey(collection.prefix, record));
    return value && this.unpack(collection, record, value);
  }

  /** A document by the value that it is stored as. @throws CommandError when it is damaged */
  unpack({ ns }: Collection, record: number, value: Buffer): Buffer {
    const doc = this.tryUnpack(value);
    if (doc) return doc;
    throw new CommandError(
      1,
      `a document of ${ns} is damaged: its record ${record} on the disk is not what was stored`,
    );
  }

  /** Undefined where there is no such document, or a damaged one. */
  sample({ prefix }: Collection, record: number): Buffer | undefined {
    const value = this.kv.get(documentKey(prefix, record));
    return value && this.tryUnpack(value);
  }

  /** What packs and unpacks by a dictionary; undefined where there is no such dictionary. */
  codecOf(dictionary: number): BlockCodec | undefined {
    const known = this.codecs.get(dictionary);
    if (known) return known;
    const bytes = this.kv.get(dictionaryKey(dictionary));
    if (!bytes) return undefined;
    const codec = new BlockCodec(bytes);
    if (this.codecs.size >= MOST_REMEMBERED) this.codecs.clear();
    this.codecs.set(dictionary, codec);
    return codec;
  }

  private tryUnpack(value: Buffer): Buffer | undefined {
    if (!isPacked(value)) return value;
    const codec = this.codecOf(dictionaryOf(value));
    return codec && unpackDocument(codec, value);
  }
}
