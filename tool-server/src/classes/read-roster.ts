import type { Model } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Member, Nrps } from '../lti/index.ts';
import type { Context } from './context.model.ts';
import type { Membership } from './membership.model.ts';
import type { Person } from './person.model.ts';

interface Deps {
  people: Model<Person>;
  contexts: Model<Context>;
  memberships: Model<Membership>;
  nrps: Nrps;
  clock: Clock;
}

export type ReadRosterResult =
  | { ok: true; members: number; at: Date }
  | { ok: false; error: { code: 'roster_not_offered' } | { code: 'roster_unavailable'; status: number } };

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

/** Reads a course's roster from the LMS and remembers who is in it. People who left stay known, without membership. */
export const makeReadRoster =
  ({ people, contexts, memberships, nrps, clock }: Deps) =>
  async (contextId: string): Promise<ReadRosterResult> => {
    const context = await contexts.findById(contextId).lean();
    if (context?.membershipsUrl === undefined) return { ok: false, error: { code: 'roster_not_offered' } };
    const { platformId, membershipsUrl } = context;
    const reading = await nrps.readMembers({ platformId, membershipsUrl });
    if (!reading.ok) return { ok: false, error: { code: 'roster_unavailable', status: reading.status } };

    const active = reading.members.filter((member) => member.status === 'active');
    // Half a roster says who is there, not who left: the former reading stays the measure.
    const at = !reading.gap ? clock.now() : (context.rosterAt ?? clock.now());
    if (active.length > 0) {
      await people.bulkWrite(
        active.map((member) => memberUpdate(platformId, member)),
        { ordered: false },
      );
      const known = await people
        .find({ platformId, sub: { $in: active.map((member) => member.subject) } }, { sub: 1 })
        .lean();
      const idOf = new Map(known.map((person) => [person.sub, person._id]));
      await memberships.bulkWrite(
        active.flatMap((member) => {
          const person = idOf.get(member.subject);
          return person
            ? [
                {
                  updateOne: {
                    filter: { context: context._id, person },
                    update: { $set: { roles: member.roles, readAt: at } },
                    upsert: true,
                  },
                },
              ]
            : [];
        }),
        { ordered: false },
      );
    }
    await contexts.updateOne({ _id: context._id }, { $set: { rosterAt: at } });
    return { ok: true, members: active.length, at };
  };
