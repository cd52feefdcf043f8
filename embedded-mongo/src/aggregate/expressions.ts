import { Context, evalExpr } from 'mingo/core';
import type { Any, Options } from 'mingo/types';
import * as accumulatorOperators from 'mingo/operators/accumulator';
import * as expressionOperators from 'mingo/operators/expression';
import { compareValues, valuesEqual } from '../bson/compare.ts';
import { type BsonDocument, isArray, isDocument, isTruthy, toPlainValue } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';

/** Computes an expression of the aggregation language on one document. */
export type Expression = (doc: BsonDocument, variables?: Readonly<Record<string, unknown>>) => unknown;

type Operator = (doc: Any, argument: Any, options: Options) => Any;

const comparison =
  (name: string, passes: (a: unknown, b: unknown) => unknown): Operator =>
  (doc, argument, options) => {
    if (!isArray(argument) || argument.length !== 2)
      throw new CommandError(16020, `${name} takes exactly 2 arguments`);
    const [a, b] = argument.map((each) => evalExpr(doc, each, options));
    return passes(a, b);
  };

const extreme =
  (sign: 1 | -1): Operator =>
  (doc, argument, options) => {
    // A list of one is that one: what it leads to is looked into, if it is an array.
    const operand: unknown = isArray(argument) && argument.length === 1 ? argument[0] : argument;
    const value: unknown = evalExpr(doc, operand, options);
    const values = (isArray(value) ? value : [value]).filter((each) => each !== null && each !== undefined);
    const found = values.reduce<unknown>(
      (best, each) => (best === undefined || compareValues(each, best) * sign > 0 ? each : best),
      undefined,
    );
    return found ?? null;
  };

/** mingo gives nothing where no branch holds and there is no default. */
const switchOver: Operator = (doc, argument, options) => {
  if (!isDocument(argument) || !isArray(argument['branches']))
    throw new CommandError(40060, '$switch requires an object with an array of branches');
  for (const branch of argument['branches']) {
    if (!isDocument(branch) || !('case' in branch && 'then' in branch))
      throw new CommandError(40067, '$switch requires each branch to have a case and a then');
    if (isTruthy(evalExpr(doc, branch['case'], options))) return evalExpr(doc, branch['then'], options);
  }
  if (!('default' in argument))
    throw new CommandError(40066, '$switch could not find a matching branch, and no default was specified');
  return evalExpr(doc, argument['default'], options);
};

/**
 * mingo sorts arrays before it compares them and knows no order of ObjectIds: whatever compares is done
 * with this store's own order.
 */
const OWN_OPERATORS: Readonly<Record<string, Operator>> = {
  $eq: comparison('$eq', valuesEqual),
  $ne: comparison('$ne', (a, b) => !valuesEqual(a, b)),
  $gt: comparison('$gt', (a, b) => compareValues(a, b) > 0),
  $gte: comparison('$gte', (a, b) => compareValues(a, b) >= 0),
  $lt: comparison('$lt', (a, b) => compareValues(a, b) < 0),
  $lte: comparison('$lte', (a, b) => compareValues(a, b) <= 0),
  $cmp: comparison('$cmp', (a, b) => Math.sign(compareValues(a, b))),
  $in: comparison('$in', (a, b) => {
    if (!isArray(b)) throw new CommandError(40081, '$in requires an array as a second argument');
    return b.some((each) => valuesEqual(a, each));
  }),
  $max: extreme(1),
  $min: extreme(-1),
  $switch: switchOver,
};

const REFUSED = new Set(['$function', '$accumulator', '$toDecimal', '$toHashedIndexKey', '$meta']);

const operatorsIn = (module: object): Map<string, Operator> =>
  new Map(Object.entries(module).filter(([name]) => name.startsWith('$')) as [string, Operator][]);

const EXPRESSIONS = new Map([...operatorsIn(expressionOperators), ...Object.entries(OWN_OPERATORS)]);
const ACCUMULATORS = operatorsIn(accumulatorOperators);
const AS_EXPRESSION = new Set(['$sum', '$avg', '$stdDevPop', '$stdDevSamp']);

function collectOperators(expression: unknown, found: Set<string>): void {
  if (isArray(expression)) for (const each of expression) collectOperators(each, found);
  if (!isDocument(expression)) return;
  for (const [name, argument] of Object.entries(expression)) {
    if (name.startsWith('$')) found.add(name);
    if (name === '$literal') continue;
    collectOperators(argument, found);
  }
}

/** Only the operators in use: mingo copies its context for each document. */
function contextFor(expression: unknown): Context {
  const names = new Set<string>();
  collectOperators(expression, names);
  const expressions: Record<string, Operator> = {};
  const accumulators: Record<string, Operator> = {};
  for (const name of names) {
    const operator = REFUSED.has(name) ? undefined : EXPRESSIONS.get(name);
    const accumulator = AS_EXPRESSION.has(name) ? ACCUMULATORS.get(name) : undefined;
    if (operator) expressions[name] = operator;
    else if (accumulator) accumulators[name] = accumulator;
    else
      throw REFUSED.has(name)
        ? notSupported(name)
        : new CommandError(168, `Unrecognized expression '${name}'`);
  }
  return Context.init({ expression: expressions, accumulator: accumulators });
}

/** Compiles an expression; unknown operators are refused here, before any document is read. */
export function compileExpression(given: unknown): Expression {
  const expression = toPlainValue(given);
  if (typeof expression === 'string' && /^\$[^$.]+$/.test(expression)) {
    const name = expression.slice(1);
    return (doc) => (Object.hasOwn(doc, name) ? doc[name] : undefined);
  }
  const context = contextFor(expression);
  return (doc, variables = {}) => {
    try {
      const options = { context, variables, scriptEnabled: false } as unknown as Options;
      return evalExpr(doc, expression, options);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError(2, error instanceof Error ? error.message : String(error));
    }
  };
}
