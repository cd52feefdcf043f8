import type { Connection } from 'mongoose';
import { makeAdministeredBy } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeSwitchedOff } from '../lti/index.ts';

/**
 * Whether somebody may still answer for keys of the record store that they made: as long as their LMS says that they
 * administer it, and is connected. Whoever has its role back has their keys back.
 */
export function makeMayKeep({ connection, clock }: { connection: Connection; clock: Clock }) {
  const administeredBy = makeAdministeredBy({ connection });
  const isOff = makeSwitchedOff({ connection, clock });
  return async (personId: string): Promise<boolean> => {
    const platformId = await administeredBy(personId);
    return platformId !== undefined && !(await isOff(platformId, clock.now(), { atOnce: true }));
  };
}
