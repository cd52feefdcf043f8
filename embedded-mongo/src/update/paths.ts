import { type BsonDocument, describe, isArray, isDocument, ownField, setOwnField } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { isArrayIndex } from '../query/paths.ts';

type Container = BsonDocument | unknown[];

const MAX_PADDING = 1_500_000;

const cannotCreate = (field: string, parent: string, value: unknown): CommandError =>
  new CommandError(28, `Cannot create field '${field}' in element {${parent}: ${describe(value)}}`);

function child(container: Container, part: string): unknown {
  if (!isArray(container)) return ownField(container, part);
  return isArrayIndex(part) ? container[Number(part)] : undefined;
}

function assign(container: Container, part: string, value: unknown): void {
  if (!isArray(container)) {
    setOwnField(container, part, value);
    return;
  }
  const index = Number(part);
  if (index > container.length + MAX_PADDING)
    throw new CommandError(2, `can't backfill array to index ${part}`);
  while (container.length < index) container.push(null);
  container[index] = value;
}

export function valueAt(root: BsonDocument, parts: readonly string[]): unknown {
  let value: unknown = root;
  for (const part of parts) {
    if (!isDocument(value) && !isArray(value)) return undefined;
    value = child(value, part);
  }
  return value;
}

/** @throws CommandError where what lies on the way of a path cannot hold the rest of it */
export function refuseNoWay(root: BsonDocument, parts: readonly string[]): void {
  let value: unknown = root;
  for (const [i, part] of parts.entries()) {
    const isWay = isDocument(value) || (isArray(value) && isArrayIndex(part));
    if (!isWay && value !== undefined)
      throw new CommandError(
        28,
        `Cannot use the part (${part}) of (${parts.join('.')}) to traverse the element ({${parts[i - 1] ?? ''}: ${describe(value)}})`,
      );
    value = isDocument(value) || isArray(value) ? child(value, part) : undefined;
  }
}

/** The document or array that holds the last part of a path, or undefined where there is none. */
function findParent(root: BsonDocument, parts: readonly string[]): Container | undefined {
  const parent = parts.length === 1 ? root : valueAt(root, parts.slice(0, -1));
  return isDocument(parent) || isArray(parent) ? parent : undefined;
}

function makeParent(root: BsonDocument, parts: readonly string[]): Container {
  let container: Container = root;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    if (isArray(container) && !isArrayIndex(part)) throw cannotCreate(part, parts[i - 1] ?? '', container);
    if (i === parts.length - 1) break;
    let next: unknown = child(container, part);
    if (next === undefined) {
      next = {};
      assign(container, part, next);
    }
    if (!isDocument(next) && !isArray(next)) throw cannotCreate(parts[i + 1] ?? '', part, next);
    container = next;
  }
  return container;
}

/** Sets the value at a path, making what is missing on the way. */
export function setValueAt(root: BsonDocument, parts: readonly string[], value: unknown): void {
  assign(makeParent(root, parts), parts.at(-1) ?? '', value);
}

/** Removes a field; in an array the place stays, as null. */
export function unsetAt(root: BsonDocument, parts: readonly string[]): void {
  const parent = findParent(root, parts);
  const last = parts.at(-1) ?? '';
  if (isArray(parent)) {
    if (isArrayIndex(last) && Number(last) < parent.length) parent[Number(last)] = null;
  } else if (parent) Reflect.deleteProperty(parent, last);
}

export interface ArrayFilters {
  readonly [identifier: string]: (element: unknown) => boolean;
}

interface Branch {
  readonly value: unknown;
  readonly parts: readonly string[];
}

function elementsOf({ value, parts }: Branch): unknown[] {
  const at = parts.join('.');
  if (value === undefined) {
    throw new CommandError(2, `The path '${at}' must exist in the document in order to apply array updates.`);
  }
  if (!isArray(value)) {
    throw new CommandError(2, `Cannot apply array updates to non-array element ${at}: ${describe(value)}`);
  }
  return value;
}

function branchesAt(branch: Branch, part: string, position: number, filters: ArrayFilters): Branch[] {
  const { value, parts } = branch;
  if (part === '$') {
    if (position < 0) {
      throw new CommandError(2, 'The positional operator did not find the match needed from the query.');
    }
    return [{ value: isArray(value) ? value[position] : undefined, parts: [...parts, String(position)] }];
  }
  const identifier = /^\$\[(.*)\]$/.exec(part)?.[1];
  if (identifier === undefined) {
    const next = isDocument(value) || isArray(value) ? child(value, part) : undefined;
    return [{ value: next, parts: [...parts, part] }];
  }
  const passes = identifier === '' ? () => true : Object.hasOwn(filters, identifier) && filters[identifier];
  if (!passes) throw new CommandError(2, `No array filter found for identifier '${identifier}'`);
  return elementsOf(branch).flatMap((element, i) =>
    passes(element) ? [{ value: element, parts: [...parts, String(i)] }] : [],
  );
}

/** The actual paths that a path with `$`, `$[]` or `$[name]` stands for in this document. */
export function expandPath(
  root: BsonDocument,
  parts: readonly string[],
  position: number,
  filters: ArrayFilters,
): (readonly string[])[] {
  let branches: Branch[] = [{ value: root, parts: [] }];
  for (const part of parts) {
    branches = branches.flatMap((branch) => branchesAt(branch, part, position, filters));
  }
  return branches.map((branch) => branch.parts);
}
