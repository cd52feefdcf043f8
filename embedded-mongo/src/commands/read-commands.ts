import { compareValues } from '../bson/compare.ts';
import { encodeValue } from '../bson/key-encoding.ts';
import { isArray } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { type Chunks, countMatches, type Match, matchesOf, type Query } from '../query/matches.ts';
import { valuesAtPath } from '../query/paths.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import { Puller, runYielding } from '../query/yielding.ts';
import type { Command, Commands } from './context.ts';
import { type Arguments, toBigInt } from './request.ts';

const REFUSED_OPTIONS = ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max'];

export function queryOf(args: Arguments, filterName: string): Query {
  args.refuseCollation();
  const limit = Math.abs(args.number('limit') ?? 0);
  return {
    filter: args.document(filterName) ?? {},
    sort: args.sort(),
    skip: skipOf(args),
    limit,
    hint: hintOf(args),
    variables: args.variables(),
  };
}

function skipOf(args: Arguments): number {
  const skip = args.number('skip') ?? 0;
  if (skip < 0) throw new CommandError(51024, `BSON field 'skip' value must be >= 0, actual value '${skip}'`);
  return skip;
}

/** Drivers send an empty document for "no hint". */
export function hintOf(args: Arguments): unknown {
  const hint = args.get('hint');
  return typeof hint === 'object' && hint !== null && Object.keys(hint).length === 0 ? undefined : hint;
}

function* project(chunks: Chunks<Match>, projection: Projection | undefined): Chunks<Buffer> {
  for (const chunk of chunks) {
    yield chunk.map(({ doc, position }) => (projection ? projection(doc, position) : doc.raw));
  }
}

const find: Command = (request, { store, cursors }) => {
  const refused = REFUSED_OPTIONS.find((name) => request.flag(name));
  if (refused) throw notSupported(`find with ${refused}`);
  const { ns } = request;
  const query = queryOf(request, 'filter');
  const projection = compileProjection(request.document('projection') ?? {});
  const matches = matchesOf(store.kv, store.catalogue.find(ns), query);
  const single = request.flag('singleBatch') || (request.number('limit') ?? 0) < 0;
  return cursors.start(ns, project(matches, projection), request.number('batchSize'), single);
};

const getMore: Command = (request, { cursors }) =>
  cursors.more(
    toBigInt(request.get('getMore')),
    `${request.db}.${request.text('collection')}`,
    request.number('batchSize'),
  );

const killCursors: Command = (request, { cursors }) => {
  const ids = request.get('cursors');
  if (!isArray(ids)) throw new CommandError(14, `field 'cursors' must be an array`);
  const killed = ids.filter((id) => cursors.kill(toBigInt(id)));
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  };
};

const count: Command = async (request, { store }) => {
  const collection = store.catalogue.find(request.ns);
  const query = queryOf(request, 'query');
  if (!collection) return { n: 0, ok: 1 };
  return { n: await runYielding(countMatches(store.kv, collection, query)), ok: 1 };
};

const distinct: Command = async (request, { store }) => {
  const parts = request.text('key').split('.');
  const matches = new Puller(
    matchesOf(store.kv, store.catalogue.find(request.ns), queryOf(request, 'query')),
  );
  const values = new Map<string, unknown>();
  while (!matches.done) {
    for (const { doc } of await matches.pull(256)) {
      for (const value of valuesAtPath(doc, parts).values) {
        if (value !== undefined) values.set(encodeValue(value).toString('latin1'), value);
      }
    }
  }
  return { values: [...values.values()].sort(compareValues), ok: 1 };
};

export const readCommands: Commands = { find, getMore, killCursors, count, distinct };
