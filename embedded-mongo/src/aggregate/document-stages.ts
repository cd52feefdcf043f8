import { type BsonDocument, cloneValue, isArray, isDocument } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import type { Variables } from '../query/filter.ts';
import {
  addPath,
  excludeFrom,
  includeIn,
  parseProjection,
  type ParsedProjection,
  type PathTree,
  setComputed,
} from '../query/projection.ts';
import { compileExpression } from './expressions.ts';

/** A stage that makes one document of one document. */
export type DocumentChange = (doc: BsonDocument) => BsonDocument;

type Compile = (argument: unknown, variables: Variables) => DocumentChange;

function documentArgument(stage: string, argument: unknown): BsonDocument {
  if (isDocument(argument)) return argument;
  throw new CommandError(40272, `${stage} specification stage must be an object`);
}

/** `{ a: { b: expr } }` sets `a.b`; an operator document is an expression. */
function computedFields(
  spec: BsonDocument,
  prefix = '',
): { path: string; compute: ReturnType<typeof compileExpression> }[] {
  return Object.keys(spec).flatMap((name) => {
    const value = spec[name];
    const isNested =
      isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$');
    if (isNested) return computedFields(value, `${prefix}${name}.`);
    return [{ path: prefix + name, compute: compileExpression(value) }];
  });
}

const addFields: Compile = (argument, variables) => {
  const computed = computedFields(documentArgument('$addFields', argument));
  return (doc) => {
    const result = { ...doc };
    setComputed(result, computed, doc, variables);
    return result;
  };
};

const unset: Compile = (argument) => {
  const tree: PathTree = {};
  for (const path of isArray(argument) ? argument : [argument]) {
    if (typeof path !== 'string')
      throw new CommandError(31002, '$unset specification must be a string or an array of strings');
    addPath(tree, path);
  }
  return (doc) => excludeFrom(doc, tree) as BsonDocument;
};

function checkProjection({ changes }: ParsedProjection): void {
  const [path] = changes.keys();
  if (path !== undefined) throw notSupported(`a find projection's operator on '${path}' in $project`);
}

const project: Compile = (argument, variables) => {
  const parsed = parseProjection(documentArgument('$project', argument));
  checkProjection(parsed);
  const { mode, tree, computed } = parsed;
  return (doc) => {
    const result = (mode === 'include' ? includeIn(doc, tree) : excludeFrom(doc, tree)) as BsonDocument;
    setComputed(result, computed, doc, variables);
    return result;
  };
};

function replaceWith(expression: unknown, variables: Variables): DocumentChange {
  const compute = compileExpression(expression);
  return (doc) => {
    const result = compute(doc, variables);
    if (!isDocument(result))
      throw new CommandError(40228, 'the new root of $replaceRoot must evaluate to an object');
    return cloneValue(result) as BsonDocument;
  };
}

const STAGES: Readonly<Record<string, Compile>> = {
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $project: project,
  $replaceRoot: (argument, variables) =>
    replaceWith(documentArgument('$replaceRoot', argument)['newRoot'], variables),
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
  const [name = '', ...others] = isDocument(stage) ? Object.keys(stage) : [];
  const change =
    isDocument(stage) && others.length === 0 ? compileDocumentStage(name, stage[name], variables) : undefined;
  if (!change) throw new CommandError(40324, `'${name}' is not allowed to be used within an update`);
  return change;
}
