import type { Scope } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import { isValidObjectId, type Connection, type Model, type Types } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { holdInMemory } from '../kernel/hold-in-memory.ts';
import type { Nrps } from '../lti/index.ts';
import type { OwedQueue } from '../storage/index.ts';
import { contextModel, type Context } from './context.model.ts';
import { makeEndSessions } from './end-sessions.ts';
import { linkModel, type Link } from './link.model.ts';
import { membershipModel, type Membership } from './membership.model.ts';
import { displayName } from './names.rules.ts';
import { personModel, type Person } from './person.model.ts';
import { makeLearners } from './learners.ts';
import { makePlacements } from './placements.ts';
import { makeRecordLaunch, type RecordLaunchDeps } from './record-launch.ts';
import { makeRosters } from './rosters.ts';
import { courseKey } from './standing.rules.ts';
import { makeStandings } from './standings.ts';

/** Every grade and every result asks for its link; a launch's news of it may go unnoticed for so long. */
const LINK_KEPT_MS = 1_000;
/** Each record asks it; that another process has brought a namesake may go unnoticed for so long. */
const NAMESAKE_KEPT_MS = 1_000;
/** What is asked of a person whom one has the id of is who they are, which never changes, and their e-mail. */
const PERSON_KEPT_MS = 60_000;

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Reads a roster from its LMS. */
  readMembers: Nrps['readMembers'];
  /** Whether what a link names may be opened from there; absent: whatever it is. */
  isOpenTo?: RecordLaunchDeps['isOpenTo'];
  /** Takes the records of visits that people owe. */
  owedQueue: OwedQueue;
}

const anything: RecordLaunchDeps['isOpenTo'] = () => Promise.resolve(true);

/** Somebody in a course, as lists show them. */
export interface ClassMember {
  id: string;
  name: string | undefined;
  email: string | undefined;
}

const toMember = (person: Pick<Person, '_id' | 'name' | 'email'>): ClassMember => ({
  id: person._id.toHexString(),
  name: displayName(person.name),
  email: person.email,
});

/** Answers null for an id that is none, as callers may bring: Mongoose would take it for a fault of ours. */
const byId =
  <T>(find: (id: string) => Promise<T | null | undefined>) =>
  async (id: string): Promise<T | null> =>
    isValidObjectId(id) ? ((await find(id)) ?? null) : null;

/** Finds some people, but for those who teach the course that is named. */
const makeFindPeople =
  (people: Model<Person>) =>
  async (ids: string[], taughtBy?: Context): Promise<ClassMember[]> => {
    const among = { _id: { $in: ids }, ...(taughtBy && { staffIn: { $ne: taughtBy._id } }) };
    return (await people.find(among, { name: 1, email: 1 }).lean()).map(toMember);
  };

/** What people are called, by our ids; whoever is known is in it. */
const makeNamesById =
  (people: Model<Person>) =>
  async (ids: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> => {
    const found = await makeFindPeople(people)([...new Set(ids)]);
    return new Map(found.map(({ id, name }) => [id, name]));
  };
export type NamesById = ReturnType<typeof makeNamesById>;

/**
 * What the roster says of some people: whether it lists them now, in whatever role; null where nobody can tell, as it is
 * not whole, or they have come to the LMS's courses since it was read.
 */
const makeRosterSays =
  ({ people, memberships }: { people: Model<Person>; memberships: Model<Membership> }) =>
  async (context: Context | undefined, ids: string[]): Promise<(personId: string) => boolean | null> => {
    const { rosterAt } = context ?? {};
    if (!context || !rosterAt || ids.length === 0) return () => null;
    const [listed, away] = await Promise.all([
      memberships.find({ context: context._id, person: { $in: ids }, readAt: { $gte: rosterAt } }).lean(),
      people.find({ _id: { $in: ids }, lastLaunchAt: { $not: { $gt: rosterAt } } }, { _id: 1 }).lean(),
    ]);
    const there = new Set(listed.map(({ person }) => person.toHexString()));
    const gone = new Set(context.rosterGap ? [] : away.map(({ _id }) => _id.toHexString()));
    return (id) => there.has(id) || (gone.has(id) ? false : null);
  };

/** Whether somebody belongs to a course: its roster has listed them, now or before, or they have come to it. */
const makeBelongs =
  ({ people, memberships }: { people: Model<Person>; memberships: Model<Membership> }) =>
  async (
    personId: string,
    { platformId, contextId }: { platformId: string; contextId?: string | undefined },
  ) => {
    if (contextId === undefined || !isValidObjectId(personId)) return false;
    const person = await people.findOne({ _id: personId, platformId }, { standing: 1 }).lean();
    if (!person) return false;
    return (
      person.standing?.inCourse[courseKey(contextId)] !== undefined ||
      (await memberships.exists({ context: contextId, person: personId })) !== null
    );
  };

/**
 * Whether another deployment of the platform has a course, or a link, of the same id. Those that have stay so; that
 * others have none is asked again a second later, and once a launch here has brought something new.
 */
function makeHasNamesake({ contexts, links }: { contexts: Model<Context>; links: Model<Link> }) {
  const having = new LRUCache<string, true>({ max: 5_000 });
  const lacking = new LRUCache<string, true>({ max: 5_000, ttl: NAMESAKE_KEPT_MS });
  const ask =
    <T extends { _id: Types.ObjectId }>(exists: (one: T) => Promise<unknown>) =>
    async (one: T): Promise<boolean> => {
      const id = one._id.toHexString();
      if (having.has(id) || lacking.has(id)) return having.has(id);
      const has = (await exists(one)) !== null;
      (has ? having : lacking).set(id, true);
      return has;
    };
  return {
    context: ask(({ _id, platformId, contextId }: Context) =>
      contexts.exists({ platformId, contextId, _id: { $ne: _id } }),
    ),
    link: ask(({ _id, platformId, linkId }: Link) => links.exists({ platformId, linkId, _id: { $ne: _id } })),
    /** To be called once there may be a new course or link. */
    askAgain: () => {
      lacking.clear();
    },
  };
}

/** What people of a platform are called, by the ids that it has for them. */
const makeNamesOf =
  (people: Model<Person>) =>
  async (platformId: string, subs: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> => {
    const found = await people.find({ platformId, sub: { $in: [...subs] } }, { sub: 1, name: 1 }).lean();
    return new Map(
      found.flatMap(({ sub, name }) => {
        const words = displayName(name);
        return words === undefined ? [] : [[sub, words] as const];
      }),
    );
  };

/** What their LMS calls some people, by our ids. */
const makeSubsOf =
  (people: Model<Person>) =>
  async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const found = await people.find({ _id: { $in: ids } }, { sub: 1 }).lean();
    return new Map(found.map(({ _id, sub }) => [_id.toHexString(), sub]));
  };

/** Documents by their ids, held for a moment. */
const keepInMemory = <T extends object>(model: Model<T>, options: { max: number; ttl: number }) =>
  holdInMemory((id) => model.findById(id).lean<T>().exec(), options);

/** Who somebody is on their LMS: of five thousand who are held, whole documents would take ten times as much. */
type Identity = Pick<Person, '_id' | 'platformId' | 'sub' | 'email'>;
const identityOf = ({ _id, platformId, sub, email }: Identity): Identity => ({
  _id,
  platformId,
  sub,
  ...(email !== undefined && { email }),
});
const keepIdentities = (people: Model<Person>) =>
  holdInMemory<Identity>(
    (id) => people.findById(id, { platformId: 1, sub: 1, email: 1 }).lean<Identity>().exec(),
    { max: 5_000, ttl: PERSON_KEPT_MS },
  );

interface Places {
  contexts: Model<Context>;
  links: Model<Link>;
  linksInMemory: ReturnType<typeof keepInMemory<Link>>;
}

const makeFindPlaces = ({ contexts, links, linksInMemory }: Places) => ({
  findContext: byId<Context>((id) => contexts.findById(id).lean<Context>()),
  findLink: byId<Link>((id) => linksInMemory.fetch(id)),
  /** Some of the links in a scope, in the order of their ids. @param after the id of the last one that was seen */
  linksIn: (scope: Scope, { after, most }: { after: string | null; most: number }): Promise<Link[]> =>
    links
      .find({
        ...(scope.kind === 'course' && { context: scope.contextId }),
        ...(scope.kind !== 'installation' && { platformId: scope.platformId }),
        ...(after !== null && { _id: { $gt: after } }),
      })
      .sort({ _id: 1 })
      .limit(most)
      .lean<Link[]>()
      .exec(),
  /** Links by their ids, of those that there are. */
  linksById: (ids: readonly string[]): Promise<Link[]> =>
    links
      .find({ _id: { $in: ids.filter((id) => isValidObjectId(id)) } })
      .lean<Link[]>()
      .exec(),
  /** The links that were last launched in a course. */
  linksOf: (context: Context): Promise<Link[]> => links.find({ context: context._id }).lean<Link[]>().exec(),
});

/** Courses, links, the people in them, and the rosters of LMSs. */
export function makeClasses({ connection, clock, readMembers, owedQueue, isOpenTo = anything }: Deps) {
  const people = personModel(connection);
  const contexts = contextModel(connection);
  const links = linkModel(connection);
  const memberships = membershipModel(connection);
  const standings = makeStandings({ connection, clock });
  const learners = makeLearners({ people, memberships, toMember });

  const places = { contexts, links, linksInMemory: keepInMemory(links, { max: 1_000, ttl: LINK_KEPT_MS }) };
  const identities = keepIdentities(people);
  const hasNamesake = makeHasNamesake(places);
  const recordLaunch = makeRecordLaunch({
    ...{ people, contexts, links, owedQueue, clock, isOpenTo },
    onPerson: (person) => {
      identities.set(person._id.toHexString(), identityOf(person));
      standings.note(person);
      for (const course of person.staffIn ?? []) learners.forget(course.toHexString());
    },
    onPlace: (id) => {
      places.linksInMemory.delete(id);
      hasNamesake.askAgain();
    },
  });

  const ending = makeEndSessions({
    connection,
    clock,
    onEnded: (ended) => {
      for (const { _id } of ended) identities.delete(_id);
      standings.noteEnded(ended);
    },
  });

  return {
    models: [people, contexts, links, memberships, ...ending.models],
    /** The collection whose documents owe the records of visits. */
    owing: people,
    recordLaunch,
    placements: makePlacements(places),
    /** Whether somebody still has the roles with which they came, and nobody has ended their session. */
    rolesHold: standings.hold,
    endSessions: ending.endSessions,
    rosters: makeRosters({ people, contexts, memberships, readMembers, clock, onRead: learners.forget }),

    /** As of a minute ago at the earliest. */
    findPerson: byId<Identity>((id) => identities.fetch(id)),
    ...makeFindPlaces(places),
    belongs: makeBelongs({ people, memberships }),
    hasNamesake,
    findPeople: makeFindPeople(people),
    namesById: makeNamesById(people),
    namesOf: makeNamesOf(people),
    subsOf: makeSubsOf(people),
    learnersOf: learners.of,
    rosterSays: makeRosterSays({ people, memberships }),
  };
}

export type Classes = ReturnType<typeof makeClasses>;
