import { type BsonDocument, isArray, isDocument, ownField, setOwnField } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

/** Which parts of a document: true for a whole field, a tree for parts of it. */
export interface PathTree {
  [name: string]: true | PathTree;
}

/** @param code the error where one path lies within another */
export function addPath(tree: PathTree, path: string, code?: number): void {
  const parts = path.split('.');
  let node = tree;
  parts.forEach((part, i) => {
    const existing = Object.hasOwn(node, part) ? node[part] : undefined;
    if (i === parts.length - 1) {
      if (existing !== undefined) throw new CommandError(code ?? 31250, `Path collision at ${path}`);
      setOwnField(node, part, true);
    } else if (existing === true) throw new CommandError(code ?? 31249, `Path collision at ${path}`);
    else {
      const next = existing ?? {};
      setOwnField(node, part, next);
      node = next;
    }
  });
}

/** Trees in which something is computed: that makes documents even of what was none. */
const computedBelow = new WeakSet<PathTree>();

function pathTree(parts: readonly string[]): PathTree {
  const tree: PathTree = {};
  addPath(tree, parts.join('.'));
  return tree;
}

export function includeIn(value: unknown, tree: PathTree): unknown {
  if (isArray(value)) {
    const isKept = (each: unknown): boolean => isArray(each) || isDocument(each) || computedBelow.has(tree);
    return value.filter(isKept).map((each) => includeIn(each, tree) ?? {});
  }
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

/** What lies around a computed field stays, though nothing of it is included. */
export function addParents(tree: PathTree, parts: readonly string[]): void {
  let node = tree;
  for (const part of parts) {
    const existing = Object.hasOwn(node, part) ? node[part] : undefined;
    if (existing === true) return;
    const next = existing ?? {};
    setOwnField(node, part, next);
    computedBelow.add(next);
    node = next;
  }
}

/** The document without what a path leads to; it is changed itself, what lies in it is copied. */
export function removeAtPath(target: BsonDocument, parts: readonly string[]): void {
  const [head = '', ...rest] = parts;
  if (!Object.hasOwn(target, head)) return;
  if (rest.length === 0) Reflect.deleteProperty(target, head);
  else setOwnField(target, head, excludeFrom(target[head], pathTree(rest)));
}

/**
 * Sets a value in every document the path leads to; in an array, in every element, whatever it was. Undefined leaves
 * nothing there, though what lies around it is made.
 */
export function setAtPath(target: BsonDocument, parts: readonly string[], value: unknown): void {
  const [part = '', ...rest] = parts;
  const changed = withValue(ownField(target, part), rest, value);
  if (changed === undefined) Reflect.deleteProperty(target, part);
  else setOwnField(target, part, changed);
}

function withValue(current: unknown, parts: readonly string[], value: unknown): unknown {
  if (parts.length === 0) return value;
  if (isArray(current)) return current.map((each) => withValue(each, parts, value));
  const doc: BsonDocument = isDocument(current) ? { ...current } : {};
  setAtPath(doc, parts, value);
  return doc;
}
