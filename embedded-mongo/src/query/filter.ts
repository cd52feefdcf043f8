import { type FieldSource, fieldsOf } from '../bson/stored-document.ts';
import { type BsonDocument, isArray, isDocument, isTruthy } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { compileExpression } from '../aggregate/expressions/compile.ts';
import type { Variables } from '../aggregate/expressions/operands.ts';
import { equals, operatorTest } from './operators.ts';
import { anyAtPath, type Trace, type ValueTest } from './paths.ts';
import { isRegex } from './regex.ts';

/** Does a document match? A trace, where given, receives the array position of the match. */
export type Filter = (doc: FieldSource, trace?: Trace) => boolean;

const REFUSED = new Set([
  ...[
    '$where',
    '$text',
    '$jsonSchema',
    '$geoWithin',
    '$geoIntersects',
    '$near',
    '$nearSphere',
    '$sampleRate',
  ],
  ...['$bitsAllSet', '$bitsAllClear', '$bitsAnySet', '$bitsAnyClear', '$alwaysTrue', '$alwaysFalse'],
]);

const isReference = (name: string): boolean => name === '$ref' || name === '$id' || name === '$db';

/** `{ $gt: 1 }` is a set of operators, `{ a: 1 }` a document to be equal to. */
export function isOperators(value: unknown): value is BsonDocument {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith('$') && !isReference(first);
}

function refuse(name: string): CommandError {
  return REFUSED.has(name) ? notSupported(name) : new CommandError(2, `unknown operator: ${name}`);
}

/** The first condition that an array met says which of its elements did; of the values of one `$all` the last. */
const all = (filters: readonly Filter[], teller: 'first' | 'last' = 'first'): Filter => {
  const [only] = filters;
  if (filters.length === 1 && only) return only;
  return (doc, trace) => {
    if (!trace) return filters.every((filter) => filter(doc));
    let told = -1;
    const isMatch = filters.every((filter) => {
      const own: Trace = { index: -1 };
      if (!filter(doc, own)) return false;
      if (told < 0 || (teller === 'last' && own.index >= 0)) told = own.index;
      return true;
    });
    if (isMatch && told >= 0) trace.index = told;
    return isMatch;
  };
};

function atPath(parts: readonly string[], test: ValueTest): Filter {
  const first = parts[0] ?? '';
  if (parts.length === 1) return (doc, trace) => test(doc.get(first), trace);
  return (doc, trace) => {
    const values = doc.at?.(parts);
    if (!values) return anyAtPath(doc.get(first), parts, 1, test, trace);
    return values.some((value) => test(value, trace));
  };
}

const not =
  (filter: Filter): Filter =>
  (doc) =>
    !filter(doc);

function elementTest(argument: unknown): (element: unknown) => boolean {
  if (!isDocument(argument)) throw new CommandError(2, '$elemMatch needs an Object');
  const first = Object.keys(argument)[0] ?? '';
  if (isOperators(argument) && !['$and', '$or', '$nor', '$expr'].includes(first)) {
    const filter = compileField('value', argument);
    // Inside its own array the element counts as it is: an array in it is not opened once more.
    return (element) => filter(fieldsOf({ value: isArray(element) ? [element] : element }));
  }
  if ('$expr' in argument) throw new CommandError(2, '$expr can only be applied to the top-level document');
  const filter = compileFilter(argument);
  return (element) => {
    if (isDocument(element)) return filter(fieldsOf(element));
    return isArray(element) && filter(fieldsOf(Object.fromEntries(element.entries())));
  };
}

function elemMatch(argument: unknown): ValueTest {
  const test = elementTest(argument);
  return (value, trace) => {
    if (!isArray(value)) return false;
    const index = value.findIndex(test);
    if (index >= 0 && trace) trace.index = index;
    return index >= 0;
  };
}

function allOf(parts: readonly string[], argument: unknown): Filter {
  if (!isArray(argument)) throw new CommandError(2, '$all needs an array');
  if (argument.length === 0) return () => false;
  const nested = argument.filter((wanted) => isDocument(wanted) && '$elemMatch' in wanted).length;
  if (nested > 0 && nested < argument.length)
    throw new CommandError(2, 'no mixing of $elemMatch and values in $all');
  return all(
    argument.map((wanted) =>
      atPath(
        parts,
        isDocument(wanted) && '$elemMatch' in wanted ? elemMatch(wanted['$elemMatch']) : equals(wanted),
      ),
    ),
    'last',
  );
}

function compileOperator(
  path: string,
  parts: readonly string[],
  name: string,
  operators: BsonDocument,
): Filter {
  const argument = operators[name];
  const simple = operatorTest(name, argument, operators);
  if (simple) {
    const filter = atPath(parts, simple.test);
    return simple.negated ? not(filter) : filter;
  }
  switch (name) {
    case '$not':
      if (isRegex(argument)) return not(atPath(parts, equals(argument)));
      if (!isOperators(argument)) throw new CommandError(2, '$not needs a regex or a document');
      return not(compileField(path, argument));
    case '$all':
      return allOf(parts, argument);
    case '$elemMatch':
      return atPath(parts, elemMatch(argument));
    case '$options':
      if (!('$regex' in operators)) throw new CommandError(2, '$options needs a $regex');
      return () => true;
    case '$comment':
      return () => true;
    default:
      throw refuse(name);
  }
}

/** The filter of one path: a value to equal, or operators. */
export function compileField(path: string, condition: unknown): Filter {
  const parts = path.split('.');
  if (!isOperators(condition)) return atPath(parts, equals(condition));
  return all(Object.keys(condition).map((name) => compileOperator(path, parts, name, condition)));
}

function compileLogical(name: string, argument: unknown, variables: Variables): Filter {
  if (!isArray(argument) || argument.length === 0)
    throw new CommandError(2, `${name} must be a nonempty array`);
  const branches = argument.map((branch) => {
    if (!isDocument(branch)) throw new CommandError(2, '$or/$and/$nor entries need to be full objects');
    return compileFilter(branch, variables);
  });
  if (name === '$and') return all(branches);
  // Of branches about several paths none tells the place of all of them.
  const isOnePath = new Set(argument.filter(isDocument).flatMap(pathsOf)).size === 1;
  const any: Filter = (doc, trace) => branches.some((branch) => branch(doc, isOnePath ? trace : undefined));
  return name === '$or' ? any : not(any);
}

function compileClause(name: string, argument: unknown, variables: Variables): Filter {
  if (!name.startsWith('$') || isReference(name)) return compileField(name, argument);
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return compileLogical(name, argument, variables);
    case '$expr': {
      const expression = compileExpression(argument, variables);
      return (doc) => isTruthy(expression(doc.toDocument(), variables));
    }
    case '$comment':
      return () => true;
    default:
      if (REFUSED.has(name)) throw notSupported(name);
      throw new CommandError(2, `unknown top level operator: ${name}`);
  }
}

/** Compiles a filter once, for any number of documents. */
export function compileFilter(filter: BsonDocument, variables: Variables = {}): Filter {
  const compiled = all(Object.keys(filter).map((name) => compileClause(name, filter[name], variables)));
  // As in MongoDB, an expression beside it leaves the place in an array untold.
  return '$expr' in filter ? (doc) => compiled(doc) : compiled;
}

/** The top level paths a filter reads, for what depends on it. */
export function pathsOf(filter: BsonDocument): string[] {
  return Object.keys(filter).flatMap((name) => {
    const argument = filter[name];
    if (!name.startsWith('$')) return [name];
    return isArray(argument) ? argument.filter(isDocument).flatMap(pathsOf) : [];
  });
}
