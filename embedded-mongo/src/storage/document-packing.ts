import { BlockCodec } from '../packing/block-codec.ts';
import { chooseDictionary, packedSize } from '../packing/choose-dictionary.ts';
import { isPackable, LAST_DICTIONARY, packDocument } from '../packing/packed-value.ts';
import type { Catalogue } from './catalogue.ts';
import type { Collection } from './collection.ts';
import type { DocumentValues } from './document-values.ts';

/** Half of the documents looked at make a dictionary, the others try it. */
const SAMPLES = 64;
/** Samples are taken at equal distances from so many of the youngest. */
const SAMPLED_RECORDS = 4_096;
/** A new dictionary has to pack to less than this share of what there is without it. */
const BETTER = 0.9;
/** The next one is sought when eight times as many documents have been inserted, or so many more. */
const GROWTH = 8;
const MOST_BETWEEN = 32_768;

/**
 * Packs documents by a dictionary, which is made of documents of the same collection and followed by another one when
 * they have changed. One transaction stores a dictionary and the first document that needs it.
 */
export class DocumentPacking {
  private readonly values: DocumentValues;
  private readonly catalogue: Catalogue;

  constructor(values: DocumentValues, catalogue: Catalogue) {
    this.values = values;
    this.catalogue = catalogue;
  }

  /** Within a write: what to store for a document. */
  pack(collection: Collection, doc: Buffer): Buffer {
    if (!isPackable(doc)) return doc;
    const { packing } = collection;
    if (++packing.written >= packing.renewAt) {
      packing.renewAt += Math.min(packing.renewAt * (GROWTH - 1), MOST_BETWEEN);
      this.renew(collection);
    }
    const dictionary = collection.dictionaries.at(-1);
    const codec = dictionary === undefined ? undefined : this.values.codecOf(dictionary);
    if (dictionary === undefined || !codec) return doc;
    return packDocument(codec, dictionary, doc) ?? doc;
  }

  private renew(collection: Collection): void {
    const samples = this.samplesOf(collection);
    const bytes = chooseDictionary(samples.filter((_, i) => i % 2 === 0));
    const trials = samples.filter((_, i) => i % 2 === 1);
    const newest = collection.dictionaries.at(-1);
    const codec = newest === undefined ? undefined : this.values.codecOf(newest);
    const today = codec ? packedSize(codec, trials) : trials.reduce((sum, { length }) => sum + length, 0);
    const isBetter = packedSize(new BlockCodec(bytes), trials) < today * BETTER;
    if (isBetter && (newest ?? 0) < LAST_DICTIONARY) this.catalogue.addDictionary(collection, bytes);
  }

  private samplesOf(collection: Collection): Buffer[] {
    const distance = Math.max(1, Math.floor(Math.min(collection.count, SAMPLED_RECORDS) / SAMPLES));
    const samples: Buffer[] = [];
    for (let i = 0; i < SAMPLES; i++) {
      const record = collection.nextRecord - 1 - i * distance;
      const doc = record > 0 ? this.values.sample(collection, record) : undefined;
      if (doc && isPackable(doc)) samples.push(doc);
    }
    return samples;
  }
}
