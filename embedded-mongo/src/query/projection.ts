import type { Variables } from '../aggregate/expressions/operands.ts';
import { decodeExact, encode } from '../bson/codec.ts';
import type { StoredDocument } from '../bson/stored-document.ts';
import { type BsonDocument, isArray, isDocument, ownField, setOwnField } from '../bson/values.ts';
import { type Change, type ParsedProjection, parseProjection } from './parse-projection.ts';
import { excludeFrom, includeIn, setAtPath } from './path-tree.ts';

/** A projection of a stage, which has no operators of a find. */
export function projectDocument(
  { mode, tree, computed }: ParsedProjection,
  doc: BsonDocument,
  variables: Variables,
): BsonDocument {
  const result = (mode === 'include' ? includeIn(doc, tree) : excludeFrom(doc, tree)) as BsonDocument;
  setComputed(result, computed, doc, variables);
  return result;
}

function changeAt(value: unknown, parts: readonly string[], change: Change, position: number): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return change(value, position);
  if (isArray(value)) return value.map((each) => changeAt(each, parts, change, position));
  if (!isDocument(value) || !Object.hasOwn(value, part)) return value;
  const copy = { ...value };
  setOwnField(copy, part, changeAt(ownField(value, part), rest, change, position));
  return copy;
}

/** Applies a find's projection; untouched fields stay bytes. */
export type Projection = (doc: StoredDocument, position: number) => Buffer;

export function compileProjection(spec: BsonDocument, variables: Variables): Projection | undefined {
  if (Object.keys(spec).length === 0) return undefined;
  const parsed = parseProjection(spec, { variables, isFind: true });
  const changesByField = new Map<string, { parts: string[]; change: Change }[]>();
  for (const [path, change] of parsed.changes) {
    const [head = '', ...parts] = path.split('.');
    changesByField.set(head, [...(changesByField.get(head) ?? []), { parts, change }]);
  }
  return (doc, position) => {
    const added: BsonDocument = {};
    const selected = doc.select((name) => {
      const node = Object.hasOwn(parsed.tree, name) ? parsed.tree[name] : undefined;
      const changes = changesByField.get(name);
      if (node === undefined && parsed.mode === 'include' && !changes) return 'omit';
      if (node === true && parsed.mode === 'exclude') return 'omit';
      if ((node === true || node === undefined) && !changes) return 'keep';
      let value = doc.get(name);
      if (parsed.appended.has(name)) {
        // What $elemMatch finds comes behind all else.
        for (const { parts, change } of changes ?? []) value = changeAt(value, parts, change, position);
        if (value !== undefined) setOwnField(added, name, value);
        return 'omit';
      }
      for (const { parts, change } of changes ?? []) value = changeAt(value, parts, change, position);
      if (typeof node === 'object')
        value = parsed.mode === 'include' ? includeIn(value, node) : excludeFrom(value, node);
      return value === undefined ? 'omit' : { value };
    }, added);
    return parsed.computed.length === 0
      ? selected
      : withComputed(selected, parsed.computed, doc.toDocument(), variables);
  };
}

function withComputed(
  selected: Buffer,
  computed: ParsedProjection['computed'],
  source: BsonDocument,
  variables: Variables,
): Buffer {
  const result = decodeExact(selected);
  setComputed(result, computed, source, variables);
  return encode(result);
}

/** Sets each computed field at its path; an expression without a value, `$$REMOVE` for one, leaves none there. */
export function setComputed(
  target: BsonDocument,
  computed: ParsedProjection['computed'],
  source: BsonDocument,
  variables: Variables,
): void {
  for (const { path, compute } of computed) setAtPath(target, path.split('.'), compute(source, variables));
}
