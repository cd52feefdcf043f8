import { isArray, isDocument, isTruthy } from '../../bson/values.ts';
import { CommandError } from '../../errors.ts';
import { type CompileOperator, type Expression, isNullish, namedOperands } from './operands.ts';
import { checkVariableName } from './paths.ts';

/** A list of three, or an object. */
function condOperands(argument: unknown): { if: unknown; then: unknown; else: unknown } {
  if (isDocument(argument)) {
    namedOperands('$cond', argument, { required: ['if', 'then', 'else'] }, COND_CODES);
    return { if: argument['if'], then: argument['then'], else: argument['else'] };
  }
  const given = isArray(argument) ? argument : [argument];
  if (given.length !== 3)
    throw new CommandError(
      16020,
      `Expression $cond takes exactly 3 arguments. ${given.length} were passed in.`,
    );
  return { if: given[0], then: given[1], else: given[2] };
}

const cond: CompileOperator = (argument, compile, names) => {
  const given = condOperands(argument);
  const test = compile(given.if, names);
  const then = compile(given.then, names);
  const otherwise = compile(given.else, names);
  return (doc, variables) =>
    isTruthy(test(doc, variables)) ? then(doc, variables) : otherwise(doc, variables);
};

const COND_CODES = { notObject: 16020, unknown: 17083, missing: 17080 };

const ifNull: CompileOperator = (argument, compile, names) => {
  if (!isArray(argument) || argument.length < 2)
    throw new CommandError(1257300, '$ifNull needs at least two arguments');
  const operands = argument.map((each) => compile(each, names));
  return (doc, variables) => {
    // All are computed, as in MongoDB: what is wrong with a later one is told.
    const values = operands.map((operand) => operand(doc, variables));
    return values.find((value) => !isNullish(value)) ?? values.at(-1);
  };
};

interface Branch {
  readonly test: Expression;
  readonly then: Expression;
}

const switchOver: CompileOperator = (argument, compile, names) => {
  const codes = { notObject: 40060, unknown: 40067, missing: 40068 };
  const spec = namedOperands('$switch', argument, { required: ['branches'], optional: ['default'] }, codes);
  if (!isArray(spec['branches'])) throw new CommandError(40061, `$switch expected an array for 'branches'`);
  if (spec['branches'].length === 0) throw new CommandError(40068, '$switch requires at least one branch');
  const branches = spec['branches'].map((branch): Branch => {
    const { case: test, then } = namedOperands(
      '$switch',
      branch,
      { required: ['case', 'then'] },
      { notObject: 40062, unknown: 40063, missing: isDocument(branch) && 'case' in branch ? 40065 : 40064 },
    );
    return { test: compile(test, names), then: compile(then, names) };
  });
  const otherwise = 'default' in spec ? compile(spec['default'], names) : undefined;
  return (doc, variables) => {
    const taken = branches.find(({ test }) => isTruthy(test(doc, variables)));
    if (taken) return taken.then(doc, variables);
    if (otherwise) return otherwise(doc, variables);
    throw new CommandError(40066, '$switch could not find a matching branch, and no default was specified');
  };
};

const letIn: CompileOperator = (argument, compile, names) => {
  const codes = { notObject: 16874, unknown: 16875, missing: 16876 };
  const spec = namedOperands('$let', argument, { required: ['vars', 'in'] }, codes);
  const { vars } = spec;
  if (!isDocument(vars)) throw new CommandError(10065, `invalid parameter: expected an object (vars)`);
  const values = Object.keys(vars).map((name) => {
    checkVariableName(name);
    return { name, compute: compile(vars[name], names) };
  });
  const body = compile(spec['in'], new Set([...names, ...Object.keys(vars)]));
  return (doc, variables) => {
    const inner = values.map(({ name, compute }) => [name, compute(doc, variables)]);
    return body(doc, { ...variables, ...(Object.fromEntries(inner) as Record<string, unknown>) });
  };
};

const literal: CompileOperator = (argument) => () => argument;

export const CONDITIONS: Readonly<Record<string, CompileOperator>> = {
  $cond: cond,
  $ifNull: ifNull,
  $switch: switchOver,
  $let: letIn,
  $literal: literal,
};
