import { isArray, isDocument, ownField } from '../bson/values.ts';
import { EMPTY_ARRAY, encodeKey } from '../bson/key-encoding.ts';
import type { FieldSource } from '../bson/stored-document.ts';
import { CommandError } from '../errors.ts';
import type { Index, IndexField } from './collection.ts';
import { clipKey, isTooLong, withRecord } from './keys.ts';

export interface IndexKey {
  /** As stored: clipped, and with the record number behind it unless the index is unique. */
  readonly key: Buffer;
  readonly values: readonly unknown[];
}

/** A field on its way down the document: the value reached and the path still to go. */
interface Descent {
  readonly value: unknown;
  readonly rest: readonly string[];
}

const DIGITS = /^\d+$/;

function descend({ value, rest }: Descent): Descent {
  let current = value;
  let depth = 0;
  for (; depth < rest.length; depth++) {
    const part = rest[depth] ?? '';
    if (isDocument(current)) current = ownField(current, part);
    else if (isArray(current)) {
      if (!DIGITS.test(part) || Number(part) >= current.length) break;
      current = current[Number(part)];
    } else return { value: undefined, rest: [] };
  }
  return { value: current, rest: rest.slice(depth) };
}

type PathParts = Pick<IndexField, 'parts'>;

/** Two arrays side by side would make a key for each pair of their elements. */
export class ParallelArraysError extends CommandError {
  constructor() {
    super(171, 'cannot index parallel arrays');
  }
}

interface Tuple {
  readonly values: unknown[];
  /** The fields that an array gave more than one value for, a bit each. */
  readonly multi: number;
}

/** One tuple of values per key. Fields below one array go element by element; two arrays are refused. */
function tuples(fields: readonly Descent[], expandable: boolean): Tuple[] {
  const reached = fields.map(descend);
  const arrays = new Set(
    reached
      .filter(({ value, rest }) => isArray(value) && (expandable || rest.length > 0))
      .map(({ value }) => value),
  );
  if (arrays.size === 0) return [{ values: reached.map(({ value }) => value), multi: 0 }];
  if (arrays.size > 1) throw new ParallelArraysError();
  const [array] = arrays as Set<unknown[]>;
  const elements = array && array.length > 0 ? array : [EMPTY_ARRAY];
  const below = reached.reduce((bits, { value }, field) => (value === array ? bits | (1 << field) : bits), 0);
  return elements.flatMap((element) => {
    const within = reached.map((descent): Descent => {
      if (descent.value !== array) return descent;
      if (descent.rest.length === 0) return { value: element, rest: [] };
      return isDocument(element) ? { value: element, rest: descent.rest } : { value: undefined, rest: [] };
    });
    // The elements of an array are its keys, but an array inside an array is a value of its own.
    const leafReached = reached.some(({ value, rest }) => value === array && rest.length === 0);
    return tuples(within, !leafReached).map(({ values, multi }) => ({ values, multi: multi | below }));
  });
}

function startOf(doc: FieldSource, { parts }: PathParts): Descent {
  return { value: doc.get(parts[0] ?? ''), rest: parts.slice(1) };
}

/**
 * What a document has at several paths, as MongoDB makes index and sort keys of it: a tuple for each element of the
 * array that it has there.
 * @see mongo/src/mongo/db/index/btree_key_generator.cpp
 */
export function valueTuples(fields: readonly PathParts[], doc: FieldSource): Tuple[] {
  if (fields.every(({ parts }) => parts.length === 1)) {
    const values = fields.map(({ parts }) => doc.get(parts[0] ?? ''));
    if (!values.some(isArray)) return [{ values, multi: 0 }];
  }
  return tuples(
    fields.map((field) => startOf(doc, field)),
    true,
  );
}

/** The keys of a document in an index; none where the index is sparse or partial and leaves it out. */
export function indexKeysOf(index: Index, doc: FieldSource, record: number): IndexKey[] {
  if (index.isPartialMatch && !index.isPartialMatch(doc)) return [];
  const keyed = valueTuples(index.fields, doc);
  if (index.spec.sparse && !keyed.some(({ values }) => values.some((value) => value !== undefined)))
    return [];
  for (const { multi } of keyed) index.multikey |= multi;
  const keys = keyed.map(({ values }) => ({ key: storedKey(index, values, record), values }));
  if (keys.length === 1) return keys;
  const unique = new Map(keys.map((entry) => [entry.key.toString('latin1'), entry]));
  return [...unique.values()];
}

function storedKey(index: Index, values: readonly unknown[], record: number): Buffer {
  const key = encodeKey(index.prefix, values, index.directions);
  const whole = index.unique ? key : withRecord(key, record);
  if (isTooLong(whole)) index.clipped = true;
  return clipKey(whole);
}
