import { makePersonalStatements } from '@chuyen-de/xapi';
import type { Connection, Types } from 'mongoose';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { KnownPerson } from './find-people.ts';
import { PERSONAL_COLLECTIONS } from './personal-collections.ts';

const DAY_MS = 86_400_000;

/** Kinds of data that may be kept for different times. */
export const RETENTION_KINDS = ['results', 'reading', 'statements', 'names', 'audit'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** Days for which a kind is kept, counted from when it was last touched; kinds that are absent stay. */
export type RetentionDays = Partial<Record<RetentionKind, number>>;

/** What the tool's own collections hold of a kind. */
const COLLECTIONS: Partial<Record<RetentionKind, readonly string[]>> = {
  results: ['attempts', 'grades', 'accommodations'],
  reading: ['progress'],
};

interface Deps {
  connection: Connection;
  clock: Clock;
  audit: Audit;
  /** Lets somebody's name go. */
  forget: (person: KnownPerson) => Promise<unknown>;
}

interface Aged {
  count(time: Date): Promise<number>;
  remove(time: Date): Promise<number>;
}

function agedRows(connection: Connection, names: readonly string[]): Aged {
  const parts = PERSONAL_COLLECTIONS.flatMap(({ collection, before }) =>
    before && names.includes(collection) ? [{ rows: connection.collection(collection), before }] : [],
  );
  return {
    async count(time) {
      const counts = await Promise.all(
        parts.map(({ rows, before }) => rows.countDocuments(before(time) as never)),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async remove(time) {
      let removed = 0;
      for (const { rows, before } of parts) removed += (await rows.deleteMany(before(time))).deletedCount;
      return removed;
    },
  };
}

/** People who have not come since a time, whom no roster read since lists, and who still have a name. */
function agedNames({ connection, forget }: Deps): Aged {
  const people = connection.collection<{
    _id: Types.ObjectId;
    platformId: string;
    sub: string;
    email?: string;
  }>('people');
  async function find(time: Date): Promise<KnownPerson[]> {
    const gone = await people
      .find({ lastLaunchAt: { $lt: time }, $or: [{ name: { $ne: {} } }, { email: { $exists: true } }] })
      .toArray();
    const listed = await connection
      .collection<{ person: Types.ObjectId }>('memberships')
      .find({ person: { $in: gone.map(({ _id }) => _id) }, readAt: { $gte: time } })
      .toArray();
    const staying = new Set(listed.map(({ person }) => person.toHexString()));
    return gone
      .map(({ _id, platformId, sub, email }) => ({ id: _id.toHexString(), platformId, sub, email }))
      .filter(({ id }) => !staying.has(id))
      .map((person) => ({ ...person, name: undefined, lastLaunchAt: undefined }));
  }
  return {
    count: async (time) => (await find(time)).length,
    async remove(time) {
      const found = await find(time);
      for (const person of found) await forget(person);
      return found.length;
    },
  };
}

function agedAudit(connection: Connection): Aged {
  const events = connection.collection('events');
  return {
    count: (time) => events.countDocuments({ at: { $lt: time } }),
    remove: async (time) => (await events.deleteMany({ at: { $lt: time } })).deletedCount,
  };
}

/** Lets go what has been kept for long enough, or counts what would go. */
export function makeRetention(deps: Deps) {
  const { connection, clock, audit } = deps;
  const statements = makePersonalStatements(connection);
  const rowsOf = (kind: RetentionKind) => agedRows(connection, COLLECTIONS[kind] ?? []);
  const aged: Record<RetentionKind, Aged> = {
    results: rowsOf('results'),
    reading: rowsOf('reading'),
    statements: {
      count: (time) => statements.countBefore(time),
      remove: (time) => statements.removeBefore(time),
    },
    names: agedNames(deps),
    audit: agedAudit(connection),
  };

  return async (
    days: RetentionDays,
    apply: boolean,
  ): Promise<{ kind: RetentionKind; before: Date; count: number }[]> => {
    const outcome: { kind: RetentionKind; before: Date; count: number }[] = [];
    for (const kind of RETENTION_KINDS) {
      const kept = days[kind];
      if (kept === undefined) continue;
      const before = new Date(clock.now().getTime() - kept * DAY_MS);
      const count = await (apply ? aged[kind].remove(before) : aged[kind].count(before));
      outcome.push({ kind, before, count });
    }
    if (apply)
      await audit.note({
        at: clock.now(),
        deed: 'retention-applied',
        by: 'administration',
        subject: { kind: 'installation', id: 'tool' },
        after: outcome,
      });
    return outcome;
  };
}
