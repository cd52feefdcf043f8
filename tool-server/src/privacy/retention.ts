import { makePersonalStatements } from '@chuyen-de/xapi';
import type { Connection, Types } from 'mongoose';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { KnownPerson } from './find-people.ts';
import { PERSONAL_COLLECTIONS, removeRows } from './personal-collections.ts';

const DAY_MS = 86_400_000;

/** Kinds of data that may be kept for different times. */
export const RETENTION_KINDS = ['results', 'reading', 'statements', 'names', 'audit'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** Days for which a kind is kept, counted from when it was last touched; kinds that are absent stay. */
export type RetentionDays = Partial<Record<RetentionKind, number>>;

/** What the tool's own collections hold of a kind, by the names that person files have for it. */
const ROWS: Partial<Record<RetentionKind, readonly string[]>> = {
  results: ['attempts', 'grades', 'accommodations', 'timeDeeds'],
  reading: ['reading'],
};
/** What is made of that, and goes with it; nobody counts it as something else that is held. */
const MADE_OF_ROWS: typeof ROWS = {
  results: ['attemptSummaries', 'countedAnswers', 'passedExams'],
  reading: ['completedTopics'],
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

function agedRows(connection: Connection, kind: RetentionKind): Aged {
  const among = (names: readonly string[] = []) =>
    PERSONAL_COLLECTIONS.flatMap((each) =>
      each.before && names.includes(each.name) ? [{ each, before: each.before }] : [],
    );
  const [parts, madeOfThem] = [among(ROWS[kind]), among(MADE_OF_ROWS[kind])];
  return {
    async count(time) {
      const counts = await Promise.all(
        parts.map(({ each, before }) =>
          connection.collection(each.collection).countDocuments(before(time) as never),
        ),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async remove(time) {
      let removed = 0;
      for (const { each, before } of madeOfThem) await removeRows(connection, each, before(time));
      for (const { each, before } of parts) removed += await removeRows(connection, each, before(time));
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
  const aged: Record<RetentionKind, Aged> = {
    results: agedRows(connection, 'results'),
    reading: agedRows(connection, 'reading'),
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
