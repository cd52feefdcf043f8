import { randomBytes } from 'node:crypto';
import { makePersonalStatements, type Named, type XapiAgent } from '@chuyen-de/xapi';
import { Types, type Connection } from 'mongoose';
import { makeAudit, type Audit } from '../audit/index.ts';
import type { EndSessions } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeFindPeople, type KnownPerson } from './find-people.ts';
import { PERSONAL_COLLECTIONS, removePersonal } from './personal-collections.ts';
import { makeHandOut } from './hand-out.ts';
import { makeNamedOf, type NamedOf, type Reach } from './reach.ts';
import { makeRetention } from './retention.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  publicUrl: string;
  pseudonymKey?: string | undefined;
  endSessions: EndSessions;
  /** Waits until every process has noticed whose sessions have ended, and what was let in before is done. */
  untilNoticed: () => Promise<void>;
}

/** `nameless`: results stay, under an id that names nobody; `removed`: nothing stays. */
type Forgetting = 'nameless' | 'removed';

export interface Forget {
  people: readonly KnownPerson[];
  reach: Reach;
  how: Forgetting;
  /** Who asked for it: `person:ID` or `administration`. */
  by: string;
  reason?: string | undefined;
}

/** How many documents of each kind were changed or removed. */
export type Counts = Record<string, number>;

async function count(named: readonly Named[], change: (each: Named) => Promise<number>): Promise<number> {
  let changed = 0;
  for (const each of named) changed += await change(each);
  return changed;
}

/** Lets the names of people go, or all that is theirs. */
function makeForget({ connection, publicUrl }: Deps, namedOf: NamedOf) {
  const statements = makePersonalStatements(connection);
  const people = connection.collection('people');

  async function forgetStatements(named: readonly Named[], how: Forgetting): Promise<Counts> {
    const documents = await count(named, (each) => statements.removeDocuments(each));
    if (how === 'removed')
      return { documents, statements: await count(named, (each) => statements.remove(each)) };
    const name = `gone-${randomBytes(12).toString('hex')}`;
    const nobody: XapiAgent = { objectType: 'Agent', account: { homePage: publicUrl, name } };
    return { documents, statements: await count(named, (each) => statements.replace(each, nobody)) };
  }

  async function forgetRows(personId: string, how: Forgetting): Promise<Counts> {
    const counts: Counts = {};
    for (const each of PERSONAL_COLLECTIONS) {
      const goes = how === 'removed' ? each.whenNamesGo !== 'stands' : each.whenNamesGo === 'removed';
      if (goes) counts[each.name] = await removePersonal(connection, each, [personId]);
    }
    // A grade on its way would be told under a name that the tool does not have any more.
    if (how === 'nameless') await connection.collection('grades').deleteMany({ personId, state: 'waiting' });
    return counts;
  }

  return async (person: KnownPerson, how: Forgetting, reach: Reach): Promise<Counts> => {
    const named = await namedOf(person, reach);
    // The person last: should this end half-way, whoever asks again finds them.
    const counts = { ...(await forgetStatements(named, how)), ...(await forgetRows(person.id, how)) };
    const own = { _id: new Types.ObjectId(person.id) };
    if (how === 'removed') await people.deleteOne(own);
    else {
      const name = `gone-${randomBytes(12).toString('hex')}`;
      await people.updateOne(own, {
        $set: { name: {}, sub: name, staffIn: [], owed: [] },
        $unset: { email: '', standing: '', standingChangedAt: '' },
      });
    }
    return { ...counts, people: 1 };
  };
}

const sum = (all: readonly Counts[]): Counts => {
  const total: Counts = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  return total;
};

/** Lets go what is held of some accounts, and notes that it was. */
const makeForgetAll =
  ({ clock, endSessions, untilNoticed }: Deps, audit: Audit, forgetOne: ReturnType<typeof makeForget>) =>
  async ({ people, how, by, reach, reason }: Forget): Promise<Counts> => {
    const counts: Counts[] = [];
    // First, and noticed everywhere: what somebody who is still signed in stored meanwhile would stay.
    await endSessions(
      people.map(({ id }) => id),
      'now',
    );
    await untilNoticed();
    for (const person of people) {
      counts.push(await forgetOne(person, how, reach));
      // Also of a launch that found them while they went. Had this broken off before, they would be there and could come.
      await endSessions([person.id], 'for-good');
      // Without the name: what is forgotten must not go on in the memory of that it was.
      await audit.note({
        at: clock.now(),
        deed: `person-${how}`,
        by,
        subject: { kind: 'person', id: person.id },
        after: counts.at(-1),
        ...(reason !== undefined && { reason }),
      });
    }
    return sum(counts);
  };

/** What is held of people: handed out, and let go. */
export function makePrivacy(deps: Deps) {
  const { connection, clock } = deps;
  const audit = makeAudit(deps);
  const find = makeFindPeople(deps);
  const namedOf = makeNamedOf(find);
  const forgetOne = makeForget(deps, namedOf);

  return {
    models: audit.models,
    find,
    forget: makeForgetAll(deps, audit, forgetOne),

    handOut: makeHandOut(deps, audit, namedOf),

    retention: makeRetention({
      connection,
      clock,
      audit,
      // The same address may be somebody's who still comes, from elsewhere. Sessions last for hours, names for days.
      forget: (person) => forgetOne(person, 'nameless', 'account'),
    }),
  };
}

export type Privacy = ReturnType<typeof makePrivacy>;
