import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { Context } from './context.model.ts';
import { TEACHING_ROLES } from './learners.rules.ts';
import type { Membership } from './membership.model.ts';
import type { Person } from './person.model.ts';

/** Names that a launch brings and staff who come for the first time may go unnoticed for so long; a new roster is seen at once. */
const LIFE_MS = 60_000;
/** People read by one command: others have their turn in between. */
const BATCH = 1_000;
/** People of rosters that are held, at some 300 bytes each. */
const MOST_PEOPLE = 100_000;

type Named = Pick<Person, '_id' | 'name' | 'email'>;

interface Deps<Member> {
  people: Model<Person>;
  memberships: Model<Membership>;
  toMember: (person: Named) => Member;
}

/**
 * Those whom the latest reading of a course's roster lists as nothing but learners, but for staff whom it takes for
 * such. The list is held for a while, the same one as long as it is: reading five thousand people takes a third of a
 * second of a processor. One that is too old is still answered while it is read again.
 */
export function makeLearners<Member>({ people, memberships, toMember }: Deps<Member>) {
  async function read({ _id, rosterAt }: Context): Promise<readonly Member[]> {
    const listed = (await memberships.collection
      .find(
        { context: _id, roles: { $eq: 'learner', $nin: TEACHING_ROLES }, readAt: { $gte: rosterAt } },
        { projection: { _id: 0, person: 1 } },
      )
      .toArray()) as unknown as Pick<Membership, 'person'>[];
    const ids = listed.map(({ person }) => person);
    const members: Member[] = [];
    for (let from = 0; from < ids.length; from += BATCH) {
      const among = { _id: { $in: ids.slice(from, from + BATCH) }, staffIn: { $ne: _id } };
      const found = people.collection.find(among, { projection: { name: 1, email: 1 } }).toArray();
      members.push(...((await found) as unknown as Named[]).map(toMember));
    }
    return members;
  }

  const rosters = new LRUCache<string, readonly Member[], Context>({
    maxSize: MOST_PEOPLE,
    maxEntrySize: MOST_PEOPLE,
    sizeCalculation: (members) => 1 + members.length,
    ttl: LIFE_MS,
    allowStale: true,
    ignoreFetchAbort: true,
    fetchMethod: (_key, _stale, { context }) => read(context),
  });
  const NOBODY: readonly Member[] = [];

  return {
    of: async (context: Context): Promise<readonly Member[]> => {
      if (!context.rosterAt) return NOBODY;
      const key = `${context._id.toHexString()} ${context.rosterAt.getTime()}`;
      return (await rosters.fetch(key, { context })) ?? NOBODY;
    },

    /** Has the next look at a course read it. */
    forget: (contextId: string): void => {
      for (const key of rosters.keys()) if (key.startsWith(contextId)) rosters.delete(key);
    },
  };
}
