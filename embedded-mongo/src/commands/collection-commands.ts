import { Long } from 'bson';
import { encode } from '../bson/codec.ts';
import { fieldsOf } from '../bson/stored-document.ts';
import { type BsonDocument, describe, isArray, isDocument, toNumber } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import { indexesWithKey } from '../query/planner.ts';
import {
  checkNamespace,
  type Collection,
  collectionNameOf,
  type Index,
  isIdIndex,
} from '../storage/collection.ts';
import { describeIndex, findEquivalent, parseIndexSpec } from '../storage/index-specs.ts';
import type { Store } from '../storage/store.ts';
import type { Command, Commands } from './context.ts';
import type { CursorOptions } from './cursors.ts';
import type { Arguments } from './request.ts';

function getCollection(store: Store, ns: string): Collection {
  const collection = store.catalogue.find(ns);
  if (!collection) throw new CommandError(26, `ns does not exist: ${ns}`);
  return collection;
}

const isSystem = (ns: string): boolean =>
  collectionNameOf(ns).startsWith('system.') || ns.startsWith('local.oplog.');

const create: Command = async (request, { store }) => {
  const { ns } = request;
  if (isSystem(ns)) throw new CommandError(73, `Invalid system namespace: ${ns}`);
  await store.kv.write(() => {
    if (store.catalogue.find(ns)) throw new CommandError(48, `Collection ${ns} already exists.`);
    store.catalogue.findOrCreate(ns);
  });
  return { ok: 1 };
};

const drop: Command = async (request, { store, maintenance }) => {
  const { ns } = request;
  const indexes = await store.kv.write(() => {
    const collection = store.catalogue.find(ns);
    if (collection) store.catalogue.drop(collection);
    return collection?.indexes.length;
  });
  maintenance.sweep();
  return indexes === undefined ? { ok: 1 } : { nIndexesWas: indexes, ns, ok: 1 };
};

const dropDatabase: Command = async ({ db }, { store, maintenance }) => {
  if (db === 'admin') throw new CommandError(20, `Dropping the database 'admin' is prohibited.`);
  await store.kv.write(() => {
    for (const collection of store.catalogue.inDatabase(db)) store.catalogue.drop(collection);
  });
  maintenance.sweep();
  return { ok: 1 };
};

const renameCollection: Command = async (request, { store, maintenance }) => {
  const from = request.text('renameCollection');
  const to = request.text('to');
  for (const ns of [from, to]) {
    checkNamespace(ns);
    if (isSystem(ns)) throw new CommandError(20, `renaming from or to a system collection: ${ns}`);
  }
  await store.kv.write(() => {
    const collection = store.catalogue.find(from);
    if (!collection) throw new CommandError(26, `Source collection ${from} does not exist`);
    const target = store.catalogue.find(to);
    if (target === collection) throw new CommandError(20, `can't rename a collection to itself: ${to}`);
    if (target && !request.flag('dropTarget')) throw new CommandError(48, 'target namespace exists');
    if (target) store.catalogue.drop(target);
    store.catalogue.rename(collection, to);
  });
  maintenance.sweep();
  return { ok: 1 };
};

const MAX_INDEXES = 64;

const createIndexes: Command = async (request, { store, maintenance }) => {
  const { ns } = request;
  const specs = (request.documents('indexes') ?? []).map(parseIndexSpec);
  if (specs.length === 0) throw new CommandError(2, 'Must specify at least one index to create');
  if (isSystem(ns)) throw new CommandError(73, `Invalid system namespace: ${ns}`);
  const existed = store.catalogue.find(ns) !== undefined;
  const collection = await store.kv.write(() => store.catalogue.findOrCreate(ns));
  const before = collection.indexes.length;
  if (before + specs.length > MAX_INDEXES && specs.some((spec) => !findEquivalent(collection, spec)))
    throw new CommandError(67, `add index fails, too many indexes for ${ns}: ${MAX_INDEXES} are allowed`);
  let built = 0;
  for (const spec of specs) if (await maintenance.buildIndex(collection, spec)) built++;
  return {
    numIndexesBefore: before,
    numIndexesAfter: collection.indexes.length,
    createdCollectionAutomatically: !existed,
    ...(built === 0 ? { note: 'all indexes already exist' } : {}),
    ok: 1,
  };
};

const cursorOf = (request: Arguments): CursorOptions => ({
  batchSize: request.batchSize() ?? Number.MAX_SAFE_INTEGER,
});

function* once(docs: readonly BsonDocument[]): Generator<Buffer[], void> {
  yield docs.map(encode);
}

const listIndexes: Command = (request, { store, cursors }) => {
  const { indexes } = getCollection(store, request.ns);
  const ready = indexes.filter(({ building }) => !building).map(describeIndex);
  return cursors.start(request.ns, once(ready), cursorOf(request));
};

/** By its name, or by its key where that is one index's alone. */
function findIndex(collection: Collection, choice: unknown): Index | undefined {
  if (!isDocument(choice)) return collection.indexes.find(({ spec }) => spec.name === choice);
  const [found, another] = indexesWithKey(collection, choice);
  if (another)
    throw new CommandError(181, `several indexes have the key ${describe(choice)}: a name is needed`);
  return found;
}

function chosenIndexes(collection: Collection, choice: unknown): Index[] {
  if (choice === '*') return collection.indexes.filter(({ spec }) => !isIdIndex(spec));
  const wanted = isArray(choice) ? choice : [choice];
  return wanted.map((each, i) => {
    const index = findIndex(collection, each);
    // Each is dropped before the next is looked for: the second of the same name is not there any more.
    if (!index || wanted.indexOf(each) < i)
      throw new CommandError(27, `index not found with name [${describe(each)}]`);
    if (isIdIndex(index.spec)) throw new CommandError(72, 'cannot drop _id index');
    return index;
  });
}

const dropIndexes: Command = async (request, { store, maintenance }) => {
  const { ns } = request;
  const count = await store.kv.write(() => {
    const collection = store.catalogue.find(ns);
    if (!collection) throw new CommandError(26, `ns not found ${ns}`);
    const { length } = collection.indexes;
    for (const index of chosenIndexes(collection, request.get('index')))
      store.catalogue.dropIndex(collection, index);
    return length;
  });
  maintenance.sweep();
  return { nIndexesWas: count, ok: 1 };
};

/** Only the expiry of a TTL index can be changed. */
const collMod: Command = async (request, { store, maintenance }) => {
  const collection = getCollection(store, request.ns);
  const change = request.document('index') ?? {};
  const { name, keyPattern, expireAfterSeconds, ...others } = change;
  const given = toNumber(expireAfterSeconds);
  if (given === undefined || Object.keys(others).length > 0)
    throw notSupported('collMod of anything but expireAfterSeconds');
  const seconds = Math.trunc(given);
  if (!(seconds >= 0 && seconds <= 2147483647))
    throw new CommandError(72, `'expireAfterSeconds' must be between 0 and 2147483647: ${given}`);
  const before = await store.kv.write(() => {
    const index = findIndex(collection, name ?? keyPattern);
    if (!index) throw new CommandError(27, 'cannot find the index for collMod');
    if (isIdIndex(index.spec) || index.fields.length > 1)
      throw new CommandError(72, 'TTL indexes are single-field indexes, and not the one of _id');
    const { expireAfterSeconds: was } = index.spec;
    maintenance.setExpiry(collection, index, seconds);
    return was;
  });
  return {
    ...(before === undefined ? {} : { expireAfterSeconds_old: Long.fromNumber(before) }),
    expireAfterSeconds_new: Long.fromNumber(seconds),
    ok: 1,
  };
};

const listCollections: Command = (request, { store, cursors }) => {
  const filter = compileFilter(request.document('filter') ?? {});
  const isShort = request.flag('nameOnly');
  const collections = store.catalogue
    .inDatabase(request.db)
    .map((collection) => (isShort ? nameCollection(collection) : describeCollection(collection)));
  const wanted = collections.filter((collection) => filter(fieldsOf(collection)));
  return cursors.start(`${request.db}.$cmd.listCollections`, once(wanted), cursorOf(request));
};

const nameCollection = ({ ns }: Collection): BsonDocument => ({
  name: collectionNameOf(ns),
  type: 'collection',
});

const describeCollection = ({ ns, uuid }: Collection): BsonDocument => ({
  name: collectionNameOf(ns),
  type: 'collection',
  options: {},
  info: { readOnly: false, uuid },
  idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
});

/** Where a server keeps what is its own: here they are empty. */
const ALWAYS_THERE = ['admin', 'config', 'local'];

/** All databases share one file: what one of them takes is not known, but it is a page at least. */
const PAGE_BYTES = 4096;

const listDatabases: Command = (request, { store }) => {
  const filter = compileFilter(request.document('filter') ?? {});
  const isShort = request.flag('nameOnly');
  const databases = [...new Set([...store.catalogue.databases(), ...ALWAYS_THERE])]
    .sort()
    .map((name): BsonDocument =>
      isShort ? { name } : { name, sizeOnDisk: Long.fromInt(PAGE_BYTES), empty: false },
    )
    .filter((database) => filter(fieldsOf(database)));
  if (isShort) return { databases, ok: 1 };
  const totalSize = Long.fromNumber(databases.length * PAGE_BYTES);
  return { databases, totalSize, totalSizeMb: Long.fromInt(0), ok: 1 };
};

export const collectionCommands: Commands = {
  create,
  drop,
  dropDatabase,
  renameCollection,
  createIndexes,
  listIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
  collMod,
  listCollections,
  listDatabases,
};
