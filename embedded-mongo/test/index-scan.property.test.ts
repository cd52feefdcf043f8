import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { decodeExact, encode } from '../src/bson/codec.ts';
import type { BsonDocument } from '../src/bson/values.ts';
import { CommandError } from '../src/errors.ts';
import { collectMatches, countMatches } from '../src/query/matches.ts';
import { parseSort } from '../src/query/sort.ts';
import type { Collection } from '../src/storage/collection.ts';
import { parseIndexSpec } from '../src/storage/index-specs.ts';
import { openLmdb } from '../src/storage/key-value.ts';
import { Store } from '../src/storage/store.ts';
import { compileUpdate } from '../src/update/apply-update.ts';
import { updateOne } from '../src/update/update-documents.ts';
import { temporaryDirectory } from './support.ts';

const paths = ['a', 'b', 'c.d', 'c.e'] as const;
const indexes: readonly Record<string, 1 | -1>[] = [
  { a: 1 },
  { a: 1, b: -1 },
  { b: 1, 'c.d': 1, a: -1 },
  { 'c.d': -1, 'c.e': 1 },
  { 'c.e': 1 },
  { a: 1, _id: 1 },
  { b: -1, a: 1, _id: 1 },
];

const small = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, 'a', 'ab', 'b', true, new Date(0), 0.5, NaN) },
);
const value = fc.oneof(
  { weight: 5, arbitrary: small },
  { weight: 1, arbitrary: fc.array(small, { maxLength: 3 }) },
);
const inner = fc.record({ d: value, e: value }, { requiredKeys: [] });
const doc = fc.record(
  {
    a: value,
    b: value,
    c: fc.oneof({ weight: 4, arbitrary: inner }, { weight: 1, arbitrary: fc.array(inner, { maxLength: 3 }) }),
  },
  { requiredKeys: [] },
);

const condition = fc.oneof(
  small,
  fc.record({ $gt: small, $lte: small }, { requiredKeys: [] }).filter((each) => Object.keys(each).length > 0),
  fc.record({ $gte: small, $lt: small }),
  small.map(($ne) => ({ $ne })),
  fc.array(small, { maxLength: 3 }).map(($in) => ({ $in })),
  fc.boolean().map(($exists) => ({ $exists })),
  fc.constant({ $regex: '^a' }),
);
const clause = fc.dictionary(fc.constantFrom(...paths), condition, { maxKeys: 3 });
const filter = fc.oneof(
  { weight: 4, arbitrary: clause },
  { weight: 1, arbitrary: fc.tuple(clause, clause, clause).map(([x, y, z]) => ({ ...x, $or: [y, z] })) },
);
const order = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...paths), fc.constantFrom(1 as const, -1 as const)), {
    maxLength: 2,
    selector: ([path]) => path,
  })
  .map((pairs) => Object.fromEntries([...pairs, ['_id', 1]]) as Record<string, 1 | -1>);

/** As it comes over the wire. */
const received = (value: object): BsonDocument => decodeExact(encode({ ...value }));

const byId = received({ _id: 1 });

/** Arrays in two fields of one index are refused, here as in MongoDB. */
function unlessParallelArrays(write: () => unknown): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof CommandError && error.code === 171)) throw error;
  }
}

/** A sort by arrays in two fields is refused as well, whatever finds the documents. */
function unlessUnsortable<T>(read: () => T): T | 'refused' {
  try {
    return read();
  } catch (error) {
    if (error instanceof CommandError && error.message.includes('parallel arrays')) return 'refused';
    throw error;
  }
}

describe('a scan of an index', () => {
  let dir: string;
  let store: Store;
  let db: ReturnType<typeof openLmdb>;
  let runs = 0;

  beforeAll(async () => {
    dir = await temporaryDirectory();
    db = openLmdb(dir);
    store = new Store(db);
  });
  afterAll(async () => {
    await db.close();
    await rm(dir, { recursive: true, force: true });
  });

  const fill = (
    docs: readonly object[],
    changes: readonly { index: number; changed: object }[],
  ): Promise<Collection> => {
    const ns = `test.run${runs++}`;
    return store.kv.write(() => {
      const collection = store.catalogue.findOrCreate(ns);
      for (const key of indexes)
        store.catalogue.addIndex(collection, parseIndexSpec({ key, name: Object.keys(key).join() }));
      docs.forEach((each, _id) =>
        unlessParallelArrays(() => store.documents.insert(collection, encode({ _id, ...each }))),
      );
      for (const { index, changed } of changes) {
        const update = compileUpdate(received(changed));
        unlessParallelArrays(() =>
          updateOne(store, ns, { filter: received({ _id: index }), update, upsert: false }),
        );
      }
      return collection;
    });
  };

  const ids = (
    collection: Collection,
    where: BsonDocument,
    sort: BsonDocument,
    hint?: BsonDocument,
  ): string[] | 'refused' =>
    unlessUnsortable(() =>
      collectMatches(store, collection, { filter: where, sort: parseSort(sort), hint }).map(({ doc }) =>
        String(doc.get('_id')),
      ),
    );

  const countOf = (collection: Collection, where: BsonDocument): number => {
    const counting = countMatches(store, collection, { filter: where });
    for (;;) {
      const step = counting.next();
      if (step.done) return step.value;
    }
  };

  it('finds, orders and counts what a scan of the collection does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(doc, { minLength: 5, maxLength: 25 }),
        fc.array(fc.record({ index: fc.nat(24), changed: doc }), { maxLength: 5 }),
        fc.array(fc.tuple(filter, order), { minLength: 6, maxLength: 6 }),
        async (stored, changes, queries) => {
          const collection = await fill(stored, changes);
          for (const [where, sort] of queries.map((pair) => pair.map(received))) {
            const expected = ids(collection, where!, sort!, { $natural: 1 });
            expect(ids(collection, where!, sort!)).toEqual(expected);
            expect(countOf(collection, where!)).toBe(ids(collection, where!, byId, { $natural: 1 }).length);
            for (const key of indexes) expect(ids(collection, where!, sort!, key)).toEqual(expected);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
