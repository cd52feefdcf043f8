import type { RefinedFact } from '../refine/refined-fact.ts';
import { addPerson } from './people.rules.ts';

/** Lists remembered by identity: those of the blocks that are read come and go. */
const MOST_KNOWN = 10_000;

/** Filters lists, each once: equal ones give the very same list, which is then known by identity. */
function makeFilter(keeps: (id: string) => boolean) {
  const known = new Map<readonly string[], readonly string[]>();
  const byContent = new Map<string, readonly string[]>();
  return (list: readonly string[]): readonly string[] => {
    const before = known.get(list);
    if (before) return before;
    const filtered = list.filter(keeps);
    const content = JSON.stringify(filtered);
    const one = byContent.get(content) ?? filtered;
    byContent.set(content, one);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(list, one);
    return one;
  };
}

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

  const filter = makeFilter(isFar);

  return {
    add({ activity, parents, groupings, others }: RefinedFact, person: number): void {
      if (activity !== undefined) add(activity, person);
      for (const id of parents ?? []) add(id, person);
      for (const id of groupings ?? []) add(id, person);
      for (const id of others ?? []) add(id, person);
    },

    /** A statement without the addresses that lead to few people: once all have been added. */
    without(fact: RefinedFact): RefinedFact {
      const keepsActivity = fact.activity !== undefined && isFar(fact.activity);
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
        parents: fact.parents && filter(fact.parents),
        groupings: fact.groupings && filter(fact.groupings),
        others: fact.others && filter(fact.others),
        success: fact.success,
        scaled: fact.scaled,
        raw: fact.raw,
        duration: fact.duration,
        trial: fact.trial,
        level: keepsActivity ? fact.level : undefined,
        readBefore: fact.readBefore,
      } satisfies Record<keyof RefinedFact, unknown>;
    },
  };
}
