import type { RefinedFact } from '../refine/refined-fact.ts';
import { ABSENT, EMPTY, type Names } from './names.ts';
import { makeInts } from './number-columns.ts';
import { makeTuples } from './number-tuples.ts';
import { deedOf } from './outcomes.ts';

/** What a statement is about and where it belongs, but for addresses that lead to few people: numbers of names and lists. */
export interface FarIds {
  activity: number;
  parents: number;
  groupings: number;
  others: number;
}

/**
 * Leaves addresses that lead to few people, such as those of attempts, out of statements: protected figures are not
 * told by them. What was done to them still counts for what they are part of. An address is told of from the statement
 * on that brings the last person needed: nothing that comes later changes how a statement was counted. People are
 * counted by what was done and in which course, so that it does not hang on what else a question asks for.
 */
export function makeNearIds(names: Names, threshold: number) {
  /** What was done, in which course, with which address. */
  const met = makeTuples(3);
  /** How many people had to do with each of these, until there are enough, from when on it is far for good. */
  const counts = makeInts();
  /** Who they are, with room for the threshold. */
  const people = makeInts();

  function entryOf(deed: number, place: number, id: number): number {
    met.key[0] = deed;
    met.key[1] = place;
    met.key[2] = id;
    const entry = met.number();
    if (entry === counts.length()) {
      counts.push(0);
      for (let i = 0; i < threshold; i++) people.push(ABSENT);
    }
    return entry;
  }

  /** Whether there are people enough, now that this one has come. */
  function isFar(deed: number, place: number, id: number, person: number): boolean {
    const entry = entryOf(deed, place, id);
    const count = counts.at(entry);
    if (count >= threshold) return true;
    const first = entry * threshold;
    for (let i = 0; i < count; i++) if (people.at(first + i) === person) return false;
    people.set(first + count, person);
    counts.set(entry, count + 1);
    return count + 1 >= threshold;
  }

  function farIn(deed: number, place: number, ids: readonly string[] | undefined, person: number): number {
    if (!ids) return ABSENT;
    let list = EMPTY;
    for (const id of names.numbersIn(ids)) if (isFar(deed, place, id, person)) list = names.append(list, id);
    return list;
  }

  const listOf = (ids: readonly string[] = []): number =>
    names.numbersIn(ids).reduce((list, id) => names.append(list, id), EMPTY);

  /** What is left of a statement's addresses: to be called in the order of storing. */
  return (fact: RefinedFact, person: number): FarIds => {
    const deed = names.numberOf(deedOf(fact) ?? '');
    const here = listOf(fact.groupings);
    const activity = names.numberOf(fact.activity);
    return {
      activity: activity !== ABSENT && isFar(deed, here, activity, person) ? activity : ABSENT,
      parents: farIn(deed, here, fact.parents, person),
      groupings: farIn(deed, EMPTY, fact.groupings, person),
      others: farIn(deed, here, fact.others, person),
    };
  };
}
