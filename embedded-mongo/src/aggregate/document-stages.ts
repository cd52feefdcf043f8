import { type BsonDocument, cloneValue, isArray, isDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { parseProjection } from '../query/parse-projection.ts';
import { addPath, excludeFrom, type PathTree } from '../query/path-tree.ts';
import { projectDocument, setComputed } from '../query/projection.ts';
import { typeNameOf } from '../query/type-names.ts';
import { compileExpression } from './expressions/compile.ts';
import type { Expression, Variables } from './expressions/operands.ts';
import { checkFieldPath } from './expressions/paths.ts';

/** A stage that makes one document of one document. */
export type DocumentChange = (doc: BsonDocument) => BsonDocument;

type Compile = (argument: unknown, variables: Variables) => DocumentChange;

function documentArgument(stage: string, argument: unknown, code: number): BsonDocument {
  if (isDocument(argument)) return argument;
  throw new CommandError(code, `${stage} specification stage must be an object, got ${typeNameOf(argument)}`);
}

interface ComputedField {
  readonly path: string;
  readonly compute: Expression;
}

/** `{ a: { b: expr } }` sets `a.b`; an operator document is an expression. */
function computedFields(spec: BsonDocument, variables: Variables, prefix = ''): ComputedField[] {
  return Object.keys(spec).flatMap((name) => {
    const value = spec[name];
    checkFieldPath(name);
    if (prefix !== '' && name.includes('.'))
      throw new CommandError(
        40183,
        `FieldPath field names may not contain '.' in a nested object: '${name}'`,
      );
    const isNested = isDocument(value) && !Object.keys(value)[0]?.startsWith('$');
    if (!isNested) return [{ path: prefix + name, compute: compileExpression(value, variables) }];
    if (Object.keys(value).length === 0)
      throw new CommandError(40180, `an empty object is not a valid value: '${prefix}${name}'`);
    return computedFields(value, variables, `${prefix}${name}.`);
  });
}

const addFields: Compile = (argument, variables) => {
  const computed = computedFields(documentArgument('$addFields', argument, 40272), variables);
  if (computed.length === 0)
    throw new CommandError(40177, '$addFields specification must have at least one field');
  const tree: PathTree = {};
  for (const { path } of computed) addPath(tree, path, 40176);
  return (doc) => {
    const result = { ...doc };
    setComputed(result, computed, doc, variables);
    return result;
  };
};

const unset: Compile = (argument) => {
  const tree: PathTree = {};
  const paths = isArray(argument) ? argument : [argument];
  if (paths.length === 0)
    throw new CommandError(
      31119,
      '$unset specification must be a string or an array with at least one field',
    );
  for (const path of paths) {
    if (typeof path !== 'string')
      throw new CommandError(
        isArray(argument) ? 31120 : 31002,
        '$unset specification must be a string or an array of strings',
      );
    checkFieldPath(path);
    addPath(tree, path);
  }
  return (doc) => excludeFrom(doc, tree) as BsonDocument;
};

const project: Compile = (argument, variables) => {
  const spec = documentArgument('$project', argument, 15969);
  if (Object.keys(spec).length === 0)
    throw new CommandError(51272, 'projection specification must have at least one field');
  const parsed = parseProjection(spec, { variables, isFind: false });
  return (doc) => projectDocument(parsed, doc, variables);
};

function replaceWith(expression: unknown, variables: Variables): DocumentChange {
  const compute = compileExpression(expression, variables);
  return (doc) => {
    const result = compute(doc, variables);
    if (!isDocument(result))
      throw new CommandError(
        40228,
        `the new root of $replaceRoot must evaluate to an object, not ${typeNameOf(result)}`,
      );
    return cloneValue(result) as BsonDocument;
  };
}

function newRootOf(argument: unknown): unknown {
  const { newRoot, ...others } = documentArgument('$replaceRoot', argument, 40229);
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new CommandError(40415, `BSON field '$replaceRoot.${other}' is an unknown field.`);
  if (newRoot === undefined) throw new CommandError(40231, 'no newRoot specified for the $replaceRoot stage');
  return newRoot;
}

const STAGES: Readonly<Record<string, Compile>> = {
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $project: project,
  $replaceRoot: (argument, variables) => replaceWith(newRootOf(argument), variables),
  $replaceWith: replaceWith,
};

export function compileDocumentStage(
  name: string,
  argument: unknown,
  variables: Variables = {},
): DocumentChange | undefined {
  return Object.hasOwn(STAGES, name) ? STAGES[name]?.(argument, variables) : undefined;
}

/** A stage of an update by pipeline, where only stages of this kind make sense. */
export function compileUpdateStage(stage: unknown, variables: Variables = {}): DocumentChange {
  if (!isDocument(stage)) throw new CommandError(14, 'Each element of the pipeline array must be an object');
  const [name = '', ...others] = Object.keys(stage);
  if (name === '' || others.length > 0)
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  const change = compileDocumentStage(name, stage[name], variables);
  if (change) return change;
  if (name === '$match' || name === '$group' || name === '$sort' || name === '$limit' || name === '$unwind')
    throw new CommandError(72, `${name} is not allowed to be used within an update`);
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
}
