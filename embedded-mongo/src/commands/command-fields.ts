import {
  anything,
  countFromZero,
  cursorId,
  cursorIds,
  cursorOptions,
  document,
  type FieldChecks,
  flag,
  flagOrNumber,
  hint,
  list,
  number,
  off,
  one,
  readConcern,
  simpleCollation,
  text,
  timeLimit,
  unsupported,
  wholeNumber,
  writeConcern,
} from './field-checks.ts';

/** What every command may say. */
const GENERIC: FieldChecks = {
  $db: text,
  $readPreference: document,
  $clusterTime: document,
  lsid: document,
  comment: anything,
  maxTimeMS: timeLimit,
};

const forReading = { readConcern, collation: simpleCollation, hint } satisfies FieldChecks;
const forWriting = { writeConcern, bypassDocumentValidation: flagOrNumber } satisfies FieldChecks;

const FIND_FIELDS: FieldChecks = {
  ...forReading,
  filter: document,
  sort: document,
  projection: document,
  skip: countFromZero,
  limit: number,
  batchSize: countFromZero,
  singleBatch: flag,
  let: document,
  // A sort that does not fit in memory is refused: there is no file for it to go on in.
  allowDiskUse: flag,
  ...{ tailable: off, awaitData: off, noCursorTimeout: off, allowPartialResults: off },
  ...{ returnKey: off, showRecordId: off, min: unsupported, max: unsupported },
};

const COUNT_FIELDS: FieldChecks = { ...forReading, query: document, limit: wholeNumber, skip: countFromZero };

const DISTINCT_FIELDS: FieldChecks = { ...forReading, key: text, query: document };

/** Statements of a write command, which come beside it. */
export const STATEMENT_FIELDS = {
  updates: {
    q: document,
    u: anything,
    multi: flag,
    upsert: flag,
    arrayFilters: list,
    hint,
    collation: simpleCollation,
    sort: document,
    c: unsupported,
  },
  deletes: { q: document, limit: number, hint, collation: simpleCollation },
} satisfies Readonly<Record<string, FieldChecks>>;

/** The fields of each command, besides {@link GENERIC} ones. */
const FIELDS: Readonly<Record<string, FieldChecks>> = {
  find: { find: anything, ...FIND_FIELDS },
  getMore: {
    getMore: cursorId,
    collection: text,
    batchSize: countFromZero,
    maxTimeMS: unsupported,
    term: unsupported,
  },
  killCursors: { killCursors: text, cursors: cursorIds },
  count: { count: anything, ...COUNT_FIELDS },
  distinct: { distinct: anything, ...DISTINCT_FIELDS },
  aggregate: {
    aggregate: anything,
    ...forReading,
    ...forWriting,
    pipeline: list,
    cursor: cursorOptions,
    let: document,
    allowDiskUse: flag,
    explain: off,
  },
  insert: { insert: anything, documents: anything, ordered: flag, ...forWriting },
  update: { update: anything, updates: anything, ordered: flag, let: document, ...forWriting },
  delete: { delete: anything, deletes: anything, ordered: flag, let: document, writeConcern },
  findAndModify: {
    findAndModify: anything,
    findandmodify: anything,
    ...forWriting,
    query: document,
    sort: document,
    fields: document,
    update: anything,
    remove: flagOrNumber,
    new: flagOrNumber,
    upsert: flagOrNumber,
    arrayFilters: list,
    hint,
    collation: simpleCollation,
    let: document,
  },
  explain: { explain: document, verbosity: text },
  create: {
    create: anything,
    writeConcern,
    collation: simpleCollation,
    capped: off,
    ...{ size: unsupported, max: unsupported, viewOn: unsupported, pipeline: unsupported },
    ...{ validator: unsupported, validationLevel: unsupported, validationAction: unsupported },
    ...{ timeseries: unsupported, expireAfterSeconds: unsupported, clusteredIndex: unsupported },
    ...{
      encryptedFields: unsupported,
      changeStreamPreAndPostImages: unsupported,
      storageEngine: unsupported,
    },
  },
  drop: { drop: anything, writeConcern },
  dropDatabase: { dropDatabase: one, writeConcern },
  renameCollection: { renameCollection: text, to: text, dropTarget: flag, writeConcern },
  createIndexes: { createIndexes: anything, indexes: list, writeConcern },
  listIndexes: { listIndexes: anything, cursor: cursorOptions },
  dropIndexes: { dropIndexes: anything, deleteIndexes: anything, index: anything, writeConcern },
  collMod: { collMod: anything, index: document, writeConcern },
  listCollections: {
    listCollections: anything,
    filter: document,
    nameOnly: flag,
    authorizedCollections: flag,
    cursor: cursorOptions,
  },
  listDatabases: {
    listDatabases: anything,
    filter: document,
    nameOnly: flagOrNumber,
    authorizedDatabases: off,
  },
  ping: { ping: anything },
  buildInfo: { buildInfo: anything, buildinfo: anything },
  serverStatus: { serverStatus: anything },
  setParameter: { setParameter: anything, ttlMonitorSleepSecs: number },
  endSessions: { endSessions: list },
};

const ALIASES: Readonly<Record<string, string>> = {
  findandmodify: 'findAndModify',
  deleteIndexes: 'dropIndexes',
  buildinfo: 'buildInfo',
};

const withGeneric = (fields: FieldChecks = {}): FieldChecks => ({ ...GENERIC, ...fields });

/** Put together once: every command asks for them. */
const CHECKS: ReadonlyMap<string, FieldChecks> = new Map([
  ...Object.entries(FIELDS).map(([name, fields]) => [name, withGeneric(fields)] as const),
  ...Object.entries(ALIASES).map(([alias, name]) => [alias, withGeneric(FIELDS[name])] as const),
]);

/** Undefined for a greeting, in which drivers tell of themselves what they like. */
export const fieldsOfCommand = (name: string): FieldChecks | undefined => CHECKS.get(name);
