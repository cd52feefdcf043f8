import fc from 'fast-check';
import { BlockCodec, LARGEST_TEXT } from '../src/packing/block-codec.ts';
import { chooseDictionary } from '../src/packing/choose-dictionary.ts';
import { dictionaryOf, documentSize, packDocument, unpackDocument } from '../src/packing/packed-value.ts';

/** Words repeat, as they do in documents; the numbers between them do not. */
const word = fc.oneof(
  fc.constantFrom(
    'question',
    'nguyên tắc',
    'tập trung dân chủ',
    '","',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  ),
  fc.string({ maxLength: 12 }),
);
const text = fc.oneof(
  fc.array(word, { maxLength: 60 }).map((words) => Buffer.from(words.join(''))),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);

function noiseOf(length: number): Buffer {
  let last = 1;
  return Buffer.from(Array.from({ length }, () => (last = (last * 48_271) % 2_147_483_647) & 0xff));
}

describe('packing', () => {
  it('gives every text back, whatever the dictionary', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (doc, samples) => {
        const codec = new BlockCodec(chooseDictionary(samples));
        const block = Buffer.from(codec.pack(doc));
        expect(codec.unpack(block, doc.length)).toEqual(doc);
        expect(new BlockCodec(chooseDictionary(samples)).unpack(block, doc.length)).toEqual(doc);
      }),
    );
  });

  it('gives the largest text back', () => {
    const codec = new BlockCodec(Buffer.alloc(48 * 1024, 'a text that comes again. '));
    for (const doc of [noiseOf(LARGEST_TEXT), Buffer.alloc(LARGEST_TEXT, 'a text that comes again. ')]) {
      expect(codec.unpack(Buffer.from(codec.pack(doc)), doc.length)).toEqual(doc);
    }
  });

  it('reads what LZ4 itself has written', () => {
    const codec = new BlockCodec(Buffer.from('nguyên tắc tập trung dân chủ được thể hiện'));
    // By LZ4_compress_fast_continue after LZ4_loadDict of liblz4 1.9.4.
    const block = Buffer.from('0f3a00111f2c5200043f3b207801000f507878787878', 'hex');
    expect(codec.unpack(block, 102)?.toString()).toBe(
      'nguyên tắc tập trung dân chủ, tập trung dân chủ; xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    );
  });

  it('answers nothing for bytes that are no block of such a text', () => {
    const codec = new BlockCodec(Buffer.from('a dictionary'));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat({ max: 300 }), (bytes, size) => {
        const unpacked = codec.unpack(bytes, size);
        expect(unpacked === undefined || unpacked.length === size).toBe(true);
      }),
    );
  });

  it('finds any byte of a packed document that has been changed', () => {
    const sample = Buffer.from(
      JSON.stringify(Array.from({ length: 60 }, (_, n) => ({ n, verb: 'answered' }))),
    );
    const codec = new BlockCodec(sample);
    const doc = Buffer.from(sample.toString().replaceAll('answered', 'answers'));
    const value = packDocument(codec, 7, doc);
    if (!value) throw new Error('it is not packed');
    expect(value.length).toBeLessThan(doc.length / 4);
    expect([dictionaryOf(value), documentSize(value)]).toEqual([7, doc.length]);
    expect(unpackDocument(codec, value)).toEqual(doc);
    for (let at = 4; at < value.length; at++) {
      const damaged = Buffer.from(value);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      const found = unpackDocument(codec, damaged);
      // Where the same bytes are found in two places, another place is no damage.
      expect(found === undefined || found.equals(doc)).toBe(true);
    }
    expect(unpackDocument(new BlockCodec(Buffer.from('another dictionary')), value)).toBeUndefined();
  });

  it('leaves alone what packing makes hardly smaller', () => {
    const codec = new BlockCodec(Buffer.alloc(0));
    expect(packDocument(codec, 1, noiseOf(600))).toBeUndefined();
  });
});
