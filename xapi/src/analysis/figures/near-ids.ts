import type { RefinedFact } from '../refine/refined-fact.ts';
import { addPerson } from './people.rules.ts';

/**
 * Finds addresses that lead to few people, such as those of attempts: protected figures are not told by them. What
 * was done to them still counts for what they are part of.
 */
export function makeNearIds(threshold: number) {
  const peopleBy = new Map<string, number[]>();

  function add(id: string, person: number): void {
    const people = peopleBy.get(id);
    if (people) addPerson(people, person, threshold);
    else peopleBy.set(id, [person]);
  }

  const isFar = (id: string): boolean => (peopleBy.get(id)?.length ?? 0) >= threshold;

  return {
    add({ activity, parents, groupings, others }: RefinedFact, person: number): void {
      if (activity !== undefined) add(activity, person);
      for (const id of parents ?? []) add(id, person);
      for (const id of groupings ?? []) add(id, person);
      for (const id of others ?? []) add(id, person);
    },

    /** A statement without the addresses that lead to few people. */
    without(fact: RefinedFact): RefinedFact {
      const keepsActivity = fact.activity !== undefined && isFar(fact.activity);
      return {
        ...fact,
        activity: keepsActivity ? fact.activity : undefined,
        level: keepsActivity ? fact.level : undefined,
        parents: fact.parents?.filter(isFar),
        groupings: fact.groupings?.filter(isFar),
        others: fact.others?.filter(isFar),
      };
    },
  };
}
