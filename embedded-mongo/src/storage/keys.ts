import { createHash } from 'node:crypto';
import { MAX_KEY_BYTES } from './key-value.ts';

/*
 * Layout of the keys:
 *   c <collection>            its description (BSON)
 *   d <collection> <record>   a document (BSON)
 *   f                         number of this layout
 *   g <prefix>                a dropped prefix whose keys wait to be removed
 *   i <index> <values…>       a record number; behind the values the record, unless the index is unique
 *   l                         who holds the directory
 *   m                         next free number of collections and indexes
 *   n <collection>            count of documents
 */

/** Raise this when keys or values are laid out in another way: other releases then refuse the store. */
export const LAYOUT = 1;

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
