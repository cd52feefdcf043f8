import { type BsonDocument, isArray, isDocument } from '../bson/values.ts';
import { fieldsOf } from '../bson/stored-document.ts';
import { encodeValue } from '../bson/key-encoding.ts';
import { CommandError, notSupported } from '../errors.ts';
import { valuesAtPath } from '../query/paths.ts';
import type { Variables } from '../query/filter.ts';
import { type Chunks, matchesOf, type Query } from '../query/matches.ts';
import { setAtPath } from '../query/projection.ts';
import { parseSort } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { Store } from '../storage/store.ts';
import { compileDocumentStage } from './document-stages.ts';
import { compileExpression } from './expressions.ts';
import { countOf, documentOf, each, inChunks, type Stage, STAGES } from './stages.ts';

export interface PipelineSource {
  readonly store: Store;
  readonly db: string;
  readonly collection: Collection | undefined;
  readonly variables: Variables;
  readonly hint?: unknown;
}

interface NamedStage {
  readonly name: string;
  readonly argument: unknown;
}

function parseStage(stage: unknown): NamedStage {
  const [name, ...others] = isDocument(stage) ? Object.keys(stage) : [];
  if (!isDocument(stage) || name === undefined || others.length > 0) {
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  return { name, argument: stage[name] };
}

const KNOWN_ELSEWHERE = new Set([
  ...[
    '$out',
    '$merge',
    '$unionWith',
    '$graphLookup',
    '$geoNear',
    '$changeStream',
    '$redact',
    '$bucketAuto',
    '$sortByCount',
  ],
  ...[
    '$setWindowFields',
    '$densify',
    '$fill',
    '$collStats',
    '$indexStats',
    '$currentOp',
    '$documents',
    '$search',
  ],
]);

export function parsePipeline(pipeline: unknown): NamedStage[] {
  if (!isArray(pipeline)) throw new CommandError(14, `'pipeline' option must be specified as an array`);
  return pipeline.map(parseStage);
}

function compileStage({ name, argument }: NamedStage, source: PipelineSource): Stage {
  const change = compileDocumentStage(name, argument, source.variables);
  if (change) return each((doc) => [change(doc)]);
  if (Object.hasOwn(STAGES, name) && STAGES[name]) return STAGES[name](argument, source.variables);
  if (name === '$lookup') return lookup(argument, source);
  if (name === '$facet') return facet(argument, source);
  if (KNOWN_ELSEWHERE.has(name)) throw notSupported(`the stage ${name}`);
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

const facet = (argument: unknown, source: PipelineSource): Stage => {
  const facets = Object.entries(documentOf('$facet', argument)).map(([name, pipeline]) => ({
    name,
    stages: parsePipeline(pipeline).map((stage) => compileStage(stage, source)),
  }));
  return function* (input) {
    const docs: BsonDocument[] = [];
    for (const chunk of input) {
      docs.push(...chunk);
      yield [];
    }
    const result: BsonDocument = {};
    for (const { name, stages } of facets) {
      const found: BsonDocument[] = [];
      for (const chunk of through(stages, inChunks(docs))) {
        found.push(...chunk);
        yield [];
      }
      setAtPath(result, [name], found);
    }
    yield [result];
  };
};

interface LookupSpec {
  readonly from: Collection | undefined;
  readonly as: readonly string[];
  readonly localField: readonly string[] | undefined;
  readonly foreignField: string;
  readonly pipeline: unknown[] | undefined;
  readonly let: readonly (readonly [string, ReturnType<typeof compileExpression>])[];
}

function parseLookup(argument: unknown, { store, db }: PipelineSource): LookupSpec {
  const { from, as, localField, foreignField, pipeline, let: variables } = documentOf('$lookup', argument);
  if (typeof from !== 'string' || typeof as !== 'string')
    throw notSupported(`$lookup without 'from' and 'as'`);
  const joined = typeof localField === 'string' && typeof foreignField === 'string';
  if (!joined && !isArray(pipeline))
    throw new CommandError(9, '$lookup needs localField and foreignField or a pipeline');
  return {
    from: store.catalogue.find(`${db}.${from}`),
    as: as.split('.'),
    localField: joined ? localField.split('.') : undefined,
    foreignField: joined ? foreignField : '',
    pipeline: isArray(pipeline) ? pipeline : undefined,
    let: Object.entries(isDocument(variables) ? variables : {}).map(([name, value]) => [
      name,
      compileExpression(value),
    ]),
  };
}

function joinFilter({ localField, foreignField }: LookupSpec, doc: BsonDocument): BsonDocument {
  if (!localField) return {};
  const { values, throughArray } = valuesAtPath(fieldsOf(doc), localField);
  const wanted = values.map((value) => value ?? null);
  return { [foreignField]: throughArray || wanted.length !== 1 ? { $in: wanted } : { $eq: wanted[0] } };
}

function lookup(argument: unknown, source: PipelineSource): Stage {
  const spec = parseLookup(argument, source);
  const found = new Map<string, BsonDocument[]>();
  const fetch = (doc: BsonDocument): BsonDocument[] => {
    const filter = joinFilter(spec, doc);
    const variables = {
      ...source.variables,
      ...Object.fromEntries(
        spec.let.map(([name, compute]) => [name, compute(doc, source.variables) ?? null]),
      ),
    };
    const stages = [...(spec.localField ? [{ $match: filter }] : []), ...(spec.pipeline ?? [])];
    const key = encodeValue([filter, variables]).toString('latin1');
    const known = found.get(key);
    if (known) return known;
    const { store, db } = source;
    const docs = [...runPipeline(stages, { store, db, collection: spec.from, variables })].flat();
    if (found.size < 1000) found.set(key, docs);
    return docs;
  };
  return each((doc) => {
    const copy = { ...doc };
    setAtPath(copy, spec.as, fetch(doc).slice());
    return [copy];
  });
}

function through(stages: readonly Stage[], input: Chunks<BsonDocument>): Chunks<BsonDocument> {
  return stages.reduce((chunks, stage) => stage(chunks), input);
}

/** The stages at the beginning that a query can do, with an index: $match…, $sort, $skip, $limit. */
export function splitQuery(
  stages: readonly NamedStage[],
  source: PipelineSource,
): { query: Query; rest: readonly NamedStage[] } {
  const rest = [...stages];
  const take = (name: string): unknown => (rest[0]?.name === name ? rest.shift()?.argument : undefined);
  const filters: BsonDocument[] = [];
  for (let filter = take('$match'); filter !== undefined; filter = take('$match'))
    filters.push(documentOf('$match', filter));
  const order = take('$sort');
  const skip = rest[0]?.name === '$skip' ? countOf('$skip', rest.shift()?.argument, 0) : 0;
  const limit = rest[0]?.name === '$limit' ? countOf('$limit', rest[0].argument, 1) : 0;
  if (limit > 0) rest.shift();
  const query = {
    filter: filters.length === 1 && filters[0] ? filters[0] : filters.length === 0 ? {} : { $and: filters },
    sort: order === undefined ? undefined : parseSort(documentOf('$sort', order)),
    skip,
    limit,
    hint: source.hint,
    variables: source.variables,
  };
  return { query, rest };
}

function* documentsOf({ store, collection }: PipelineSource, query: Query): Chunks<BsonDocument> {
  for (const chunk of matchesOf(store.kv, collection, query)) yield chunk.map(({ doc }) => doc.toPlain());
}

/** Runs a pipeline on a collection, chunk by chunk. */
export function runPipeline(pipeline: unknown, source: PipelineSource): Chunks<BsonDocument> {
  const { query, rest } = splitQuery(parsePipeline(pipeline), source);
  const stages = rest.map((stage) => compileStage(stage, source));
  return through(stages, documentsOf(source, query));
}
