import type { Model } from 'mongoose';
import { readWithin, type ReadWithin } from '../kernel/read-within.ts';
import { afterTime } from './position.ts';
import { pairOf, tokenOf } from './search-keys.ts';
import type { StoredStatement } from './statement.model.ts';

/** What readers may see. */
export interface Bounds {
  /** Ids of platforms. */
  platforms?: readonly string[] | undefined;
  /** Ids of courses: activities that group what may be seen. */
  courses?: readonly string[] | undefined;
  /** Key of the agent that vouches for what may be seen. */
  authority?: string | undefined;
}

/** Which statements are sought. */
export interface Sought {
  /** Key of an agent. */
  agent?: string | undefined;
  verb?: string | undefined;
  activity?: string | undefined;
  registration?: string | undefined;
  relatedAgents?: boolean | undefined;
  relatedActivities?: boolean | undefined;
  /** Stored after this time, in milliseconds. */
  since?: number | undefined;
  /** Stored at this time or before. */
  until?: number | undefined;
}

export interface PageRequest {
  limit: number;
  /** Bytes of statements at the most; the first has room in any case. */
  bytes: number;
  ascending: boolean;
  /** Position at which the page before ended. */
  after?: string | undefined;
}

export type FoundStatement = Pick<StoredStatement, 'position' | 'json' | 'attachments' | 'platform'>;

type Placed = Pick<StoredStatement, 'position'>;

/** A filter of MongoDB. */
export type Condition = Record<string, unknown>;

/** Which index finds a page without reading more than it: nothing that a planner should try out. */
const BY_KEYS = { keys: 1, position: 1 } as const;
const BY_POSITION = { position: 1 } as const;

const PLACE = { _id: 0, position: 1 };
const FIELDS = { _id: 0, position: 1, json: 1, attachments: 1, platform: 1 };

/** Limits to what a reader may see, as a condition. */
export const conditionOf = ({ platforms, courses, authority }: Bounds): Condition => ({
  ...(platforms && { platform: { $in: [...platforms] } }),
  ...(courses && { groupings: { $in: [...courses] } }),
  ...(authority !== undefined && { authority: tokenOf('authority', authority) }),
});

const agentTokens = (agent: string, related: boolean | undefined): string[] => [
  tokenOf('agent', agent),
  ...(related ? [tokenOf('related agent', agent), tokenOf('authority', agent)] : []),
];

const activityTokens = (activity: string, related: boolean | undefined): string[] => [
  tokenOf('activity', activity),
  ...(related ? [tokenOf('related activity', activity)] : []),
];

const combine = (lists: string[][]): string[][] =>
  lists.reduce<string[][]>(
    (combined, tokens) => combined.flatMap((head) => tokens.map((token) => [...head, token])),
    [[]],
  );

/**
 * Sets of tokens of which a statement has to have one whole, the one that the fewest statements have first in each: the
 * index is read by that.
 */
function tokenSets(sought: Sought): string[][] {
  const { agent, verb, activity, registration, relatedAgents, relatedActivities } = sought;
  const pair = (a: string | undefined, b: string | undefined): string[][] =>
    a === undefined || b === undefined ? [] : [[pairOf(a, b)]];
  const verbToken = verb === undefined ? undefined : tokenOf('verb', verb);
  const agentToken = agent === undefined || relatedAgents ? undefined : tokenOf('agent', agent);
  const activityToken =
    activity === undefined || relatedActivities ? undefined : tokenOf('activity', activity);
  return combine([
    ...(registration === undefined ? [] : [[tokenOf('registration', registration.toLowerCase())]]),
    ...pair(agentToken, activityToken),
    ...pair(agentToken, verbToken),
    ...pair(verbToken, activityToken),
    ...(agent === undefined ? [] : [agentTokens(agent, relatedAgents)]),
    ...(activity === undefined ? [] : [activityTokens(activity, relatedActivities)]),
    ...(verbToken === undefined ? [] : [[verbToken]]),
  ]).filter((tokens) => tokens.length > 0);
}

/** Without a filter the index is read by what the reader may see. */
function boundSets({ platforms, courses, authority }: Bounds): string[][] {
  if (authority !== undefined) return [[tokenOf('authority', authority)]];
  if (courses) return courses.map((id) => [tokenOf('related activity', id)]);
  return platforms?.map((id) => [tokenOf('platform', id)]) ?? [];
}

/** One statement has to fulfil a filter alone: not the reference a part of it and what it refers to the rest. */
const tokensCondition = (tokens: readonly string[]): Condition =>
  tokens.length === 1
    ? { keys: tokens[0] ?? '' }
    : {
        keys: { $all: [...tokens] },
        $or: [{ sets: { $exists: false } }, { sets: { $elemMatch: { keys: { $all: [...tokens] } } } }],
      };

function positionRange({ since, until }: Sought, { ascending, after }: PageRequest): Condition {
  const low = [since === undefined ? undefined : afterTime(since), ascending ? after : undefined];
  const position = {
    ...(low.some((bound) => bound !== undefined) && {
      $gt: low.reduce<string>((a, b) => (b !== undefined && b > a ? b : a), ''),
    }),
    ...(until !== undefined && { $lte: afterTime(until) }),
    ...(!ascending && after !== undefined && { $lt: after }),
  };
  return Object.keys(position).length > 0 ? { position } : {};
}

/** The first positions of several lists together. */
function firstOf(lists: readonly Placed[][], { ascending, limit }: PageRequest): string[] {
  const sign = ascending ? 1 : -1;
  const positions = [...new Set(lists.flat().map(({ position }) => position))];
  return positions.sort((a, b) => (a < b ? -sign : sign)).slice(0, limit);
}

/**
 * Finds statements by the filters of the statements resource, in the order of storing, newest first unless ascending,
 * as many as are asked for or have room.
 */
export function makeFindStatements(statements: Model<StoredStatement>) {
  const { collection } = statements;

  function open<T>(condition: Condition, projection: object, hint: object, page: PageRequest) {
    return collection
      .find(condition as never, { projection, batchSize: page.limit, hint: hint as never })
      .sort({ position: page.ascending ? 1 : -1 })
      .limit(page.limit) as unknown as AsyncIterable<T> & { toArray: () => Promise<T[]> };
  }

  /** What several sets of tokens find, of each the places first: their statements may be far more than a page. */
  async function inSeveral(conditions: readonly Condition[], page: PageRequest): Promise<Condition> {
    const lists = await Promise.all(
      conditions.map((condition) => open<Placed>(condition, PLACE, BY_KEYS, page).toArray()),
    );
    return { position: { $in: firstOf(lists, page) } };
  }

  return async (sought: Sought, bounds: Bounds, page: PageRequest): Promise<ReadWithin<FoundStatement>> => {
    const ofFilters = tokenSets(sought);
    const sets = ofFilters.length > 0 ? ofFilters : boundSets(bounds);
    const rest = { ...conditionOf(bounds), ...positionRange(sought, page), voided: { $ne: true } };
    const conditions = sets.map((tokens) => ({ ...tokensCondition(tokens), ...rest }));
    const [first = rest] = conditions;
    const found =
      conditions.length > 1
        ? open<FoundStatement>(await inSeveral(conditions, page), FIELDS, BY_POSITION, page)
        : open<FoundStatement>(first, FIELDS, sets.length > 0 ? BY_KEYS : BY_POSITION, page);
    return readWithin(found, page.bytes);
  };
}

export type FindStatements = ReturnType<typeof makeFindStatements>;
