import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { SESSION_MS, type SessionData } from '../sessions/index.ts';
import { makeFreshLook } from '../storage/index.ts';
import { personModel, type Person } from './person.model.ts';
import { stillStands, type Standing } from './standing.rules.ts';

/** How long a change that another process stored may go unnoticed here. */
const LOOK_MS = 1_000;
/** A change may be stored so long after the time that it carries, or by a machine whose clock is so far behind. */
const OVERLAP_MS = 5_000;

interface Deps {
  connection: Connection;
  clock: Clock;
}

type Entered = Pick<SessionData, 'personId' | 'contextId' | 'roles'>;
type Changed = Pick<Person, '_id' | 'standing' | 'standingChangedAt'>;

/**
 * Whose roles have changed of late, held in memory: no request has to read its person. One small reading a second
 * brings what other processes noted; what this one notes it knows at once.
 */
export function makeStandings({ connection, clock }: Deps) {
  const people = personModel(connection);
  const changed = new Map<string, { standing: Standing; at: number }>();
  let readUpTo: number | undefined;

  const note = ({ _id, standing, standingChangedAt }: Changed): void => {
    if (standing && standingChangedAt)
      changed.set(_id.toHexString(), { standing, at: standingChangedAt.getTime() });
  };

  async function read(): Promise<void> {
    const now = clock.now().getTime();
    // No session is older than a change that is left out.
    const since = readUpTo === undefined ? now - SESSION_MS : readUpTo - OVERLAP_MS;
    const found = await people
      .find({ standingChangedAt: { $gte: new Date(since) } }, { standing: 1, standingChangedAt: 1 })
      .lean<Changed[]>();
    for (const person of found) note(person);
    readUpTo = now;
    for (const [id, { at }] of changed) if (at < now - SESSION_MS) changed.delete(id);
  }
  const look = makeFreshLook({ clock, read, restMs: LOOK_MS });

  return {
    note,

    /** Whether somebody still has the roles with which they came. */
    hold: async (session: Entered, options?: { atOnce: boolean }): Promise<boolean> => {
      await look(options);
      const known = changed.get(session.personId);
      return known === undefined || stillStands(known.standing, session);
    },
  };
}
