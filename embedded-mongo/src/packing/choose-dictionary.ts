import { BlockCodec } from './block-codec.ts';

/** Leaves the rest of a match's reach to the document: all of the dictionary is within it for some 16 KiB. */
const LARGEST_DICTIONARY = 48 * 1024;

/** What is packed to less than this by what has been chosen brings nothing new. */
const KNOWN = 1 / 10;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** How many bytes texts have when they are packed. */
export const packedSize = (codec: BlockCodec, texts: readonly Uint8Array[]): number =>
  sum(texts.map((text) => codec.pack(text).length));

/** The samples in a row, but for those that the ones before them tell already, as far as there is room. */
export function chooseDictionary(samples: readonly Uint8Array[]): Buffer {
  let chosen = Buffer.alloc(0);
  for (const sample of samples) {
    if (chosen.length + sample.length > LARGEST_DICTIONARY) continue;
    const isKnown = packedSize(new BlockCodec(chosen), [sample]) < sample.length * KNOWN;
    if (!isKnown) chosen = Buffer.concat([chosen, sample]);
  }
  return chosen;
}
