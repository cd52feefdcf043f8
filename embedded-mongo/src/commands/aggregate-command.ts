import { encode } from '../bson/codec.ts';
import { type BsonDocument, isDocument, toNumber } from '../bson/values.ts';
import { notSupported } from '../errors.ts';
import { parsePipeline, type PipelineSource, runPipeline, splitQuery } from '../aggregate/pipeline.ts';
import { type Chunks, countMatches } from '../query/matches.ts';
import { runYielding } from '../query/yielding.ts';
import type { Command } from './context.ts';
import { hintOf } from './read-commands.ts';

function* encoded(chunks: Chunks<BsonDocument>): Chunks<Buffer> {
  for (const chunk of chunks) yield chunk.map(encode);
}

function* single(doc: Buffer): Chunks<Buffer> {
  yield [doc];
}

/** Drivers count documents with this group; the answer need not read any. */
const isCount = (argument: unknown): boolean =>
  isDocument(argument) &&
  Object.keys(argument).join() === '_id,n' &&
  toNumber(argument['_id']) === 1 &&
  isDocument(argument['n']) &&
  toNumber(argument['n']['$sum']) === 1;

export const aggregate: Command = async (request, { store, cursors }) => {
  request.required('pipeline', 'cursor');
  if (typeof request.get('aggregate') !== 'string') throw notSupported('aggregate on a database');
  const { ns, timeLimit } = request;
  const source: PipelineSource = {
    store,
    collection: store.catalogue.find(ns),
    variables: request.variables(),
    hint: hintOf(request),
    timeLimit,
  };
  const pipeline = request.pipeline();
  const { query, rest } = splitQuery(parsePipeline(pipeline), source);
  const batchSize = request.batchSize();
  if (source.collection && rest.length === 1 && rest[0]?.name === '$group' && isCount(rest[0].argument)) {
    const n = await runYielding(countMatches(store, source.collection, query));
    return cursors.start(ns, n === 0 ? (function* () {})() : single(encode({ _id: 1, n })), { batchSize });
  }
  return cursors.start(ns, encoded(runPipeline(pipeline, source)), { batchSize, timeLimit });
};
