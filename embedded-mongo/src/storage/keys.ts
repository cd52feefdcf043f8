import { createHash } from 'node:crypto';
import { MAX_KEY_BYTES } from './key-value.ts';

/*
 * Layout of the keys:
 *   c <collection>            its description (BSON)
 *   d <collection> <record>   a document: BSON, or packed (packing/packed-value.ts)
 *   f                         number of this layout
 *   g <prefix>                a dropped prefix whose keys wait to be removed
 *   i <index> <values…>       the record's number: the value, or in an index that is not unique the end of the key
 *   l                         who holds the directory
 *   m                         next free number of collections, indexes and dictionaries
 *   n <collection>            count of documents
 *   p <dictionary>            bytes by which documents are packed
 */

/**
 * Raise this when keys or values are laid out in another way: earlier releases then refuse the store. 2: documents may
 * be packed, and entries of an index need no value.
 */
export const LAYOUT = 2;

/** The earliest layout that is read as it stands; what is written is of today's. */
export const OLDEST_LAYOUT = 1;

function numbered(letter: string, id: number): Buffer {
  const key = Buffer.alloc(5);
  key.write(letter, 0, 'latin1');
  key.writeUInt32BE(id, 1);
  return key;
}

export const describeKey = (collection: number): Buffer => numbered('c', collection);
export const documentsPrefix = (collection: number): Buffer => numbered('d', collection);
export const indexPrefix = (index: number): Buffer => numbered('i', index);
export const countKey = (collection: number): Buffer => numbered('n', collection);
export const dictionaryKey = (dictionary: number): Buffer => numbered('p', dictionary);
export const garbageKey = (prefix: Buffer): Buffer => Buffer.concat([Buffer.from('g'), prefix]);
export const LAYOUT_KEY = Buffer.from('f');
export const LOCK_KEY = Buffer.from('l');
export const NEXT_ID_KEY = Buffer.from('m');

export const ALL_DESCRIPTIONS = { start: Buffer.from('c'), end: Buffer.from('d') };
export const ALL_GARBAGE = { start: Buffer.from('g'), end: Buffer.from('h') };

const RECORD_BYTES = 6;

export function recordBytes(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES);
  bytes.writeUIntBE(record, 0, RECORD_BYTES);
  return bytes;
}

export const recordNumber = (bytes: Buffer): number =>
  bytes.readUIntBE(bytes.length - RECORD_BYTES, RECORD_BYTES);

export function documentKey(prefix: Buffer, record: number): Buffer {
  const key = Buffer.allocUnsafe(prefix.length + RECORD_BYTES);
  key.set(prefix, 0);
  key.writeUIntBE(record, prefix.length, RECORD_BYTES);
  return key;
}

const NOTHING = Buffer.alloc(0);

/** The value of an index's entry. A key that was cut, or has no record at its end, needs one. */
export const valueOfEntry = (key: Buffer, record: Buffer, isUnique: boolean): Buffer =>
  isUnique || key.length >= MAX_KEY_BYTES ? record : NOTHING;

/** The record that an index's entry leads to. */
export const recordOfEntry = ({ key, value }: { key: Buffer; value: Buffer }): number =>
  recordNumber(value.length > 0 ? value : key);

export const withRecord = (key: Buffer, record: number): Buffer => documentKey(key, record);

export const isTooLong = (key: Buffer): boolean => key.length > MAX_KEY_BYTES;

/** A key beyond LMDB's limit keeps its beginning and gets a hash of the whole for its end. */
export function clipKey(key: Buffer): Buffer {
  if (!isTooLong(key)) return key;
  const hash = createHash('sha256').update(key).digest();
  return Buffer.concat([key.subarray(0, MAX_KEY_BYTES - hash.length), hash]);
}

/** The part of a bound that clipped keys still share with whole ones. */
export const clipBound = (key: Buffer): Buffer => key.subarray(0, MAX_KEY_BYTES - 32);
