import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { SESSION_MS, type Launched } from '../sessions/index.ts';
import { makeFreshLook, readingSince } from '../storage/index.ts';
import { endedSessionModel, type EndedSession } from './ended-session.model.ts';
import { personModel, type Person } from './person.model.ts';
import { stillStands, type Standing } from './standing.rules.ts';

/** How long a change that another process stored may go unnoticed here. */
const LOOK_MS = 1_000;
/** How long until all processes have noticed, and a request that was let in before has been answered. */
export const NOTICED_MS = 1_500;

interface Deps {
  connection: Connection;
  clock: Clock;
}

type Changed = Pick<Person, '_id' | 'standing' | 'standingChangedAt'>;

/**
 * Whose roles have changed of late, and who has no session any more, held in memory: no request has to read its
 * person. One small reading a second brings what other processes noted; what this one notes it knows at once.
 */
export function makeStandings({ connection, clock }: Deps) {
  const people = personModel(connection);
  const endedSessions = endedSessionModel(connection);
  const ended = new Map<string, EndedSession>();
  const changed = new Map<string, { standing: Standing; at: number }>();
  let readUpTo: number | undefined;

  const note = ({ _id, standing, standingChangedAt }: Changed): void => {
    if (standing && standingChangedAt)
      changed.set(_id.toHexString(), { standing, at: standingChangedAt.getTime() });
  };

  const noteEnded = (found: readonly EndedSession[]): void => {
    for (const one of found) ended.set(one._id, one);
  };

  async function read(): Promise<void> {
    const at = clock.now();
    const now = at.getTime();
    // No session is older than a change that is left out.
    const since = readingSince(readUpTo, at) ?? new Date(now - SESSION_MS);
    const [found, over] = await Promise.all([
      people
        .find({ standingChangedAt: { $gte: since } }, { standing: 1, standingChangedAt: 1 })
        .lean<Changed[]>(),
      endedSessions.find({ at: { $gte: since } }).lean<EndedSession[]>(),
    ]);
    for (const person of found) note(person);
    noteEnded(over);
    readUpTo = now;
    for (const [id, { expiresAt }] of ended) if (expiresAt.getTime() < now) ended.delete(id);
    for (const [id, { at }] of changed) if (at < now - SESSION_MS) changed.delete(id);
  }
  const look = makeFreshLook({ clock, read, restMs: LOOK_MS });

  return {
    note,
    noteEnded,

    /** Whether somebody still has the roles with which they came, and nobody has ended their session. */
    hold: async ({ session, launchedAt }: Launched, options?: { atOnce: boolean }): Promise<boolean> => {
      await look(options);
      const over = ended.get(session.personId);
      if (over && launchedAt <= over.launchedUpTo) return false;
      const known = changed.get(session.personId);
      return known === undefined || stillStands(known.standing, session);
    },
  };
}
