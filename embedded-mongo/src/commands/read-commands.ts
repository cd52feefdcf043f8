import { compareValues } from '../bson/compare.ts';
import { encodeValue } from '../bson/key-encoding.ts';
import { isArray } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { OBJECT_BYTES, sizeInMemory } from '../memory.ts';
import { compileFilter } from '../query/filter.ts';
import { type Chunks, countMatches, type Match, matchesOf, type Query } from '../query/matches.ts';
import { valuesAtPath } from '../query/paths.ts';
import { compileProjection, type Projection } from '../query/projection.ts';
import type { TimeLimit } from '../query/time-limit.ts';
import { type Demand, makeDemand, Puller, runYielding } from '../query/yielding.ts';
import type { Command, Commands } from './context.ts';
import { type Arguments, toBigInt } from './request.ts';

export const queryOf = (
  args: Arguments,
  filterName: string,
  timeLimit?: TimeLimit,
  demand?: Demand,
): Query => ({
  filter: args.document(filterName) ?? {},
  sort: args.sort(),
  skip: args.whole('skip') ?? 0,
  limit: Math.abs(args.whole('limit') ?? 0),
  hint: hintOf(args),
  variables: args.variables(),
  timeLimit,
  demand,
});

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
  const { ns, timeLimit } = request;
  const limit = request.whole('limit') ?? 0;
  if (limit < 0)
    throw new CommandError(51024, `BSON field 'limit' value must be >= 0, actual value '${limit}'`);
  const demand = makeDemand();
  const query = queryOf(request, 'filter', timeLimit, demand);
  const projection = compileProjection(request.document('projection') ?? {}, query.variables ?? {});
  const matches = matchesOf(store, store.catalogue.find(ns), query);
  const single = request.flag('singleBatch');
  return cursors.start(ns, project(matches, projection), {
    batchSize: request.whole('batchSize'),
    single,
    timeLimit,
    demand,
  });
};

const getMore: Command = (request, { cursors }) => {
  const batchSize = request.whole('batchSize') ?? 0;
  return cursors.more(
    toBigInt(request.get('getMore')),
    `${request.db}.${request.text('collection')}`,
    batchSize === 0 ? undefined : batchSize,
  );
};

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
  const query = queryOf(request, 'query', request.timeLimit);
  if (!collection) {
    // A bad filter is refused all the same.
    compileFilter(query.filter, query.variables);
    return { n: 0, ok: 1 };
  }
  return { n: await runYielding(countMatches(store, collection, query)), ok: 1 };
};

const distinct: Command = async (request, { store }) => {
  const parts = keyOf(request).split('.');
  const matches = new Puller(
    matchesOf(store, store.catalogue.find(request.ns), queryOf(request, 'query', request.timeLimit)),
  );
  const claim = store.memory.claim('distinct');
  try {
    const values = new Map<string, unknown>();
    while (!matches.done) {
      for (const { doc } of await matches.pull(256)) {
        for (const value of valuesAtPath(doc, parts).values) {
          if (value === undefined) continue;
          const key = encodeValue(value).toString('latin1');
          if (values.has(key)) continue;
          claim.hold(OBJECT_BYTES + key.length + sizeInMemory(value));
          values.set(key, value);
        }
      }
    }
    return { values: [...values.values()].sort(compareValues), ok: 1 };
  } finally {
    claim.release();
  }
};

function keyOf(request: Arguments): string {
  request.required('key');
  const key = request.text('key');
  if (key.includes('\0')) throw new CommandError(2, 'the key of distinct cannot contain a null byte');
  return key;
}

export const readCommands: Commands = { find, getMore, killCursors, count, distinct };
