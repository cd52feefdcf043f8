import type { UUID } from 'bson';
import { type BsonDocument, toNumber } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { FieldSource } from '../bson/stored-document.ts';
import { documentsPrefix, indexPrefix } from './keys.ts';

export interface IndexField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

/** What an index is, as createIndexes gives it and listIndexes returns it. */
export interface IndexSpec {
  readonly name: string;
  readonly key: BsonDocument;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  readonly partialFilterExpression?: BsonDocument;
  readonly expireAfterSeconds?: number;
}

export interface Index {
  readonly id: number;
  readonly spec: IndexSpec;
  readonly fields: readonly IndexField[];
  readonly directions: readonly number[];
  readonly unique: boolean;
  readonly isPartialMatch: ((doc: FieldSource) => boolean) | undefined;
  /** Paths on which the keys depend: fields and the partial filter's. */
  readonly dependsOn: readonly string[];
  readonly prefix: Buffer;
  /**
   * The fields that some document has more than one key for, a bit each, the first field's the lowest: scans of them
   * must drop repeats, their order is not the documents'.
   */
  multikey: number;
  /** Some key was cut: its place among its neighbours is not exact. */
  clipped: boolean;
  /** Writers keep it up, readers do not use it yet. */
  building: boolean;
  /** Its keys are going: a scan that is on its way cannot go on. */
  dropped: boolean;
}

/** When a dictionary is sought next: counted in documents inserted since the collection was opened. */
interface PackingProgress {
  written: number;
  renewAt: number;
}

export interface Collection {
  readonly id: number;
  ns: string;
  readonly uuid: UUID;
  readonly prefix: Buffer;
  indexes: Index[];
  nextRecord: number;
  count: number;
  /** By which its documents are packed, the newest last. */
  dictionaries: readonly number[];
  readonly packing: PackingProgress;
  dropped: boolean;
}

/** As many documents tell well enough what the others will be like. */
const FIRST_DICTIONARY_AFTER = 64;

export const ID_INDEX: IndexSpec = { name: '_id_', key: { _id: 1 } };

export const isIdIndex = (spec: IndexSpec): boolean => {
  const names = Object.keys(spec.key);
  return names.length === 1 && names[0] === '_id';
};

export interface PartialFilter {
  readonly matches: (doc: FieldSource) => boolean;
  readonly paths: readonly string[];
}

export function makeIndex(id: number, spec: IndexSpec, partial: PartialFilter | undefined): Index {
  const fields = Object.keys(spec.key).map((path): IndexField => {
    const direction = (toNumber(spec.key[path]) ?? 1) < 0 ? -1 : 1;
    return { path, parts: path.split('.'), direction };
  });
  return {
    id,
    spec,
    fields,
    directions: fields.map(({ direction }) => direction),
    unique: spec.unique === true || isIdIndex(spec),
    isPartialMatch: partial?.matches,
    dependsOn: [...fields.map(({ path }) => path), ...(partial?.paths ?? [])],
    prefix: indexPrefix(id),
    multikey: 0,
    clipped: false,
    building: false,
    dropped: false,
  };
}

export const makeCollection = (id: number, ns: string, uuid: UUID, idIndex: Index): Collection => ({
  id,
  ns,
  uuid,
  prefix: documentsPrefix(id),
  indexes: [idIndex],
  nextRecord: 1,
  count: 0,
  dictionaries: [],
  packing: { written: 0, renewAt: FIRST_DICTIONARY_AFTER },
  dropped: false,
});

/** Whether some document has more than one key for a field of an index. */
export const isMultikey = ({ multikey }: Index, field: number): boolean =>
  field >= 0 && (multikey & (1 << field)) !== 0;

export const databaseOf = (ns: string): string => ns.slice(0, ns.indexOf('.'));
export const collectionNameOf = (ns: string): string => ns.slice(ns.indexOf('.') + 1);

export function checkNamespace(ns: string): void {
  if (!ns.includes('.')) throw new CommandError(73, `Invalid namespace specified '${ns}'`);
  const name = collectionNameOf(ns);
  const db = databaseOf(ns);
  const isValid =
    /^[^/\\. "$*<>:|?\0]{1,63}$/.test(db) && /^[^$\0]{1,200}$/.test(name) && !/^\.|\.$/.test(name);
  if (!isValid) throw new CommandError(73, `Invalid namespace specified '${ns}'`);
}
