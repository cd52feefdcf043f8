import { isValidObjectId, type Connection } from 'mongoose';
import { personModel, type Person } from './person.model.ts';

/** Makes what says which LMS somebody administers, if any, by what it said of them when they came last. */
export function makeAdministeredBy({ connection }: { connection: Connection }) {
  const people = personModel(connection);
  return async (personId: string): Promise<string | undefined> => {
    if (!isValidObjectId(personId)) return undefined;
    const person = await people
      .findById(personId, { platformId: 1, standing: 1 })
      .lean<Pick<Person, 'platformId' | 'standing'>>();
    return person?.standing?.administrator === true ? person.platformId : undefined;
  };
}
