import { crc32 } from 'node:zlib';
import { type BlockCodec, LARGEST_TEXT } from './block-codec.ts';

/*
 * A packed document:
 *   3 bytes  number of the dictionary
 *   1 byte   MARK. A document that is not packed begins with its length, of which this is the highest byte: 0 or 1
 *   4 bytes  CRC-32 of the document
 *   4 bytes  length of the document
 *   …        LZ4 block
 * Numbers have their lowest byte first.
 */

const MARK = 0x80;
const MARK_AT = 3;
const SUM_AT = 4;
const SIZE_AT = 8;
const HEADER_BYTES = 12;

export const LAST_DICTIONARY = 0xffffff;

/** What is smaller takes little room and packs badly. */
const SMALLEST_TEXT = 256;

/** Unless it saves this much, packing is not worth unpacking. */
const WORTH = 7 / 8;

export const isPackable = ({ length }: Uint8Array): boolean =>
  length >= SMALLEST_TEXT && length <= LARGEST_TEXT;

export const isPacked = (value: Buffer): boolean => value.length > HEADER_BYTES && value[MARK_AT] === MARK;

/** How large the document of a stored value is. */
export const documentSize = (value: Buffer): number =>
  isPacked(value) ? value.readUInt32LE(SIZE_AT) : value.length;

export const dictionaryOf = (value: Buffer): number => value.readUIntLE(0, 3);

/** Undefined where it is not worth it. */
export function packDocument(codec: BlockCodec, dictionary: number, doc: Buffer): Buffer | undefined {
  const block = codec.pack(doc);
  if (block.length + HEADER_BYTES > doc.length * WORTH) return undefined;
  const value = Buffer.allocUnsafe(HEADER_BYTES + block.length);
  value.writeUIntLE(dictionary, 0, 3);
  value[MARK_AT] = MARK;
  value.writeUInt32LE(crc32(doc), SUM_AT);
  value.writeUInt32LE(doc.length, SIZE_AT);
  value.set(block, HEADER_BYTES);
  return value;
}

/** Undefined where the value is damaged. */
export function unpackDocument(codec: BlockCodec, value: Buffer): Buffer | undefined {
  const size = value.readUInt32LE(SIZE_AT);
  if (size > LARGEST_TEXT) return undefined;
  const doc = codec.unpack(value.subarray(HEADER_BYTES), size);
  return doc && crc32(doc) === value.readUInt32LE(SUM_AT) ? doc : undefined;
}
