import { makePersonalStatements } from '@chuyen-de/xapi';
import { Types, type Connection } from 'mongoose';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { KnownPerson } from './find-people.ts';
import type { NamedOf, Reach } from './reach.ts';
import { PERSONAL_COLLECTIONS, readPersonal } from './personal-collections.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
}

const member = (name: string, value: unknown): string => `${JSON.stringify(name)}:${JSON.stringify(value)}`;

/** The JSON of an array, item by item: somebody may have left more than there is memory. */
async function* array(items: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  yield '[';
  let begun = false;
  for await (const item of items) {
    yield `${begun ? ',\n' : ''}${JSON.stringify(item)}`;
    begun = true;
  }
  yield ']';
}

/** Hands out what is held of people. */
export function makeHandOut({ connection, clock }: Deps, audit: Audit, namedOf: NamedOf) {
  const statements = makePersonalStatements(connection);

  async function* accountOf(person: KnownPerson, reach: Reach, by: string): AsyncGenerator<string> {
    const events = await audit.eventsOf(person.id);
    const subject = { kind: 'person' as const, id: person.id };
    await audit.note({ at: clock.now(), deed: 'person-handed-out', by, subject });
    const named = await namedOf(person, reach);
    const own = await connection
      .collection('people')
      .findOne({ _id: new Types.ObjectId(person.id) }, { projection: { owed: 0 } });
    const platform = await connection
      .collection<{ _id: string; name: string; issuer: string }>('platforms')
      .findOne({ _id: person.platformId }, { projection: { name: 1, issuer: 1 } });
    const lists: [string, AsyncIterable<unknown> | Iterable<unknown>][] = [
      ...PERSONAL_COLLECTIONS.map((each): [string, AsyncIterable<unknown>] => [
        each.name,
        readPersonal(connection, each, [person.id]),
      ]),
      ['statements', statements.statements(named)],
      ['documents', statements.documents(named)],
      ['events', events],
    ];
    yield `{${member('person', own)},${member('platform', platform)}`;
    for (const [name, items] of lists) {
      yield `,\n${JSON.stringify(name)}:`;
      yield* array(items);
    }
    yield '}';
  }

  /**
   * All that is held of some accounts, as the text of one JSON document, a piece at a time: at, accounts and to which
   * other record stores their statements were told as well. It is in the audit before the first piece of an account
   * leaves, which has the events before that.
   */
  return async function* (people: readonly KnownPerson[], by: string, reach: Reach): AsyncGenerator<string> {
    yield `{${member('at', clock.now())},"accounts":[`;
    for (const [index, person] of people.entries()) {
      if (index > 0) yield ',';
      yield* accountOf(person, reach, by);
    }
    const told = await connection
      .collection<{ _id: string }>('deliveryTargets')
      .find({}, { projection: { _id: 1 } })
      .toArray();
    yield `],${member(
      'alsoToldTo',
      told.map(({ _id }) => _id),
    )}}\n`;
  };
}
