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

const same = (a: string | null | undefined, b: string | undefined): boolean =>
  a !== null && a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();

const plainName = (name: string): string => fold(name).replace(/\s+/gu, ' ');

const isCalled = ({ name }: Listed, said: string | undefined): boolean =>
  name !== null && said !== undefined && plainName(name) === plainName(said);

const one = <Each>(found: readonly Each[]): Each | undefined => (found.length === 1 ? found[0] : undefined);

/** Whoever has what the file says, by what names one person alone. */
const certain = (identity: PaperIdentity, people: readonly Listed[]): (Listed | undefined)[] => {
  const { lmsId, email, name, number } = identity;
  return [
    ...(lmsId === undefined ? [] : [people.find(({ sub }) => sub === lmsId)]),
    ...(email === undefined ? [] : [one(people.filter((each) => same(each.email, email)))]),
    ...(number === undefined || name === undefined
      ? []
      : [people.find((each) => same(each.number, number) && isCalled(each, name))]),
  ];
};

/**
 * Whose a line is, by the class list: one that its LMS's id, its e-mail, or name and number together name, as long as
 * nothing of it contradicts. A name alone is no proof: whoever it may be is left to a person.
 */
export function whoseIs(identity: PaperIdentity, people: readonly Listed[]): Whose {
  const { name, number } = identity;
  const asked = certain(identity, people);
  const found = [...new Set(asked.filter((each) => each !== undefined))];
  const alike = people.filter((each) => isCalled(each, name) || same(each.number, number));
  const candidates = [...new Set([...found, ...alike])].slice(0, MOST_CANDIDATES);
  if (Object.keys(identity).length === 0) return { candidates, doubts: [{ code: 'person_missing' }] };
  const person = one(found);
  if (found.length > 1) return { candidates, doubts: [{ code: 'person_contradicts' }] };
  if (person) {
    const isOther = name !== undefined && person.name !== null && !isCalled(person, name);
    return isOther
      ? { candidates, doubts: [{ code: 'person_contradicts', value: name }] }
      : { person, candidates, doubts: [] };
  }
  if (alike.length === 0) return { candidates, doubts: [{ code: 'person_unknown' }] };
  return { candidates, doubts: [{ code: alike.length > 1 ? 'person_ambiguous' : 'person_by_name' }] };
}
