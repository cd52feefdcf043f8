import type { Model } from 'mongoose';
import { mapWithBreaks } from '../kernel/breaks.ts';
import { readWithin } from '../kernel/read-within.ts';
import type { JsonObject } from '../validation/structure.ts';
import type { Definitions } from './definitions.ts';
import {
  conditionOf,
  type FoundStatement,
  type Bounds,
  type Condition,
  type FindStatements,
  type PageRequest,
  type Sought,
} from './find-statements.ts';
import type { Horizon } from './horizon.ts';
import { timeOf } from './position.ts';
import { tokenOf } from './search-keys.ts';
import type { StoredStatement } from './statement.model.ts';

/** Statements in one answer at the most. */
const PAGE = 500;
/** How many of the newest statements of an agent are looked at for its names. */
const NAMING = 50;
/** Bytes of statements that are read for one answer at the most; one alone may be larger. */
const MOST_BYTES = 4 * 1024 * 1024;

interface Deps {
  statements: Model<StoredStatement>;
  horizon: Horizon;
  definitions: Definitions;
  find: FindStatements;
}

/** A statement as it is read. */
export interface ReadStatement {
  position: string;
  json: string;
  stored: Date;
  /** Hashes of the attachments whose bytes are stored. */
  attachments: readonly string[];
  /** The platform that it belongs to; empty: none. */
  platform: string;
}

export interface StatementPage {
  statements: ReadStatement[];
  /** Whether there are more behind the last of them. */
  hasMore: boolean;
}

export interface ForwardEntry {
  position: string;
  id: string;
  json: string;
  attachments?: string[];
  platform?: string;
}

interface ForwardRequest {
  /** Position of the last that was read before. */
  after?: string | undefined;
  limit: number;
  /** Which of the stored documents. */
  condition?: Condition | undefined;
}

interface Identified {
  id: string;
  /** Whether the statement is asked for as a voided one. */
  voided: boolean;
}

const FORWARD = { position: 1, json: 1, attachments: 1, platform: 1 };

/**
 * Reads the next statements in the order of storing, up to where nothing can appear any more before them: who reads on
 * from the last position misses none. Voided ones and those that void are among them. Fewer come than are asked for
 * where more have no room; none only where there are none.
 */
const makeReadForward =
  ({ collection }: Model<StoredStatement>, horizon: Horizon) =>
  async ({ after, limit, condition = {} }: ForwardRequest): Promise<ForwardEntry[]> => {
    const position = { $lt: await horizon.position(), ...(after !== undefined && { $gt: after }) };
    const found = collection
      .find({ $and: [condition, { position }] } as never, { projection: FORWARD, batchSize: limit })
      .sort({ position: 1 })
      .limit(limit) as unknown as AsyncIterable<StoredStatement>;
    const { items } = await readWithin(found, MOST_BYTES);
    return items.map(({ _id, ...entry }) => ({ id: _id, ...entry }));
  };

/** Finds the names by which the newest statements call an agent. */
const makeFindNames =
  ({ collection }: Model<StoredStatement>) =>
  async (agent: string, bounds: Bounds = {}): Promise<string[]> => {
    const condition = { keys: tokenOf('agent', agent), actor: agent, ...conditionOf(bounds) };
    const found = collection
      .find(condition as never, { projection: { json: 1 }, batchSize: NAMING })
      .sort({ position: -1 })
      .limit(NAMING) as unknown as AsyncIterable<StoredStatement>;
    const { items } = await readWithin(found, MOST_BYTES);
    const names = await mapWithBreaks(
      items,
      ({ json }) => ((JSON.parse(json) as JsonObject)['actor'] as { name?: string }).name,
    );
    return [...new Set(names.filter((name) => name !== undefined))];
  };

/** How much of a page there is before something may still appear; the first of it in any case, so that it goes on. */
function settledCount(found: readonly FoundStatement[], end: string): number {
  const first = found.findIndex(({ position }) => position >= end);
  return first < 1 ? found.length : first;
}

const toRead = ({ json, position, attachments, platform }: FoundStatement): ReadStatement => ({
  json,
  position,
  stored: new Date(timeOf(position)),
  attachments: attachments ?? [],
  platform: platform ?? '',
});

/** What the record store answers from. */
export function makeReadStatements({ statements, horizon, definitions, find }: Deps) {
  const { collection } = statements;

  return {
    /** A statement by its id; voided ones only for who asks for them as such. */
    async find({ id, voided }: Identified, bounds: Bounds = {}): Promise<ReadStatement | undefined> {
      const found = (await collection.findOne(
        {
          ...conditionOf(bounds),
          _id: id.toLowerCase() as never,
          voided: voided ? true : { $ne: true },
        },
        { projection: { position: 1, json: 1, attachments: 1, platform: 1 } },
      )) as unknown as FoundStatement | null;
      return found ? toRead(found) : undefined;
    },

    /** One page of what is sought, newest first unless ascending: as many as are asked for, or have room. */
    async query(
      sought: Sought,
      { limit: asked, ...page }: Omit<PageRequest, 'bytes'>,
      bounds: Bounds = {},
    ): Promise<StatementPage> {
      const limit = Math.min(asked || PAGE, PAGE);
      // Asked before reading: what appears while this reads may lie before its end.
      const end = page.ascending ? await horizon.position() : '';
      const { items, isCut } = await find(sought, bounds, { ...page, limit: limit + 1, bytes: MOST_BYTES });
      const isWhole = items.length <= limit && !isCut;
      const count = isWhole || !page.ascending ? limit : Math.min(limit, settledCount(items, end));
      return {
        statements: items.slice(0, count).map(toRead),
        hasMore: isCut || items.length > count,
      };
    },

    readForward: makeReadForward(statements, horizon),
    findNames: makeFindNames(statements),

    /** Everything before this position is stored, or never will be. */
    horizon: (): Promise<string> => horizon.position(),

    /** What the statements of a tenant together say of activities; of those that they describe. */
    findDefinitions: definitions.find,
    /** What statements say of activities to a reader who is bound to platforms, or to none. */
    findKnownDefinitions: (ids: readonly string[], platforms: readonly string[] | undefined) =>
      definitions.findKnown(ids, platforms),
  };
}
