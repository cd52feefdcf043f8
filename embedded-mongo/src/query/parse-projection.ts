import { compileExpression } from '../aggregate/expressions/compile.ts';
import type { Expression, Variables } from '../aggregate/expressions/operands.ts';
import { checkFieldPath } from '../aggregate/expressions/paths.ts';
import { fieldsOf } from '../bson/stored-document.ts';
import { type BsonDocument, isArray, isDocument, isNumeric, isTruthy, toNumber } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { compileField } from './filter.ts';
import { addParents, addPath, type PathTree } from './path-tree.ts';

export type Change = (value: unknown, position: number) => unknown;

export interface ParsedProjection {
  readonly mode: 'include' | 'exclude';
  readonly tree: PathTree;
  readonly changes: ReadonlyMap<string, Change>;
  /** Fields whose values come last. */
  readonly appended: ReadonlySet<string>;
  readonly computed: readonly { readonly path: string; readonly compute: Expression }[];
}

function wholeNumber(value: unknown): number | undefined {
  const number = toNumber(value);
  return number === undefined ? undefined : Math.trunc(number);
}

function slice(argument: unknown): Change {
  if (isArray(argument) && argument.length !== 2)
    throw new CommandError(28667, 'Invalid $slice: a list has to have a position and a count');
  const [first, second] = (isArray(argument) ? argument : [argument]).map(wholeNumber);
  if (first === undefined) throw new CommandError(28667, 'Invalid $slice: numbers are needed');
  if (second !== undefined && second <= 0)
    throw new CommandError(28724, 'the second argument of $slice must be positive');
  return (value) => {
    if (!isArray(value)) return value;
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + second);
  };
}

function firstElement(argument: unknown): Change {
  const matches = compileField('value', { $elemMatch: argument });
  return (value) => {
    if (!isArray(value)) return undefined;
    const found = value.find((each) => matches(fieldsOf({ value: [each] })));
    return found === undefined ? undefined : [found];
  };
}

const matchedElement: Change = (value, position) => {
  if (!isArray(value)) return value;
  if (position >= value.length)
    throw new CommandError(51247, 'the positional projection found its match in another, longer array');
  if (position < 0)
    throw new CommandError(51246, 'the positional projection did not find its match in the query');
  return [value[position]];
};

interface ProjectionOptions {
  readonly variables: Variables;
  /** A find's projection has operators of its own; in a stage all of them are expressions. */
  readonly isFind: boolean;
}

class ProjectionParser {
  private readonly options: ProjectionOptions;
  private readonly all: PathTree = {};
  private readonly included: PathTree = {};
  private readonly excluded: PathTree = {};
  private readonly changes = new Map<string, Change>();
  private readonly appended = new Set<string>();
  private readonly sliced: string[] = [];
  private readonly computed: { path: string; compute: Expression }[] = [];
  private mode: 'include' | 'exclude' | undefined;
  private showId: boolean | undefined;
  private positional: string | undefined;

  constructor(options: ProjectionOptions) {
    this.options = options;
  }

  parse(spec: BsonDocument): ParsedProjection {
    for (const path of Object.keys(spec)) this.addField(path, spec[path]);
    this.mode ??= this.showId === true ? 'include' : 'exclude';
    if (this.mode === 'include') this.completeInclusion();
    else if (this.showId === false) addPath(this.excluded, '_id');
    if (this.mode === 'exclude' && this.positional !== undefined)
      throw new CommandError(31395, 'positional projection cannot be used with exclusion');
    return {
      mode: this.mode,
      tree: this.mode === 'include' ? this.included : this.excluded,
      changes: this.changes,
      appended: this.appended,
      computed: this.computed,
    };
  }

  /** An inclusion has what it slices, and `_id` unless the client says otherwise or computes it. */
  private completeInclusion(): void {
    for (const path of this.sliced) addPath(this.included, path);
    const isSettled = Object.hasOwn(this.included, '_id') || this.computed.some(({ path }) => path === '_id');
    if (this.showId !== false && !isSettled) addPath(this.included, '_id');
  }

  private settle(mode: 'include' | 'exclude', path: string): void {
    if (this.mode !== undefined && this.mode !== mode) {
      throw mode === 'include'
        ? new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
        : new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    }
    this.mode = mode;
  }

  private addField(path: string, value: unknown): void {
    if (this.options.isFind && path.endsWith('.$')) this.addPositional(path.slice(0, -2), value);
    else {
      checkFieldPath(path);
      if (isDocument(value)) this.addDocument(path, value);
      else if (typeof value !== 'boolean' && !isNumeric(value)) this.addComputed(path, value);
      else this.addFlag(path, isTruthy(value));
    }
  }

  private addFlag(path: string, shown: boolean): void {
    addPath(this.all, path);
    if (path === '_id') this.showId = shown;
    else {
      this.settle(shown ? 'include' : 'exclude', path);
      addPath(shown ? this.included : this.excluded, path);
    }
  }

  private addPositional(path: string, value: unknown): void {
    checkFieldPath(path);
    if (this.positional !== undefined)
      throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
    if ((typeof value !== 'boolean' && !isNumeric(value)) || !isTruthy(value))
      throw new CommandError(31395, 'positional projection cannot be used with a literal or exclusion');
    this.positional = path;
    addPath(this.all, path);
    this.settle('include', path);
    addPath(this.included, path);
    this.changes.set(path, matchedElement);
  }

  private addDocument(path: string, value: BsonDocument): void {
    const [operator, ...others] = Object.keys(value);
    if (operator === undefined)
      throw new CommandError(51270, `An empty sub-projection is not a valid value: '${path}'`);
    if (!operator.startsWith('$'))
      for (const name of Object.keys(value)) this.addField(`${path}.${name}`, value[name]);
    else if (operator === '$meta') throw notSupported('$meta');
    else if (this.options.isFind && others.length > 0)
      throw new CommandError(15983, `only one operator may stand at '${path}'`);
    else if (this.options.isFind && operator === '$slice' && isSliceOfField(value[operator])) {
      addPath(this.all, path);
      this.changes.set(path, slice(value[operator]));
      this.sliced.push(path);
    } else if (this.options.isFind && operator === '$elemMatch') this.addElemMatch(path, value[operator]);
    else this.addComputed(path, value);
  }

  private addElemMatch(path: string, condition: unknown): void {
    if (path.includes('.'))
      throw new CommandError(31275, 'Cannot use $elemMatch projection on a nested field.');
    if (!isDocument(condition)) throw new CommandError(31274, 'elemMatch: Invalid argument, object required');
    addPath(this.all, path);
    this.settle('include', path);
    addPath(this.included, path);
    this.appended.add(path);
    this.changes.set(path, firstElement(condition));
  }

  private addComputed(path: string, expression: unknown): void {
    const compute = compileExpression(expression, this.options.variables);
    if (this.mode === 'exclude')
      throw new CommandError(31252, `Cannot use an expression in an exclusion projection: ${path}`);
    addPath(this.all, path);
    this.settle('include', path);
    addParents(this.included, path.split('.').slice(0, -1));
    this.computed.push({ path, compute });
  }
}

const isSliceOfField = (argument: unknown): boolean =>
  toNumber(argument) !== undefined ||
  (isArray(argument) && argument.every((each) => toNumber(each) !== undefined));

export const parseProjection = (spec: BsonDocument, options: ProjectionOptions): ParsedProjection =>
  new ProjectionParser(options).parse(spec);
