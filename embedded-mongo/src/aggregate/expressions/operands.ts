import { type BsonDocument, describe, isArray, isDocument } from '../../bson/values.ts';
import { CommandError } from '../../errors.ts';

/** The values of variables: `let` of a command, and what `$map`, `$filter` and `$let` name. */
export type Variables = Readonly<Record<string, unknown>>;

/** Computes an expression of the aggregation language on one document. Without a value it gives undefined. */
export type Expression = (doc: BsonDocument, variables: Variables) => unknown;

/** Compiles an expression within an operator; names are the variables that are known there. */
export type Compile = (expression: unknown, names: ReadonlySet<string>) => Expression;

export type CompileOperator = (argument: unknown, compile: Compile, names: ReadonlySet<string>) => Expression;

export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;

function checkCount(name: string, count: number, least: number, most: number): void {
  if (count >= least && count <= most) return;
  if (least === most)
    throw new CommandError(
      16020,
      `Expression ${name} takes exactly ${least} arguments. ${count} were passed in.`,
    );
  throw new CommandError(
    28667,
    `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${count} were passed in.`,
  );
}

/** An operator of a number of operands, given as a list, or as one that is not a list. */
export const operator =
  (
    name: string,
    [least, most]: readonly [number, number],
    compute: (...values: readonly unknown[]) => unknown,
  ): CompileOperator =>
  (argument, compile, names) => {
    const given = isArray(argument) ? argument : [argument];
    checkCount(name, given.length, least, most);
    const operands = given.map((each) => compile(each, names));
    return (doc, variables) => compute(...operands.map((operand) => operand(doc, variables)));
  };

/** The fields of an operator that takes them by name. */
export function namedOperands(
  name: string,
  argument: unknown,
  { required, optional = [] }: { required: readonly string[]; optional?: readonly string[] },
  codes: { notObject: number; unknown: number; missing: number },
): BsonDocument {
  if (!isDocument(argument))
    throw new CommandError(codes.notObject, `${name} only supports an object as its argument`);
  const unknown = Object.keys(argument).find((field) => ![...required, ...optional].includes(field));
  if (unknown !== undefined)
    throw new CommandError(codes.unknown, `Unrecognized parameter to ${name}: ${unknown}`);
  const missing = required.find((field) => !(field in argument));
  if (missing !== undefined)
    throw new CommandError(codes.missing, `Missing '${missing}' parameter to ${name}: ${describe(argument)}`);
  return argument;
}
