import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { HeldRole } from '../policies/index.ts';
import { makeFreshLook, readingSince } from '../storage/index.ts';
import { roleGrantModel, type RoleGrant } from './role-grant.model.ts';

/** How long a change that another process stored may go unnoticed here. */
const LOOK_MS = 1_000;

interface Deps {
  connection: Connection;
  clock: Clock;
}

type Noted = Pick<RoleGrant, '_id' | 'personId' | 'role' | 'scope' | 'until' | 'revoked'>;

const FIELDS = { personId: 1, role: 1, scope: 1, until: 1, revoked: 1 } as const;

/**
 * Who holds which roles of the tool now. They are few, and all in memory: no request reads the store for them, and
 * no session carries them. One small reading a second brings what other processes stored, commands among them; what
 * this one stores it knows at once.
 */
export function makeHeldRoles({ connection, clock }: Deps) {
  const grants = roleGrantModel(connection);
  const known = new Map<string, Map<string, Noted>>();
  let readUpTo: number | undefined;

  const note = (grant: Noted): void => {
    const ofPerson = known.get(grant.personId) ?? new Map<string, Noted>();
    if (grant.revoked) ofPerson.delete(grant._id);
    else ofPerson.set(grant._id, grant);
    if (ofPerson.size > 0) known.set(grant.personId, ofPerson);
    else known.delete(grant.personId);
  };

  async function read(): Promise<void> {
    const now = clock.now();
    const since = readingSince(readUpTo, now);
    const live = { revoked: null, $or: [{ until: null }, { until: { $gt: now } }] };
    // What was known may have been revoked since.
    const changed = since ? { changedAt: { $gte: since } } : {};
    for (const grant of await grants.find(readUpTo === undefined ? live : changed, FIELDS).lean<Noted[]>())
      note(grant);
    readUpTo = now.getTime();
  }
  const look = makeFreshLook({ clock, read, restMs: LOOK_MS });

  return {
    note,

    /** The roles that somebody holds at this moment, wherever they reach. */
    heldBy: async (personId: string, options?: { atOnce: boolean }): Promise<readonly HeldRole[]> => {
      await look(options);
      const now = clock.now();
      const grantsOfPerson = [...(known.get(personId)?.values() ?? [])];
      return grantsOfPerson
        .filter(({ until }) => until === null || until > now)
        .map(({ role, scope }) => ({ role, scope }));
    },
  };
}
