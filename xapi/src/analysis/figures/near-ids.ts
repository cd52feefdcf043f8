import type { RefinedFact } from '../refine/refined-fact.ts';
import { addPerson } from './people.rules.ts';
import { deedOf } from './outcomes.ts';

const NONE: readonly string[] = [];

/** Lists known by their content: equal ones are the very same list, which can then be looked up by identity. */
function makeIntern() {
  const lists = new Map<string, readonly string[]>();
  return (list: readonly string[]): readonly string[] => {
    const content = list.length === 1 ? (list[0] ?? '') : JSON.stringify(list);
    const known = lists.get(content) ?? list;
    lists.set(content, known);
    return known;
  };
}

/** Who has to do with each of some addresses: people, until there are enough, from when on it is far for good. */
type People = Map<string, number[] | 'far'>;

/**
 * Leaves addresses that lead to few people, such as those of attempts, out of statements: protected figures are not
 * told by them. What was done to them still counts for what they are part of. An address is told of from the statement
 * on that brings the last person needed: nothing that comes later changes how a statement was counted. People are
 * counted by what was done and in which course, so that it does not hang on what else a question asks for.
 */
export function makeNearIds(threshold: number) {
  const intern = makeIntern();
  const places = new Map<string, Map<readonly string[], People>>();

  function peopleIn(deed: string, groupings: readonly string[]): People {
    let byPlace = places.get(deed);
    if (!byPlace) places.set(deed, (byPlace = new Map<readonly string[], People>()));
    let people = byPlace.get(groupings);
    if (!people) byPlace.set(groupings, (people = new Map<string, number[] | 'far'>()));
    return people;
  }

  /** Whether there are people enough, now that this one has come. */
  function isFar(people: People, id: string, person: number): boolean {
    const known = people.get(id);
    if (known === 'far') return true;
    const list = known ?? [];
    addPerson(list, person, threshold);
    const far = list.length >= threshold;
    if (far || !known) people.set(id, far ? 'far' : list);
    return far;
  }

  const far = (people: People, ids: readonly string[] | undefined, person: number) =>
    ids && intern(ids.filter((id) => isFar(people, id, person)));

  /** A statement without the addresses that lead to few people: to be called in the order of storing. */
  return (fact: RefinedFact, person: number): RefinedFact => {
    const deed = deedOf(fact) ?? '';
    const here = peopleIn(deed, intern(fact.groupings ?? NONE));
    const keepsActivity = fact.activity !== undefined && isFar(here, fact.activity, person);
    // Field by field: that is several times as fast as copying whatever there is, a million times.
    return {
      at: fact.at,
      actor: fact.actor,
      verb: fact.verb,
      activity: keepsActivity ? fact.activity : undefined,
      type: fact.type,
      registration: fact.registration,
      platform: fact.platform,
      response: fact.response,
      parents: far(here, fact.parents, person),
      groupings: far(peopleIn(deed, NONE), fact.groupings, person),
      others: far(here, fact.others, person),
      success: fact.success,
      scaled: fact.scaled,
      raw: fact.raw,
      duration: fact.duration,
      trial: fact.trial,
      withdrawn: fact.withdrawn,
      level: keepsActivity ? fact.level : undefined,
      isFirst: fact.isFirst,
      readBefore: fact.readBefore,
    } satisfies Record<keyof RefinedFact, unknown>;
  };
}
