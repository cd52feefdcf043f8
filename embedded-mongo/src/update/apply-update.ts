import { fieldsOf, StoredDocument } from '../bson/stored-document.ts';
import { decodeExact, encode } from '../bson/codec.ts';
import { valuesEqual } from '../bson/compare.ts';
import { type BsonDocument, describe, isArray, isDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { Variables } from '../aggregate/expressions/operands.ts';
import { isOperators } from '../query/filter.ts';
import { isRegex } from '../query/regex.ts';
import { compileUpdateStage, type DocumentChange } from '../aggregate/document-stages.ts';
import { applyOperators, compileOperatorUpdate, type OperatorUpdate } from './compile-update.ts';
import { setValueAt } from './paths.ts';

export type Update =
  | { readonly kind: 'operators'; readonly update: OperatorUpdate }
  | { readonly kind: 'replacement'; readonly replacement: BsonDocument }
  | { readonly kind: 'pipeline'; readonly changes: readonly DocumentChange[] };

export interface UpdateOptions {
  readonly arrayFilters?: readonly BsonDocument[] | undefined;
  readonly multi?: boolean;
  readonly variables?: Variables;
}

/** An update as a client sends it: operators, a whole new document, or a pipeline. */
export function compileUpdate(update: unknown, options: UpdateOptions = {}): Update {
  if (isArray(update)) {
    refuseArrayFilters(options, 'a pipeline-style update');
    const changes = update.map((stage) => compileUpdateStage(stage, options.variables));
    return { kind: 'pipeline', changes };
  }
  if (!isDocument(update)) throw new CommandError(9, 'Update argument must be either an object or an array');
  const names = Object.keys(update);
  if (names[0]?.startsWith('$')) {
    return { kind: 'operators', update: compileOperatorUpdate(update, options.arrayFilters) };
  }
  const dollar = names.find((name) => name.startsWith('$'));
  if (dollar)
    throw new CommandError(52, `The dollar ($) prefixed field '${dollar}' is not valid for storage.`);
  refuseArrayFilters(options, 'a replacement-style update');
  if (options.multi) throw new CommandError(9, 'multi update is not supported for replacement-style update');
  return { kind: 'replacement', replacement: update };
}

function refuseArrayFilters({ arrayFilters }: UpdateOptions, what: string): void {
  if (arrayFilters && arrayFilters.length > 0)
    throw new CommandError(9, `arrayFilters may not be specified for ${what}`);
}

/** The top level fields an update may change; undefined: any. */
export const changedFields = (update: Update): ReadonlySet<string> | undefined =>
  update.kind === 'operators' ? update.update.heads : undefined;

function immutableId(before: unknown, after: unknown): CommandError {
  return new CommandError(
    66,
    `Performing an update on the path '_id' would modify the immutable field '_id' (${describe(before)} to ${describe(after)})`,
  );
}

function replaced(id: unknown, replacement: BsonDocument): StoredDocument {
  const { _id: given, ...fields } = replacement;
  if (given !== undefined && id !== undefined && !valuesEqual(given, id)) throw immutableId(id, given);
  const kept = id ?? given;
  return new StoredDocument(encode(kept === undefined ? fields : { _id: kept, ...fields }));
}

function throughPipeline(doc: StoredDocument, changes: readonly DocumentChange[]): StoredDocument {
  const id = doc.get('_id');
  const result = changes.reduce((current, change) => change(current), decodeExact(doc.toBuffer()));
  const { _id: given, ...fields } = result;
  if (given !== undefined && id !== undefined && !valuesEqual(given, id)) throw immutableId(id, given);
  return replaced(id ?? given, fields);
}

/** The document after the update; for operators it is the given one, changed. */
export function applyUpdate(
  doc: StoredDocument,
  update: Update,
  position: number,
  isInsert = false,
): StoredDocument {
  const id = doc.get('_id');
  if (update.kind === 'replacement') return replaced(id, update.replacement);
  if (update.kind === 'pipeline') return throughPipeline(doc, update.changes);
  applyOperators(doc, update.update, position, isInsert);
  if (id !== undefined && update.update.heads.has('_id')) {
    const after = doc.get('_id');
    if (after === undefined || !valuesEqual(id, after)) throw immutableId(id, after);
  }
  return doc;
}

function equalityOf(condition: unknown): unknown {
  if (isRegex(condition)) return undefined;
  if (!isOperators(condition)) return condition;
  const { $eq: equal, $in: list, $all: all } = condition;
  if (equal !== undefined) return equal;
  const single = [list, all].find((each) => isArray(each) && each.length === 1) as unknown[] | undefined;
  return single && !isRegex(single[0]) && !isOperators(single[0]) ? single[0] : undefined;
}

function addEquality(target: BsonDocument, path: string, value: unknown, seen: string[]): void {
  const clash = seen.find(
    (each) => each === path || each.startsWith(`${path}.`) || path.startsWith(`${each}.`),
  );
  if (clash !== undefined) {
    throw new CommandError(
      54,
      `cannot infer query fields to set, path '${path}' is matched ${clash === path ? 'twice' : `beside '${clash}'`}`,
    );
  }
  seen.push(path);
  setValueAt(target, path.split('.'), value);
}

function addEqualities(
  target: BsonDocument,
  filter: BsonDocument,
  takes: (path: string) => boolean,
  seen: string[] = [],
): void {
  for (const name of Object.keys(filter)) {
    const condition = filter[name];
    const branches = isArray(condition) ? condition.filter(isDocument) : [];
    if (name === '$and' || (name === '$or' && branches.length === 1)) {
      for (const branch of branches) addEqualities(target, branch, takes, seen);
    } else if (!name.startsWith('$') && takes(name)) {
      const value = equalityOf(condition);
      if (value !== undefined) addEquality(target, name, value, seen);
    }
  }
}

/** What an upsert inserts: the equalities of the filter with the update on top. */
export function upsertedDocument(filter: BsonDocument, update: Update): Buffer {
  if (update.kind === 'operators' && update.update.changesPartOfId)
    throw new CommandError(
      66,
      `Performing an update on a path within '_id' would modify the immutable field '_id'`,
    );
  const base: BsonDocument = {};
  // A replacement is the whole document: of the filter it takes the _id alone.
  addEqualities(base, filter, (path) => update.kind !== 'replacement' || path === '_id');
  const start = new StoredDocument(
    encode(update.kind === 'replacement' ? { _id: fieldsOf(base).get('_id') } : base),
  );
  return applyUpdate(start, update, -1, true).toBuffer();
}
