import type { RosterGap } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Member, Nrps } from '../lti/index.ts';
import type { Context } from './context.model.ts';
import type { Membership } from './membership.model.ts';
import type { Person } from './person.model.ts';

/** People entered by one command: others of the store get their turn in between. */
const BATCH = 500;

export interface RosterDeps {
  people: Model<Person>;
  contexts: Model<Context>;
  memberships: Model<Membership>;
  readMembers: Nrps['readMembers'];
  clock: Clock;
}

export type ReadRosterResult =
  | { ok: true; members: number; at: Date; gap?: RosterGap }
  | { ok: false; error: { code: 'roster_not_offered' } | RosterUnavailable };

/** `silent`: no answer came in the time that an LMS has for one. */
export type RosterUnavailable = { code: 'roster_unavailable'; lmsStatus: number; silent?: true };

const memberUpdate = (platformId: string, member: Member) => ({
  updateOne: {
    filter: { platformId, sub: member.subject },
    update: {
      $set: {
        ...(member.name && { name: member.name }),
        ...(member.email !== undefined && { email: member.email }),
      },
      $setOnInsert: { platformId, sub: member.subject },
    },
    upsert: true,
  },
});

/** Enters some members of a course as people, and that its roster lists them. */
async function enter(
  { _id: context, platformId }: Context,
  members: Member[],
  readAt: Date,
  { people, memberships }: RosterDeps,
): Promise<void> {
  await people.bulkWrite(
    members.map((member) => memberUpdate(platformId, member)),
    { ordered: false },
  );
  const subjects = members.map((member) => member.subject);
  const known = await people.find({ platformId, sub: { $in: subjects } }, { sub: 1 }).lean();
  const idOf = new Map(known.map((person) => [person.sub, person._id]));
  const listed = members.flatMap(({ subject, roles }) => {
    const person = idOf.get(subject);
    const update = { $set: { roles, readAt } };
    return person ? [{ updateOne: { filter: { context, person }, update, upsert: true } }] : [];
  });
  await memberships.bulkWrite(listed, { ordered: false });
}

/** Reads a course's roster from its LMS and remembers who is in it. People who left stay known, without membership. */
export async function readRoster(
  context: Context,
  membershipsUrl: string,
  deps: RosterDeps,
): Promise<ReadRosterResult> {
  const { contexts, readMembers, clock } = deps;
  const { platformId, rosterAt } = context;
  const reading = await readMembers({ platformId, membershipsUrl });
  if (!reading.ok) {
    const { status, silent } = reading;
    return { ok: false, error: { code: 'roster_unavailable', lmsStatus: status, ...(silent && { silent }) } };
  }

  const active = reading.members.filter((member) => member.status === 'active');
  const gap = reading.gap?.code;
  // Half a roster says who is there, not who left: the former reading stays the measure.
  const at = gap === undefined ? clock.now() : (rosterAt ?? clock.now());
  for (let from = 0; from < active.length; from += BATCH)
    await enter(context, active.slice(from, from + BATCH), at, deps);
  await contexts.updateOne(
    { _id: context._id },
    gap === undefined
      ? { $set: { rosterAt: at }, $unset: { rosterGap: 1 } }
      : { $set: { rosterAt: at, rosterGap: gap } },
  );
  return { ok: true, members: active.length, at, ...(gap !== undefined && { gap }) };
}
