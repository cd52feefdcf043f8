import type { StoredDocument } from '../bson/stored-document.ts';
import { decodeExact, encode } from '../bson/codec.ts';
import {
  type BsonDocument,
  isArray,
  isDocument,
  isTruthy,
  ownField,
  setOwnField,
  toNumber,
} from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { compileExpression, type Expression } from '../aggregate/expressions.ts';
import { compileField } from './filter.ts';
import { fieldsOf } from '../bson/stored-document.ts';

/** Which parts of a document: true for a whole field, a tree for parts of it. */
export interface PathTree {
  [name: string]: true | PathTree;
}

type Change = (value: unknown, position: number) => unknown;

export interface ParsedProjection {
  readonly mode: 'include' | 'exclude';
  readonly tree: PathTree;
  readonly changes: ReadonlyMap<string, Change>;
  readonly computed: readonly { readonly path: string; readonly compute: Expression }[];
}

export function addPath(tree: PathTree, path: string): void {
  const parts = path.split('.');
  let node = tree;
  parts.forEach((part, i) => {
    const existing = Object.hasOwn(node, part) ? node[part] : undefined;
    if (i === parts.length - 1) {
      if (typeof existing === 'object') throw new CommandError(31250, `Path collision at ${path}`);
      setOwnField(node, part, true);
    } else if (existing === true) throw new CommandError(31249, `Path collision at ${path}`);
    else {
      const next = existing ?? {};
      setOwnField(node, part, next);
      node = next;
    }
  });
}

function pathTree(parts: readonly string[]): PathTree {
  const tree: PathTree = {};
  addPath(tree, parts.join('.'));
  return tree;
}

export function includeIn(value: unknown, tree: PathTree): unknown {
  if (isArray(value))
    return value.filter((each) => isArray(each) || isDocument(each)).map((each) => includeIn(each, tree));
  if (!isDocument(value)) return undefined;
  const kept: BsonDocument = {};
  for (const name of Object.keys(value)) {
    const node = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (node === undefined) continue;
    const part = node === true ? value[name] : includeIn(value[name], node);
    if (part !== undefined) setOwnField(kept, name, part);
  }
  return kept;
}

export function excludeFrom(value: unknown, tree: PathTree): unknown {
  if (isArray(value)) return value.map((each) => excludeFrom(each, tree));
  if (!isDocument(value)) return value;
  const kept: BsonDocument = {};
  for (const name of Object.keys(value)) {
    const node = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (node === true) continue;
    setOwnField(kept, name, node ? excludeFrom(value[name], node) : value[name]);
  }
  return kept;
}

function slice(argument: unknown): Change {
  const [first, second] = (isArray(argument) ? argument : [argument]).map(toNumber);
  if (first === undefined) throw new CommandError(28667, 'Invalid $slice: numbers are needed');
  if (second !== undefined && second <= 0)
    throw new CommandError(28724, 'the second argument of $slice must be positive');
  return (value) => {
    if (!isArray(value)) return value;
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + second);
  };
}

function firstElement(argument: unknown): Change {
  const matches = compileField('value', { $elemMatch: argument });
  return (value) => {
    if (!isArray(value)) return undefined;
    const found = value.find((each) => matches(fieldsOf({ value: [each] })));
    return found === undefined ? undefined : [found];
  };
}

const matchedElement: Change = (value, position) => {
  if (!isArray(value)) return value;
  if (position < 0)
    throw new CommandError(51246, 'the positional projection did not find its match in the query');
  return [value[position]];
};

class ProjectionParser {
  private readonly included: PathTree = {};
  private readonly excluded: PathTree = {};
  private readonly changes = new Map<string, Change>();
  private readonly sliced: string[] = [];
  private readonly computed: { path: string; compute: Expression }[] = [];
  private showId: boolean | undefined;

  parse(spec: BsonDocument): ParsedProjection {
    for (const path of Object.keys(spec)) this.addField(path, spec[path]);
    const hasIncluded = Object.keys(this.included).length > 0 || this.computed.length > 0;
    const hasExcluded = Object.keys(this.excluded).length > 0;
    if (hasIncluded && hasExcluded) {
      throw new CommandError(31254, 'Cannot do exclusion in an inclusion projection');
    }
    const include = hasIncluded || (!hasExcluded && this.showId === true);
    if (include) this.completeInclusion();
    if (!include && this.showId === false) addPath(this.excluded, '_id');
    return {
      mode: include ? 'include' : 'exclude',
      tree: include ? this.included : this.excluded,
      changes: this.changes,
      computed: this.computed,
    };
  }

  /** An inclusion has what it slices, and `_id` unless the client says otherwise or computes it. */
  private completeInclusion(): void {
    for (const path of this.sliced) addPath(this.included, path);
    const isSettled = Object.hasOwn(this.included, '_id') || this.computed.some(({ path }) => path === '_id');
    if (this.showId !== false && !isSettled) addPath(this.included, '_id');
  }

  private addField(path: string, value: unknown): void {
    if (isDocument(value)) {
      this.addOperator(path, value);
      return;
    }
    if (typeof value === 'string' || isArray(value)) {
      this.addComputed(path, value);
      return;
    }
    if (path === '_id') this.showId = isTruthy(value);
    else if (path.endsWith('.$')) {
      addPath(this.included, path.slice(0, -2));
      this.changes.set(path.slice(0, -2), matchedElement);
    } else addPath(isTruthy(value) ? this.included : this.excluded, path);
  }

  private addOperator(path: string, value: BsonDocument): void {
    const [operator] = Object.keys(value);
    if (operator === '$slice' && isSliceOfField(value[operator])) {
      this.changes.set(path, slice(value[operator]));
      this.sliced.push(path);
    } else if (operator === '$elemMatch') {
      addPath(this.included, path);
      this.changes.set(path, firstElement(value[operator]));
    } else if (operator === '$meta') throw notSupported('$meta');
    else if (operator?.startsWith('$')) this.addComputed(path, value);
    else for (const name of Object.keys(value)) this.addField(`${path}.${name}`, value[name]);
  }

  private addComputed(path: string, expression: unknown): void {
    this.computed.push({ path, compute: compileExpression(expression) });
  }
}

const isSliceOfField = (argument: unknown): boolean =>
  toNumber(argument) !== undefined ||
  (isArray(argument) && argument.every((each) => toNumber(each) !== undefined));

export const parseProjection = (spec: BsonDocument): ParsedProjection => new ProjectionParser().parse(spec);

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

export function compileProjection(spec: BsonDocument): Projection | undefined {
  if (Object.keys(spec).length === 0) return undefined;
  const parsed = parseProjection(spec);
  const changesByField = new Map<string, { parts: string[]; change: Change }[]>();
  for (const [path, change] of parsed.changes) {
    const [head = '', ...parts] = path.split('.');
    changesByField.set(head, [...(changesByField.get(head) ?? []), { parts, change }]);
  }
  return (doc, position) => {
    const selected = doc.select((name) => {
      const node = Object.hasOwn(parsed.tree, name) ? parsed.tree[name] : undefined;
      const changes = changesByField.get(name);
      if (node === undefined && parsed.mode === 'include' && !changes) return 'omit';
      if (node === true && parsed.mode === 'exclude') return 'omit';
      if ((node === true || node === undefined) && !changes) return 'keep';
      let value = doc.get(name);
      for (const { parts, change } of changes ?? []) value = changeAt(value, parts, change, position);
      if (typeof node === 'object')
        value = parsed.mode === 'include' ? includeIn(value, node) : excludeFrom(value, node);
      return value === undefined ? 'omit' : { value };
    });
    return parsed.computed.length === 0 ? selected : withComputed(selected, parsed.computed, doc.toPlain());
  };
}

function withComputed(
  selected: Buffer,
  computed: ParsedProjection['computed'],
  source: BsonDocument,
): Buffer {
  const result = decodeExact(selected);
  setComputed(result, computed, source, {});
  return encode(result);
}

/** Sets each computed field at its path; an expression without a value, `$$REMOVE` for one, leaves none there. */
export function setComputed(
  target: BsonDocument,
  computed: ParsedProjection['computed'],
  source: BsonDocument,
  variables: Readonly<Record<string, unknown>>,
): void {
  for (const { path, compute } of computed) {
    const value = compute(source, variables);
    if (value !== undefined) setAtPath(target, path.split('.'), value);
    else removeAtPath(target, path.split('.'));
  }
}

function removeAtPath(target: BsonDocument, parts: readonly string[]): void {
  const [head = '', ...rest] = parts;
  if (!Object.hasOwn(target, head)) return;
  if (rest.length === 0) Reflect.deleteProperty(target, head);
  else setOwnField(target, head, excludeFrom(target[head], pathTree(rest)));
}

/** Sets a value in every document the path leads to, arrays on the way included. */
export function setAtPath(target: BsonDocument, parts: readonly string[], value: unknown): void {
  const [part = '', ...rest] = parts;
  if (rest.length === 0) {
    setOwnField(target, part, value);
    return;
  }
  const inner = ownField(target, part);
  if (isArray(inner)) {
    const copy = inner.map((each): unknown => {
      const doc: BsonDocument = isDocument(each) ? { ...each } : {};
      setAtPath(doc, rest, value);
      return doc;
    });
    setOwnField(target, part, copy);
    return;
  }
  const doc: BsonDocument = isDocument(inner) ? { ...inner } : {};
  setAtPath(doc, rest, value);
  setOwnField(target, part, doc);
}
