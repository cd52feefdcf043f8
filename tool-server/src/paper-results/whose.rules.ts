import type { PaperDoubt, PaperIdentity } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';

/** Somebody whom the class list has. */
export interface Listed {
  id: string;
  /** What their LMS calls them. */
  sub: string | undefined;
  name: string | null;
  email: string | null;
  number: string;
}

/** Whose a line is: nobody is guessed. */
export interface Whose {
  person?: Listed;
  /** Whom a person may choose from. */
  candidates: Listed[];
  doubts: PaperDoubt[];
}

const MOST_CANDIDATES = 10;

const plainName = (name: string): string => fold(name).replace(/\s+/gu, ' ');
const byNumberAndName = (number: string, name: string): string =>
  `${number.toLowerCase()}\n${plainName(name)}`;

const one = <Each>(found: readonly Each[]): Each | undefined => (found.length === 1 ? found[0] : undefined);

/** People by what a file may call them; of many who are called the same no more than anybody chooses from. */
function peopleBy(key: (person: Listed) => string | null | undefined, people: readonly Listed[]) {
  const found = new Map<string, Listed[]>();
  for (const person of people) {
    const called = key(person);
    if (called === null || called === undefined) continue;
    const alike = found.get(called) ?? [];
    if (alike.length <= MOST_CANDIDATES) alike.push(person);
    found.set(called, alike);
  }
  return (called: string | undefined): Listed[] => (called === undefined ? [] : (found.get(called) ?? []));
}

/** A class list as lines are looked up in it: a file has thousands of lines, and a class may have as many people. */
function indexOf(people: readonly Listed[]) {
  return {
    ids: peopleBy(({ sub }) => sub, people),
    emails: peopleBy(({ email }) => email?.toLowerCase(), people),
    numbers: peopleBy(({ number }) => number.toLowerCase(), people),
    names: peopleBy(({ name }) => (name === null ? null : plainName(name)), people),
    both: peopleBy(({ number, name }) => (name === null ? null : byNumberAndName(number, name)), people),
  };
}

/**
 * Makes what tells whose a line is, by the class list: one that its LMS's id, its e-mail, or name and number together
 * name, as long as nothing of it contradicts. A name alone is no proof: whoever it may be is left to a person.
 */
export function makeWhoseIs(people: readonly Listed[]): (identity: PaperIdentity) => Whose {
  const index = indexOf(people);

  /** Whoever has what the file says, by what names one person alone. */
  const certain = ({ lmsId, email, name, number }: PaperIdentity): (Listed | undefined)[] => [
    index.ids(lmsId)[0],
    one(index.emails(email?.toLowerCase())),
    number === undefined || name === undefined ? undefined : index.both(byNumberAndName(number, name))[0],
  ];

  return (identity) => {
    const { name, number } = identity;
    const said = name === undefined ? undefined : plainName(name);
    const found = [...new Set(certain(identity).filter((each) => each !== undefined))];
    const alike = [...new Set([...index.names(said), ...index.numbers(number?.toLowerCase())])];
    const candidates = [...new Set([...found, ...alike])].slice(0, MOST_CANDIDATES);
    if (Object.keys(identity).length === 0) return { candidates, doubts: [{ code: 'person_missing' }] };
    const person = one(found);
    if (found.length > 1) return { candidates, doubts: [{ code: 'person_contradicts' }] };
    if (person) {
      const isOther = name !== undefined && person.name !== null && plainName(person.name) !== said;
      return isOther
        ? { candidates, doubts: [{ code: 'person_contradicts', value: name }] }
        : { person, candidates, doubts: [] };
    }
    if (alike.length === 0) return { candidates, doubts: [{ code: 'person_unknown' }] };
    return { candidates, doubts: [{ code: alike.length > 1 ? 'person_ambiguous' : 'person_by_name' }] };
  };
}
