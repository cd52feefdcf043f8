import { type BsonDocument, isArray, isDocument } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import { type Chunks, matchesOf, type Query } from '../query/matches.ts';
import type { TimeLimit } from '../query/time-limit.ts';
import type { Collection } from '../storage/collection.ts';
import type { Store } from '../storage/store.ts';
import { compileDocumentStage } from './document-stages.ts';
import type { Variables } from './expressions/operands.ts';
import { countOf, documentOf, each, sortOf, type Stage, STAGES } from './stages.ts';

export interface PipelineSource {
  readonly store: Store;
  readonly collection: Collection | undefined;
  readonly variables: Variables;
  readonly hint?: unknown;
  readonly timeLimit?: TimeLimit | undefined;
}

interface NamedStage {
  readonly name: string;
  readonly argument: unknown;
}

function parseStage(stage: unknown): NamedStage {
  if (!isDocument(stage)) throw new CommandError(14, 'Each element of the pipeline array must be an object');
  const [name, ...others] = Object.keys(stage);
  if (name === undefined || others.length > 0) {
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  return { name, argument: stage[name] };
}

/** What MongoDB has and this store does not; any other name is no stage at all. */
const ELSEWHERE = new Set([
  ...['$out', '$merge', '$unionWith', '$graphLookup', '$geoNear', '$changeStream', '$redact', '$bucketAuto'],
  ...['$lookup', '$facet', '$bucket', '$sample', '$sortByCount', '$setWindowFields', '$densify', '$fill'],
  ...['$collStats', '$indexStats', '$currentOp', '$documents', '$search', '$searchMeta', '$vectorSearch'],
  ...['$planCacheStats', '$listSessions', '$listLocalSessions', '$rankFusion', '$querySettings'],
]);

const MAX_STAGES = 1000;

export function parsePipeline(pipeline: unknown): NamedStage[] {
  if (!isArray(pipeline)) throw new CommandError(14, `'pipeline' option must be specified as an array`);
  if (pipeline.length > MAX_STAGES)
    throw new CommandError(7749501, `Pipeline length must be no longer than ${MAX_STAGES} stages.`);
  return pipeline.map(parseStage);
}

function compileStage({ name, argument }: NamedStage, { store, variables }: PipelineSource): Stage {
  const change = compileDocumentStage(name, argument, variables);
  if (change) return each((doc) => [change(doc)]);
  const stage = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (stage) return stage(argument, { variables, memory: store.memory });
  if (ELSEWHERE.has(name)) throw notSupported(`the stage ${name}`);
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

/** The stages at the beginning that a query can do, with an index: $match…, $sort, $skip, $limit. */
export function splitQuery(
  stages: readonly NamedStage[],
  { hint, variables, timeLimit }: PipelineSource,
): { query: Query; rest: readonly NamedStage[] } {
  const rest = [...stages];
  const filters: BsonDocument[] = [];
  while (rest[0]?.name === '$match') filters.push(documentOf('$match', rest.shift()?.argument, 15959));
  const sort = rest[0]?.name === '$sort' ? sortOf(rest.shift()?.argument) : undefined;
  const skip = rest[0]?.name === '$skip' ? countOf('$skip', rest.shift()?.argument, 0) : 0;
  const limit = rest[0]?.name === '$limit' ? countOf('$limit', rest.shift()?.argument, 1) : 0;
  const filter =
    filters.length === 1 && filters[0] ? filters[0] : filters.length === 0 ? {} : { $and: filters };
  return { query: { filter, sort, skip, limit, hint, variables, timeLimit }, rest };
}

function* documentsOf({ store, collection }: PipelineSource, query: Query): Chunks<BsonDocument> {
  for (const chunk of matchesOf(store, collection, query)) yield chunk.map(({ doc }) => doc.toDocument());
}

/** Runs a pipeline on a collection, chunk by chunk. Everything in it is checked before the first document is read. */
export function runPipeline(pipeline: unknown, source: PipelineSource): Chunks<BsonDocument> {
  const { query, rest } = splitQuery(parsePipeline(pipeline), source);
  compileFilter(query.filter, query.variables);
  const stages = rest.map((stage) => compileStage(stage, source));
  return stages.reduce((chunks, stage) => stage(chunks), documentsOf(source, query));
}
