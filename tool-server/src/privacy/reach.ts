import type { Named } from '@chuyen-de/xapi';
import type { KnownPerson, makeFindPeople } from './find-people.ts';

/**
 * How far it reaches into the record store. `platform`: what is stored for the LMS of the account, as that LMS may have
 * it. `account`: also what others stored of that very account; its e-mail address counts with its LMS alone, since
 * somebody else may have the same one elsewhere. `everywhere`: all that names account or address, as whoever runs the
 * tool may have it.
 */
export type Reach = 'platform' | 'account' | 'everywhere';

/** By whom somebody is known in the record store, within a reach. */
export type NamedOf = (person: KnownPerson, reach: Reach) => Promise<Named[]>;

export const makeNamedOf =
  (find: Pick<ReturnType<typeof makeFindPeople>, 'agentsOf'>): NamedOf =>
  async (person, reach) => {
    const agents = await find.agentsOf(person);
    const platform = person.platformId;
    if (reach === 'everywhere') return [{ agents }];
    if (reach === 'platform') return [{ agents, platform }];
    const [addresses, accounts] = [
      agents.filter((agent) => 'mbox' in agent),
      agents.filter((agent) => !('mbox' in agent)),
    ];
    return [{ agents: accounts }, { agents: addresses, platform }];
  };
