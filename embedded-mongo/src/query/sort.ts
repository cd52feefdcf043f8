import { checkFieldPath } from '../aggregate/expressions/paths.ts';
import { type BsonDocument, isDocument, toNumber } from '../bson/values.ts';
import { encodeKey } from '../bson/key-encoding.ts';
import type { FieldSource, StoredDocument } from '../bson/stored-document.ts';
import { CommandError, notSupported } from '../errors.ts';
import { type MemoryClaim, OBJECT_BYTES } from '../memory.ts';
import { ParallelArraysError, valueTuples } from '../storage/index-keys.ts';

export type SortSpec = readonly { readonly path: string; readonly direction: 1 | -1 }[];

/** @param name of the field that is the sort */
export function refuseRepeats(doc: StoredDocument, name: string): void {
  const repeated = doc.repeatedIn(name);
  if (repeated !== undefined)
    throw new CommandError(7472500, `${name} key must not contain duplicate keys (duplicate: '${repeated}')`);
}

export function parseSort(sort: BsonDocument): SortSpec {
  const paths = Object.keys(sort);
  if (paths.length > 32) throw new CommandError(13103, 'too many compound keys');
  return paths.map((path) => {
    if (path !== '$natural') checkFieldPath(path);
    const way = sort[path];
    if (isDocument(way)) throw notSupported(`sorting by ${Object.keys(way).join()}`);
    const direction = toNumber(way);
    if (direction !== 1 && direction !== -1) {
      throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    return { path, direction };
  });
}

const NO_PREFIX = Buffer.alloc(0);

/**
 * The bytes by which documents sort: comparing them is comparing all fields of the sort at once. Of the keys that an
 * array gives a document, the first in the order asked for stands for it.
 */
export function sortKeyOf(sort: SortSpec): (doc: FieldSource) => Buffer {
  const fields = sort.map(({ path }) => ({ parts: path.split('.') }));
  const directions = sort.map(({ direction }) => direction);
  return (doc) =>
    tuplesOf(fields, doc)
      .map(({ values }) => encodeKey(NO_PREFIX, values, directions))
      .reduce((first, key) => (Buffer.compare(key, first) < 0 ? key : first));
}

function tuplesOf(...[fields, doc]: Parameters<typeof valueTuples>): ReturnType<typeof valueTuples> {
  try {
    return valueTuples(fields, doc);
  } catch (error) {
    if (!(error instanceof ParallelArraysError)) throw error;
    throw new CommandError(2, 'cannot sort with keys that are parallel arrays');
  }
}

interface Ranked<T> {
  readonly key: Buffer;
  readonly item: T;
  readonly bytes: number;
}

/** Sorts what it is given, keeping no more than the first `limit` (0: all). Equal keys keep their order. */
export class Sorter<T> {
  private readonly limit: number;
  private readonly claim: MemoryClaim;
  private ranked: Ranked<T>[] = [];

  constructor(limit: number, claim: MemoryClaim) {
    this.limit = limit;
    this.claim = claim;
  }

  /** @param size bytes that the item takes in memory */
  add(key: Buffer, item: T, size: number): void {
    const bytes = size + key.length + OBJECT_BYTES;
    this.claim.hold(bytes);
    this.ranked.push({ key, item, bytes });
    if (this.limit > 0 && this.ranked.length >= Math.max(1000, this.limit * 4)) this.prune();
  }

  sorted(): T[] {
    this.prune();
    return this.ranked.map(({ item }) => item);
  }

  private prune(): void {
    this.ranked.sort((a, b) => Buffer.compare(a.key, b.key));
    if (this.limit === 0 || this.ranked.length <= this.limit) return;
    for (const { bytes } of this.ranked.splice(this.limit)) this.claim.hold(-bytes);
  }
}
