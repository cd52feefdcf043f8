import { type BsonDocument, isDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { matchesOf, planFor, type Query } from '../query/matches.ts';
import type { IndexPlan, Plan } from '../query/planner.ts';
import { Puller } from '../query/yielding.ts';
import type { Command } from './context.ts';
import { queryOf } from './read-commands.ts';
import { fieldsOfCommand } from './command-fields.ts';
import { Arguments } from './request.ts';

const EXPLAINED: Readonly<Record<string, string>> = { find: 'filter', count: 'query', distinct: 'query' };

const describeScan = ({ index, reverse }: IndexPlan): BsonDocument => ({
  stage: 'IXSCAN',
  indexName: index.spec.name,
  keyPattern: index.spec.key,
  isMultiKey: index.multikey !== 0,
  direction: reverse ? 'backward' : 'forward',
});

function describeRead(plan: Plan): BsonDocument {
  if (plan.kind === 'collection')
    return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' };
  if (plan.kind === 'index') return { stage: 'FETCH', inputStage: describeScan(plan) };
  return { stage: 'FETCH', inputStage: { stage: 'OR', inputStages: plan.plans.map(describeScan) } };
}

function describePlan(plan: Plan, { sort = [] }: Query): BsonDocument {
  const read = describeRead(plan);
  if (sort.length === 0 || plan.sorted) return read;
  return {
    stage: 'SORT',
    sortPattern: Object.fromEntries(sort.map(({ path, direction }) => [path, direction])),
    inputStage: read,
  };
}

/** What a find, count or distinct would do: which index it reads, and whether it has to sort. */
export const explain: Command = async (request, { store }) => {
  const inner = request.document('explain') ?? {};
  const [name = ''] = Object.keys(inner);
  const filterName = Object.hasOwn(EXPLAINED, name) ? EXPLAINED[name] : undefined;
  if (filterName === undefined || !isDocument(inner)) {
    throw new CommandError(115, `explain of ${name} is not supported by the embedded store`);
  }
  const args = Arguments.of(inner, fieldsOfCommand(name) ?? {}, name);
  const ns = `${request.db}.${args.text(name)}`;
  const query = queryOf(args, filterName);
  const collection = store.catalogue.find(ns);
  const winningPlan = collection ? describePlan(planFor(collection, query), query) : { stage: 'EOF' };
  const matches = new Puller(matchesOf(store, collection, query));
  let nReturned = 0;
  while (!matches.done) nReturned += (await matches.pull(256)).length;
  return {
    queryPlanner: { namespace: ns, winningPlan, rejectedPlans: [] },
    executionStats: { executionSuccess: true, nReturned },
    ok: 1,
  };
};
