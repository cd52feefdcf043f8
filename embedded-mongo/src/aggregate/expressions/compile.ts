import { type BsonDocument, isArray, isDocument, ownField, setOwnField } from '../../bson/values.ts';
import { CommandError, notSupported } from '../../errors.ts';
import type { Compile, Expression, Variables } from './operands.ts';
import { OPERATORS } from './operators.ts';
import { checkFieldPath } from './paths.ts';

/** What MongoDB knows and this store does not. */
const SYSTEM_VARIABLES = new Set([
  ...['NOW', 'CLUSTER_TIME', 'JS_SCOPE', 'IS_MR', 'SEARCH_META', 'USER_ROLES'],
  ...['DESCEND', 'PRUNE', 'KEEP'],
]);

/** A path from a value: into documents, and into every document of an array, but not of an array within one. */
function follow(value: unknown, parts: readonly string[], depth: number): unknown {
  const part = parts[depth];
  if (part === undefined) return value;
  if (isDocument(value)) return follow(ownField(value, part), parts, depth + 1);
  if (!isArray(value)) return undefined;
  return value
    .filter(isDocument)
    .map((each) => follow(each, parts, depth))
    .filter((each) => each !== undefined);
}

function compileVariable(path: string, names: ReadonlySet<string>): Expression {
  const [name = '', ...parts] = path.split('.');
  if (parts.length > 0) checkFieldPath(parts.join('.'));
  if (name === 'ROOT' || name === 'CURRENT') return (doc) => follow(doc, parts, 0);
  if (name === 'REMOVE') return () => undefined;
  if (SYSTEM_VARIABLES.has(name)) throw notSupported(`the variable $$${name}`);
  if (!/^[a-z\u0080-\uffff]/.test(name))
    throw new CommandError(9, `'${name}' starts with an invalid character for a user variable name`);
  if (!names.has(name)) throw new CommandError(17276, `Use of undefined variable: ${name}`);
  return (_doc, variables) => follow(ownField(variables, name), parts, 0);
}

function compilePath(path: string): Expression {
  if (path === '') throw new CommandError(16872, `'$' by itself is not a valid FieldPath`);
  checkFieldPath(path);
  const parts = path.split('.');
  return (doc) => follow(doc, parts, 0);
}

function compileObject(given: BsonDocument, names: ReadonlySet<string>): Expression {
  const fields = Object.keys(given).map((name) => {
    if (name.startsWith('$') || name.includes('.') || name === '')
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$' nor contain '.': '${name}'`,
      );
    return { name, compute: compile(given[name], names) };
  });
  return (doc, variables) => {
    const result: BsonDocument = {};
    for (const { name, compute } of fields) {
      const value = compute(doc, variables);
      if (value !== undefined) setOwnField(result, name, value);
    }
    return result;
  };
}

function compileOperator(name: string, given: BsonDocument, names: ReadonlySet<string>): Expression {
  if (Object.keys(given).length > 1) {
    throw new CommandError(
      15983,
      `an object representing an expression must have exactly one field, not ${Object.keys(given).join(', ')}`,
    );
  }
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) throw notSupported(`the expression ${name}`);
  return operator(given[name], compile, names);
}

const compile: Compile = (expression, names) => {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return compileVariable(expression.slice(2), names);
    return expression.startsWith('$') ? compilePath(expression.slice(1)) : () => expression;
  }
  if (isArray(expression)) {
    const elements = expression.map((each) => compile(each, names));
    return (doc, variables) => elements.map((element) => element(doc, variables) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const [first] = Object.keys(expression);
  if (first?.startsWith('$')) return compileOperator(first, expression, names);
  return compileObject(expression, names);
};

/**
 * Compiles an expression; what is not known is refused here, before any document is read.
 * @param variables those that a command gives
 */
export const compileExpression = (expression: unknown, variables: Variables = {}): Expression =>
  compile(expression, new Set(Object.keys(variables)));
