import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { credentialModel } from '../access/credential.model.ts';
import { makeCredentials } from '../access/credentials.ts';
import { XAPI_VERSION } from '../statements/build-statement.ts';
import type { XapiStatement } from '../statements/statement.ts';
import { agentKey } from './agent-key.ts';
import { statementModel, type StoredStatement } from './statement.model.ts';
import { positionOf, toCondition, type StatementQuery } from './statement-query.ts';

/** Statements in one answer at the most. */
const PAGE = 500;

interface Deps {
  connection: Connection;
  clock: { now(): Date };
  /** Who vouches for the statements that the tool itself stores. */
  homePage: string;
}

export interface StatementPage {
  /** Each statement as JSON. */
  statements: string[];
  /** Position after which the next page begins; undefined on the last. */
  after: string | undefined;
}

function makeToStored({ homePage }: Deps) {
  const authority = { objectType: 'Agent', account: { homePage, name: 'chuyen-de' } };
  // Tells processes apart that store in the same millisecond: no two positions may be equal.
  const process = randomBytes(3).toString('hex');
  let counter = 0;
  /** What the store adds to a statement, as JSON. */
  const added = (stored: Date): string =>
    JSON.stringify({ stored: stored.toISOString(), authority, version: XAPI_VERSION }).slice(1);

  return (statement: object, stored: Date): StoredStatement => {
    const { id, actor, verb, object, context } = statement as XapiStatement;
    counter = (counter + 1) % 0x7fffffff;
    return {
      _id: id,
      // Joined as text: thirty statements and more are stored for each exam.
      json: `${JSON.stringify(statement).slice(0, -1)},${added(stored)}`,
      stored,
      position: positionOf(stored, `${counter.toString(36).padStart(6, '0')}-${process}`),
      actor: agentKey(actor) ?? '',
      verb: verb.id,
      activity: object.id,
      ...(context?.registration !== undefined && { registration: context.registration }),
    };
  };
}

/** The record store in this process: what the tool records, for analysts to query. */
export function makeRecordStore(deps: Deps) {
  const statements = statementModel(deps.connection);
  const credentials = credentialModel(deps.connection);
  const toStored = makeToStored(deps);
  const { clock } = deps;
  /** When each insertion under way began. */
  const underWay = new Set<Date>();

  return {
    models: [statements, credentials],
    credentials: makeCredentials({ ...deps, credentials }),

    /** Stores statements of the tool's own making; those already there stay as they are. */
    async store(batch: object[]): Promise<void> {
      if (batch.length === 0) return;
      const stored = clock.now();
      underWay.add(stored);
      try {
        const entries = batch.map((statement) => toStored(statement, stored));
        await statements.collection.insertMany(entries as never[], { ordered: false });
      } catch (error) {
        if (!isDuplicatesOnly(error)) throw error;
      } finally {
        underWay.delete(stored);
      }
    },

    /**
     * The time up to which everything stored through this process can be found.
     * @see xAPI 1.0.3 Communication §2.1.3, X-Experience-API-Consistent-Through
     */
    consistentThrough(): Date {
      const earliest = Math.min(
        clock.now().getTime(),
        ...[...underWay].map((stored) => stored.getTime() - 1),
      );
      return new Date(earliest);
    },

    /** One statement as JSON. */
    async find(statementId: string): Promise<string | undefined> {
      return (await statements.findById(statementId, { json: 1 }).lean())?.json;
    },

    /** One page of what a query asks, newest first unless it says `ascending`. */
    async query(query: StatementQuery): Promise<StatementPage> {
      const limit = Math.min(query.limit || PAGE, PAGE);
      const found = await statements
        .find(toCondition(query), { json: 1, position: 1 })
        .sort({ position: query.ascending ? 1 : -1 })
        .limit(limit + 1)
        .lean();
      const page = found.slice(0, limit);
      return {
        statements: page.map((entry) => entry.json),
        after: found.length > limit ? page.at(-1)?.position : undefined,
      };
    },
  };
}

export type RecordStore = ReturnType<typeof makeRecordStore>;

const DUPLICATE_KEY = 11_000;

/** Whether a bulk insert failed for nothing but statements that are there already. */
const isDuplicatesOnly = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { writeErrors, code } = error as {
    writeErrors?: { code: number } | { code: number }[];
    code?: number;
  };
  const faults = writeErrors === undefined ? [{ code }] : [writeErrors].flat();
  return faults.every((fault) => fault.code === DUPLICATE_KEY);
};
