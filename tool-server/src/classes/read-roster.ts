import { isDeepStrictEqual } from 'node:util';
import type { RosterGap } from '@chuyen-de/contracts';
import type { Model, Types } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Member, Nrps } from '../lti/index.ts';
import type { Context } from './context.model.ts';
import type { Membership } from './membership.model.ts';
import type { Person } from './person.model.ts';

export interface RosterDeps {
  people: Model<Person>;
  contexts: Model<Context>;
  memberships: Model<Membership>;
  readMembers: Nrps['readMembers'];
  clock: Clock;
  /** Is told of a course whose roster has been read. */
  onRead: (contextId: string) => void;
}

export type ReadRosterResult =
  | { ok: true; members: number; at: Date; gap?: RosterGap }
  | { ok: false; error: { code: 'roster_not_offered' } | RosterUnavailable };

/** `silent`: no answer came in the time that an LMS has for one. */
export type RosterUnavailable = { code: 'roster_unavailable'; lmsStatus: number; silent?: true };

type KnownPerson = Pick<Person, '_id' | 'sub' | 'name' | 'email'>;

const toldOf = ({ name, email }: Member) => ({
  ...(name && { name }),
  ...(email !== undefined && { email }),
});

const isKnownAs = ({ name, email }: KnownPerson, member: Member): boolean =>
  isDeepStrictEqual(toldOf(member), {
    ...(member.name && { name }),
    ...(member.email !== undefined && { email }),
  });

const personUpsert = (platformId: string, member: Member) => ({
  updateOne: {
    filter: { platformId, sub: member.subject },
    update: {
      $set: toldOf(member),
      $setOnInsert: { ...(!member.name && { name: {} }), staffIn: [], owed: [] },
    },
    upsert: true,
  },
});

/** Enters some members as people, those alone who are new or have another name, and answers the ids of all. */
async function enterPeople(platformId: string, members: Member[], { people }: RosterDeps) {
  const find = (subjects: string[]) =>
    people.find({ platformId, sub: { $in: subjects } }, { sub: 1, name: 1, email: 1 }).lean<KnownPerson[]>();
  const found = await find(members.map(({ subject }) => subject));
  const known = new Map(found.map((person) => [person.sub, person]));
  const changed = members.filter((member) => {
    const person = known.get(member.subject);
    return !person || !isKnownAs(person, member);
  });
  if (changed.length > 0) {
    const upserts = changed.map((member) => personUpsert(platformId, member));
    await people.collection.bulkWrite(upserts, { ordered: false });
  }
  const fresh = changed.map(({ subject }) => subject).filter((subject) => !known.has(subject));
  const added = fresh.length > 0 ? await find(fresh) : [];
  return new Map([...found, ...added].map(({ sub, _id }) => [sub, _id]));
}

/**
 * Enters some members of a course as people, and that its roster lists them. A roster says again what the one before
 * said of nearly all: they are told by one command, since a command for each takes minutes of twenty large courses.
 */
async function enter(
  { _id: context, platformId }: Context,
  members: Member[],
  readAt: Date,
  deps: RosterDeps,
): Promise<void> {
  const { memberships } = deps;
  const idOf = await enterPeople(platformId, members, deps);
  const persons = [...idOf.values()];
  const listed = await memberships
    .find({ context, person: { $in: persons } }, { person: 1, roles: 1 })
    .lean();
  const rolesOf = new Map(listed.map(({ person, roles }) => [person.toHexString(), roles]));
  const same: Types.ObjectId[] = [];
  const upserts: object[] = [];
  for (const { subject, roles } of members) {
    const person = idOf.get(subject);
    if (!person) continue;
    if (isDeepStrictEqual(rolesOf.get(person.toHexString()), roles)) same.push(person);
    else
      upserts.push({
        updateOne: {
          filter: { context, person },
          update: { $set: { roles }, $max: { readAt } },
          upsert: true,
        },
      });
  }
  if (same.length > 0) await memberships.updateMany({ context, person: { $in: same } }, { $max: { readAt } });
  if (upserts.length > 0) await memberships.collection.bulkWrite(upserts as never[], { ordered: false });
}

/** When a reading begins, after the one before it: another host, whose clock is ahead, may have had that one. */
const beginning = (now: Date, before: Date | undefined): Date =>
  before !== undefined && now < before ? new Date(before.getTime() + 1) : now;

/**
 * Reads a course's roster from its LMS and remembers who is in it, page by page. People who left stay known, without
 * membership. Two processes may read one roster at one time: the later reading is the measure, whichever ends first.
 */
export async function readRoster(
  context: Context,
  membershipsUrl: string,
  deps: RosterDeps,
): Promise<ReadRosterResult> {
  const { contexts, readMembers, clock } = deps;
  const { platformId, rosterAt } = context;
  const begun = beginning(clock.now(), rosterAt);
  const active = new Set<string>();
  const reading = await readMembers({ platformId, membershipsUrl }, async (members) => {
    const here = members.filter(({ status }) => status === 'active');
    for (const { subject } of here) active.add(subject);
    await enter(context, here, begun, deps);
  });
  if (!reading.ok) {
    const { status, silent } = reading;
    return { ok: false, error: { code: 'roster_unavailable', lmsStatus: status, ...(silent && { silent }) } };
  }

  const gap = reading.gap?.code;
  // Half a roster says who is there, not who left: the former reading stays the measure.
  const at = gap === undefined ? begun : (rosterAt ?? begun);
  await contexts.updateOne(
    { _id: context._id },
    gap === undefined
      ? { $max: { rosterAt: at }, $unset: { rosterGap: 1 } }
      : { $max: { rosterAt: at }, $set: { rosterGap: gap } },
  );
  deps.onRead(context._id.toHexString());
  return { ok: true, members: active.size, at, ...(gap !== undefined && { gap }) };
}
