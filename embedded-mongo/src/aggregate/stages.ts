import { Int32, Long } from 'bson';
import { fieldsOf } from '../bson/stored-document.ts';
import {
  type BsonDocument,
  describe,
  isArray,
  isDocument,
  isNumeric,
  ownField,
  toNumber,
} from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import type { Memory, MemoryClaim } from '../memory.ts';
import { sizeInMemory } from '../memory.ts';
import { compileFilter } from '../query/filter.ts';
import { type Chunks, window } from '../query/matches.ts';
import { removeAtPath, setAtPath } from '../query/path-tree.ts';
import { parseSort, Sorter, sortKeyOf } from '../query/sort.ts';
import { Grouping } from './accumulators.ts';
import { compileExpression } from './expressions/compile.ts';
import type { Variables } from './expressions/operands.ts';
import { checkFieldPath } from './expressions/paths.ts';

/** A stage turns the documents before it into those after it. */
export type Stage = (input: Chunks<BsonDocument>) => Chunks<BsonDocument>;

interface StageContext {
  readonly variables: Variables;
  readonly memory: Memory;
}

type CompileStage = (argument: unknown, context: StageContext) => Stage;

const CHUNK = 256;

export function documentOf(stage: string, argument: unknown, code = 9): BsonDocument {
  if (isDocument(argument)) return argument;
  throw new CommandError(code, `the ${stage} specification must be an object`);
}

/** `$limit` and `$skip` take whole numbers of 64 bits. */
export function countOf(stage: string, argument: unknown, smallest: number): number {
  const count = isNumeric(argument) ? toNumber(argument) : undefined;
  if (count === undefined || !Number.isInteger(count) || count < smallest || count >= 2 ** 63) {
    throw new CommandError(
      stage === '$limit' && count === 0 ? 15958 : 5107200 + (stage === '$limit' ? 1 : 0),
      `the argument of ${stage} must be a whole number of at least ${smallest}: ${describe(argument)}`,
    );
  }
  return count;
}

/** A stage that makes any number of documents of each one, no more than a chunk at once. */
export const each = (change: (doc: BsonDocument) => Iterable<BsonDocument>): Stage =>
  function* (input) {
    for (const chunk of input) {
      let made: BsonDocument[] = [];
      for (const doc of chunk) {
        for (const result of change(doc)) {
          made.push(result);
          if (made.length < CHUNK) continue;
          yield made;
          made = [];
        }
      }
      yield made;
    }
  };

interface Gatherer {
  readonly add: (doc: BsonDocument) => void;
  readonly results: () => readonly BsonDocument[];
}

/** A stage that has to see everything before it can say anything. */
const gather = (memory: Memory, what: string, collect: (claim: MemoryClaim) => Gatherer): Stage =>
  function* (input) {
    const claim = memory.claim(what);
    try {
      const { add, results } = collect(claim);
      for (const chunk of input) {
        chunk.forEach(add);
        yield [];
      }
      const docs = results();
      for (let i = 0; i < docs.length; i += CHUNK) yield docs.slice(i, i + CHUNK);
    } finally {
      claim.release();
    }
  };

const match: CompileStage = (argument, { variables }) => {
  const filter = compileFilter(documentOf('$match', argument, 15959), variables);
  return each((doc) => (filter(fieldsOf(doc)) ? [doc] : []));
};

/** `{ a: 1 }` would be read as a projection by one, as a value by another. */
function refuseInclusion(id: unknown): void {
  if (!isDocument(id)) return;
  const field = Object.keys(id).find((name) => typeof id[name] === 'boolean' || isNumeric(id[name]));
  if (field !== undefined && !field.startsWith('$'))
    throw new CommandError(17390, `$group does not support inclusion-style expressions: '${field}'`);
}

const group: CompileStage = (argument, { variables, memory }) => {
  const { _id: id, ...output } = documentOf('$group', argument, 15947);
  if (id === undefined) throw new CommandError(15955, 'a group specification must include an _id');
  if ('$doingMerge' in output) throw notSupported('$doingMerge');
  refuseInclusion(id);
  const key = compileExpression(id, variables);
  const fields = Grouping.fieldsOf(output, variables);
  return gather(memory, '$group', (claim) => {
    const grouping = new Grouping(fields, variables, claim);
    return { add: (doc) => grouping.add(key(doc, variables), doc), results: () => grouping.results() };
  });
};

/** The order of a `$sort`, which cannot be empty. */
export function sortOf(argument: unknown): ReturnType<typeof parseSort> {
  const sort = parseSort(documentOf('$sort', argument, 15973));
  if (sort.length === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
  if (sort.some(({ path }) => path === '$natural')) throw notSupported('$natural in $sort');
  return sort;
}

const sort: CompileStage = (argument, { memory }) => {
  const keyOf = sortKeyOf(sortOf(argument));
  return gather(memory, '$sort', (claim) => {
    const sorter = new Sorter<BsonDocument>(0, claim);
    return {
      add: (doc) => sorter.add(keyOf(fieldsOf(doc)), doc, sizeInMemory(doc)),
      results: () => sorter.sorted(),
    };
  });
};

const limit: CompileStage = (argument) => {
  const count = countOf('$limit', argument, 1);
  return (input) => window(input, 0, count);
};

const skip: CompileStage = (argument) => {
  const count = countOf('$skip', argument, 0);
  return (input) => window(input, count, 0);
};

const count: CompileStage = (argument, { memory }) => {
  if (typeof argument !== 'string')
    throw new CommandError(40156, 'the count field must be a non-empty string');
  if (argument === '') throw new CommandError(40157, 'the count field must be a non-empty string');
  if (argument.startsWith('$')) throw new CommandError(40158, 'the count field cannot be a $-prefixed path');
  if (argument.includes('\0')) throw new CommandError(40159, 'the count field cannot contain a null byte');
  if (argument.includes('.')) throw new CommandError(40160, 'the count field cannot contain .');
  if (argument === '_id') throw new CommandError(9194001, 'the count field cannot be _id');
  return gather(memory, '$count', () => {
    let total = 0;
    return {
      add: () => total++,
      results: () =>
        total === 0 ? [] : [{ [argument]: total < 2 ** 31 ? new Int32(total) : Long.fromNumber(total) }],
    };
  });
};

interface UnwindSpec {
  readonly parts: readonly string[];
  readonly indexParts: readonly string[] | undefined;
  readonly keepEmpty: boolean;
}

const UNWIND_OPTIONS = new Set(['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays']);

function unwindSpec(argument: unknown): UnwindSpec {
  const spec = typeof argument === 'string' ? { path: argument } : documentOf('$unwind', argument, 15981);
  const unknown = Object.keys(spec).find((option) => !UNWIND_OPTIONS.has(option));
  if (unknown !== undefined)
    throw new CommandError(28811, `unrecognized option to $unwind stage: ${unknown}`);
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: keepEmpty } = spec;
  if (path === undefined) throw new CommandError(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new CommandError(28808, 'expected a string as the path for $unwind stage');
  if (keepEmpty !== undefined && typeof keepEmpty !== 'boolean')
    throw new CommandError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option');
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new CommandError(28810, 'expected a non-empty string for the includeArrayIndex option');
  if (!path.startsWith('$'))
    throw new CommandError(28818, 'path option to $unwind stage should be prefixed with a $');
  if (path === '$') throw new CommandError(16872, `'$' by itself is not a valid FieldPath`);
  if (typeof index === 'string' && index.startsWith('$'))
    throw new CommandError(
      28822,
      'includeArrayIndex option to $unwind stage should not be prefixed with a $',
    );
  for (const each of [path.slice(1), ...(index === undefined ? [] : [index])]) checkFieldPath(each);
  return {
    parts: path.slice(1).split('.'),
    indexParts: index?.split('.'),
    keepEmpty: keepEmpty === true,
  };
}

const unwind: CompileStage = (argument) => {
  const { parts, indexParts, keepEmpty } = unwindSpec(argument);
  const valueOf = (doc: BsonDocument): unknown =>
    parts.reduce<unknown>((value, part) => (isDocument(value) ? ownField(value, part) : undefined), doc);
  const indexed = (doc: BsonDocument, index: Long | null): BsonDocument => {
    if (!indexParts) return doc;
    const copy = { ...doc };
    setAtPath(copy, indexParts, index);
    return copy;
  };
  return each(function* (doc) {
    const value = valueOf(doc);
    if (isArray(value) && value.length > 0) {
      for (const [i, element] of value.entries()) {
        const copy = { ...doc };
        setAtPath(copy, parts, element);
        yield indexed(copy, Long.fromNumber(i));
      }
    } else if (isArray(value)) {
      if (!keepEmpty) return;
      const copy = { ...doc };
      removeAtPath(copy, parts);
      yield indexed(copy, null);
    } else if (keepEmpty || (value !== undefined && value !== null)) yield indexed(doc, null);
  });
};

export const STAGES: Readonly<Record<string, CompileStage>> = {
  $match: match,
  $group: group,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $count: count,
  $unwind: unwind,
};
