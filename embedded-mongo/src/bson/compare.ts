import type { ObjectId } from 'bson';
import { encodeValue } from './key-encoding.ts';
import { RANK, rankOf } from './values.ts';

/** Surrogates sort differently as UTF-16 units and as the UTF-8 that MongoDB compares. */
const SURROGATE = /[\ud800-\udfff]/;

function compareStrings(a: string, b: string): number {
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

/** MongoDB's order of any two BSON values. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1;
    if (a > b) return 1;
  } else if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const rank = rankOf(a);
  const other = rankOf(b);
  if (rank !== other) return rank < other ? -1 : 1;
  if (rank === RANK.date) return Math.sign(Number(a) - Number(b));
  if (rank === RANK.objectId) return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
  return Buffer.compare(encodeValue(a), encodeValue(b));
}

/** Equality in MongoDB's sense: 1, 1.0 and NumberLong(1) are one value, key order in documents counts. */
export const valuesEqual = (a: unknown, b: unknown): boolean =>
  a === b || (rankOf(a) === rankOf(b) && compareValues(a, b) === 0);
