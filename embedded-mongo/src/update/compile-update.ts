import { fieldsOf, type StoredDocument } from '../bson/stored-document.ts';
import { type BsonDocument, cloneValue, describe, isArray, isDocument, setOwnField } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import { typeNameOf } from '../query/type-names.ts';
import { UPDATE_OPERATORS, type UpdateOperator } from './operators.ts';
import { type ArrayFilters, expandPath, refuseNoWay, setValueAt, unsetAt, valueAt } from './paths.ts';

interface Step {
  readonly operator: string;
  readonly apply: UpdateOperator | 'rename';
  readonly parts: readonly string[];
  readonly argument: unknown;
  readonly isPattern: boolean;
}

/** An update by operators, ready for any number of documents. */
export interface OperatorUpdate {
  readonly steps: readonly Step[];
  readonly arrayFilters: ArrayFilters;
  /** The top level fields it may change. */
  readonly heads: ReadonlySet<string>;
  readonly changesPartOfId: boolean;
}

const headOf = (path: string): string => path.split('.', 1)[0] ?? '';

function checkConflict(path: string, seen: readonly string[]): void {
  const other = seen.find(
    (each) => each === path || each.startsWith(`${path}.`) || path.startsWith(`${each}.`),
  );
  if (other !== undefined) {
    throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${other}'`);
  }
}

function checkPath(path: string): void {
  if (path.split('.').includes('')) {
    throw new CommandError(
      56,
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  if (path.split('.').filter((part) => part === '$').length > 1)
    throw new CommandError(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  if (headOf(path).startsWith('$')) {
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${headOf(path)}' in '${path}' is not valid for storage.`,
    );
  }
}

function argumentsOf(operator: string, fields: unknown): BsonDocument {
  if (operator !== '$rename' && !Object.hasOwn(UPDATE_OPERATORS, operator)) {
    throw new CommandError(
      9,
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (isDocument(fields)) return fields;
  throw new CommandError(9, `Modifiers operate on fields but we found type ${typeNameOf(fields)} instead`);
}

function renameTarget(path: string, target: unknown): string {
  if (typeof target !== 'string')
    throw new CommandError(2, `The 'to' field for $rename must be a string: ${describe(target)}`);
  if (target === '_id' || path === '_id')
    throw new CommandError(
      66,
      `Performing an update on the path '_id' would modify the immutable field '_id'`,
    );
  if (target === path)
    throw new CommandError(2, `The source and target field for $rename must differ: ${path}`);
  const dynamic = [path, target].find((each) => each.split('.').some((part) => part.startsWith('$')));
  if (dynamic !== undefined) throw new CommandError(2, `The path of $rename may not be dynamic: ${dynamic}`);
  return target;
}

export function compileOperatorUpdate(
  update: BsonDocument,
  arrayFilters: readonly BsonDocument[] = [],
): OperatorUpdate {
  const steps: Step[] = [];
  const seen: string[] = [];
  for (const operator of Object.keys(update)) {
    const fields = argumentsOf(operator, update[operator]);
    for (const path of Object.keys(fields)) {
      const argument = fields[path];
      for (const each of operator === '$rename' ? [path, renameTarget(path, argument)] : [path]) {
        checkPath(each);
        checkConflict(each, seen);
        seen.push(each);
      }
      const apply = operator === '$rename' ? 'rename' : UPDATE_OPERATORS[operator];
      if (!apply) continue;
      steps.push({ operator, apply, parts: path.split('.'), argument, isPattern: path.includes('$') });
    }
  }
  return {
    steps,
    arrayFilters: compileArrayFilters(arrayFilters, seen),
    heads: new Set(seen.map(headOf)),
    changesPartOfId: seen.some((path) => path.startsWith('_id.')),
  };
}

function identifiersIn(filter: BsonDocument): string[] {
  return Object.keys(filter).flatMap((name) => {
    const argument = filter[name];
    if (!name.startsWith('$')) return [headOf(name)];
    return isArray(argument) ? argument.filter(isDocument).flatMap(identifiersIn) : [];
  });
}

function compileArrayFilters(filters: readonly BsonDocument[], paths: readonly string[]): ArrayFilters {
  const compiled: Record<string, (element: unknown) => boolean> = {};
  for (const filter of filters) {
    const [identifier, ...others] = new Set(identifiersIn(filter));
    if (identifier === undefined || others.length > 0) {
      throw new CommandError(9, 'Error parsing array filter: Expected a single top-level field name');
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier))
      throw new CommandError(
        2,
        `The top-level field name of an array filter must be an alphanumeric string beginning with a lowercase letter: '${identifier}'`,
      );
    if (Object.hasOwn(compiled, identifier)) {
      throw new CommandError(
        9,
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    }
    if (!paths.some((path) => path.includes(`$[${identifier}]`))) {
      throw new CommandError(9, `The array filter for identifier '${identifier}' was not used in the update`);
    }
    const matches = compileFilter(filter);
    compiled[identifier] = (element) => matches(fieldsOf({ [identifier]: element }));
  }
  return compiled;
}

/** The elements of an array stay where they are. */
function refuseArrays(doc: BsonDocument, parts: readonly string[], which: 'source' | 'destination'): void {
  for (let depth = 1; depth < parts.length; depth++) {
    if (!isArray(valueAt(doc, parts.slice(0, depth)))) continue;
    throw new CommandError(2, `The ${which} field cannot be an array element, '${parts.join('.')}'`);
  }
}

function rename(doc: BsonDocument, parts: readonly string[], target: readonly string[]): void {
  refuseArrays(doc, parts, 'source');
  refuseNoWay(doc, parts);
  const value = valueAt(doc, parts);
  if (value === undefined) return;
  refuseArrays(doc, target, 'destination');
  unsetAt(doc, parts);
  setValueAt(doc, target, value);
}

/** Operators that look at the value they replace and at nothing around it. */
const REPLACING = new Set(['$set', '$inc', '$mul', '$min', '$max']);

/** Does a step in the bytes of the document, where its path leads to one value that is there. */
function applyToBytes(doc: StoredDocument, step: Step, position: number): boolean {
  const { operator, apply, argument } = step;
  if (apply === 'rename' || step.parts.length < 2 || !REPLACING.has(operator)) return false;
  const parts = step.isPattern
    ? step.parts.map((part) => (part === '$' ? String(position) : part))
    : step.parts;
  if (step.isPattern && (position < 0 || parts.some((part) => part.startsWith('$')))) return false;
  const name = parts.at(-1) ?? '';
  return doc.replaceAt(parts, (current) => {
    const around: BsonDocument = {};
    setOwnField(around, name, current);
    apply(around, [name], argument);
    return around[name];
  });
}

/** Only what cannot be done in the bytes is decoded, changed and handed back, by top level fields. */
export function applyOperators(
  doc: StoredDocument,
  update: OperatorUpdate,
  position: number,
  isInsert: boolean,
): void {
  const steps = update.steps.filter(
    (step) => (isInsert || step.operator !== '$setOnInsert') && !applyToBytes(doc, step, position),
  );
  const root: BsonDocument = {};
  const heads = new Set(steps.flatMap(headsOf));
  for (const head of heads) {
    const value = doc.get(head);
    if (value !== undefined) setOwnField(root, head, value);
  }
  // All before the first change: array filters choose among the elements as they were.
  const pathsOf = steps.map(({ parts, isPattern }) =>
    isPattern ? expandPath(root, parts, position, update.arrayFilters) : [parts],
  );
  steps.forEach(({ apply, parts, argument }, i) => {
    if (apply === 'rename') rename(root, parts, String(argument).split('.'));
    else for (const path of pathsOf[i] ?? []) apply(root, path, cloneValue(argument));
  });
  for (const head of heads) doc.set(head, Object.hasOwn(root, head) ? root[head] : undefined);
}

const headsOf = ({ apply, parts, argument }: Step): string[] =>
  apply === 'rename' ? [parts[0] ?? '', headOf(String(argument))] : [parts[0] ?? ''];
