import { compareValues } from '../bson/compare.ts';
import { fieldsOf } from '../bson/stored-document.ts';
import {
  type BsonDocument,
  describe,
  isArray,
  isDocument,
  isTruthy,
  ownField,
  toNumber,
} from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { compileFilter, type Variables } from '../query/filter.ts';
import { type Chunks, window } from '../query/matches.ts';
import { setAtPath } from '../query/projection.ts';
import { parseSort, Sorter, sortKeyOf } from '../query/sort.ts';
import { Grouping } from './accumulators.ts';
import { compileExpression } from './expressions.ts';

/** A stage turns the documents before it into those after it. */
export type Stage = (input: Chunks<BsonDocument>) => Chunks<BsonDocument>;

export type CompileStage = (argument: unknown, variables: Variables) => Stage;

const CHUNK = 256;

export function* inChunks(docs: readonly BsonDocument[]): Chunks<BsonDocument> {
  for (let i = 0; i < docs.length; i += CHUNK) yield docs.slice(i, i + CHUNK);
}

export function documentOf(stage: string, argument: unknown): BsonDocument {
  if (isDocument(argument)) return argument;
  throw new CommandError(9, `the ${stage} specification must be an object`);
}

export function countOf(stage: string, argument: unknown, smallest: number): number {
  const count = toNumber(argument);
  if (count === undefined || !Number.isInteger(count) || count < smallest) {
    throw new CommandError(
      15957,
      `the argument of ${stage} must be a whole number of at least ${smallest}: ${describe(argument)}`,
    );
  }
  return count;
}

/** A stage that makes any number of documents of each one. */
export const each = (change: (doc: BsonDocument) => readonly BsonDocument[]): Stage =>
  function* (input) {
    for (const chunk of input) yield chunk.flatMap(change);
  };

/** A stage that has to see everything before it can say anything. */
const gather = (
  collect: () => { add: (doc: BsonDocument) => void; results: () => readonly BsonDocument[] },
): Stage =>
  function* (input) {
    const { add, results } = collect();
    for (const chunk of input) {
      chunk.forEach(add);
      yield [];
    }
    yield* inChunks(results());
  };

const match: CompileStage = (argument, variables) => {
  const filter = compileFilter(documentOf('$match', argument), variables);
  return each((doc) => (filter(fieldsOf(doc)) ? [doc] : []));
};

const group: CompileStage = (argument, variables) => {
  const { _id: id, ...output } = documentOf('$group', argument);
  if (id === undefined) throw new CommandError(15955, 'a group specification must include an _id');
  const key = compileExpression(id);
  return gather(() => {
    const grouping = new Grouping(output, variables);
    return { add: (doc) => grouping.add(key(doc, variables), doc), results: () => grouping.results() };
  });
};

const sort: CompileStage = (argument) => {
  const keyOf = sortKeyOf(parseSort(documentOf('$sort', argument)));
  return gather(() => {
    const sorter = new Sorter<BsonDocument>(0);
    return { add: (doc) => sorter.add(keyOf(fieldsOf(doc)), doc, 0), results: () => sorter.sorted() };
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

const count: CompileStage = (argument) => {
  if (typeof argument !== 'string' || argument === '' || argument.startsWith('$') || argument.includes('.')) {
    throw new CommandError(40156, 'the count field must be a non-empty string without $ and .');
  }
  return gather(() => {
    let total = 0;
    return { add: () => total++, results: () => (total === 0 ? [] : [{ [argument]: total }]) };
  });
};

function unwindSpec(argument: unknown): { path: string; indexField: string | undefined; keepEmpty: boolean } {
  const spec = typeof argument === 'string' ? { path: argument } : documentOf('$unwind', argument);
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = spec;
  if (typeof path !== 'string' || !path.startsWith('$')) {
    throw new CommandError(28818, 'path option to $unwind stage should be prefixed with a $');
  }
  return {
    path: path.slice(1),
    indexField: typeof includeArrayIndex === 'string' ? includeArrayIndex : undefined,
    keepEmpty: isTruthy(preserveNullAndEmptyArrays),
  };
}

const unwind: CompileStage = (argument) => {
  const { path, indexField, keepEmpty } = unwindSpec(argument);
  const parts = path.split('.');
  const valueOf = (doc: BsonDocument): unknown =>
    parts.reduce<unknown>((value, part) => (isDocument(value) ? ownField(value, part) : undefined), doc);
  const withElement = (doc: BsonDocument, value: unknown, index: number | null): BsonDocument => {
    const copy = { ...doc };
    if (value !== undefined) setAtPath(copy, parts, value);
    if (indexField !== undefined) setAtPath(copy, indexField.split('.'), index);
    return copy;
  };
  return each((doc) => {
    const value = valueOf(doc);
    if (isArray(value) && value.length > 0) return value.map((element, i) => withElement(doc, element, i));
    if (isArray(value) || value === undefined || value === null)
      return keepEmpty ? [withElement(doc, undefined, null)] : [];
    return [withElement(doc, undefined, null)];
  });
};

const bucket: CompileStage = (argument, variables) => {
  const { groupBy, boundaries, default: other, output } = documentOf('$bucket', argument);
  if (!isArray(boundaries) || boundaries.length < 2) {
    throw new CommandError(40192, 'The $bucket boundaries must be an array of at least 2 values');
  }
  if (boundaries.some((value, i) => i > 0 && compareValues(boundaries[i - 1], value) >= 0)) {
    throw new CommandError(40194, 'The $bucket boundaries must be in ascending order');
  }
  const value = compileExpression(groupBy);
  const fields = isDocument(output) ? output : { count: { $sum: 1 } };
  const bucketOf = (found: unknown): unknown => {
    const above = boundaries.findIndex((boundary) => compareValues(found ?? null, boundary) < 0);
    if (above > 0) return boundaries[above - 1];
    if (other !== undefined) return other;
    throw new CommandError(
      40066,
      '$bucket could not find a matching bucket for a value, and no default was specified',
    );
  };
  return gather(() => {
    const grouping = new Grouping(fields, variables);
    return {
      add: (doc) => grouping.add(bucketOf(value(doc, variables)), doc),
      results: () => grouping.results().sort((a, b) => compareValues(a['_id'], b['_id'])),
    };
  });
};

/** Reservoir sampling: every document has the same chance, whatever their number. */
const sample: CompileStage = (argument) => {
  const size = countOf('$sample', documentOf('$sample', argument)['size'], 1);
  return gather(() => {
    const kept: BsonDocument[] = [];
    let seen = 0;
    return {
      add: (doc) => {
        seen++;
        if (kept.length < size) kept.push(doc);
        else {
          const place = Math.floor(Math.random() * seen);
          if (place < size) kept[place] = doc;
        }
      },
      results: () => kept,
    };
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
  $bucket: bucket,
  $sample: sample,
};
