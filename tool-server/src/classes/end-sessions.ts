import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { SESSION_MS } from '../sessions/index.ts';
import { endedSessionModel, type EndedSession } from './ended-session.model.ts';

/** How long a launch that was under way may go on to make sessions of a person who is no more. */
const LAST_LAUNCH_MS = 3_600_000;

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Told what is noted, as soon as it is stored. */
  onEnded?: (ended: EndedSession[]) => void;
}

/** `now`: those who come again by a launch are let in. `for-good`: nobody can be this person any more. */
export type Ending = 'now' | 'for-good';

/** Ends the sessions of people, in every process of the tool. */
export function makeEndSessions({ connection, clock, onEnded }: Deps) {
  const model = endedSessionModel(connection);
  return {
    models: [model],
    endSessions: async (personIds: readonly string[], ending: Ending): Promise<void> => {
      const at = clock.now();
      const expiresAt = new Date(at.getTime() + SESSION_MS + LAST_LAUNCH_MS);
      const launchedUpTo = ending === 'now' ? at : expiresAt;
      const ended = personIds.map((_id) => ({ _id, at, launchedUpTo, expiresAt }));
      for (const { _id, ...set } of ended) await model.updateOne({ _id }, { $set: set }, { upsert: true });
      onEnded?.(ended);
    },
  };
}

export type EndSessions = ReturnType<typeof makeEndSessions>['endSessions'];
