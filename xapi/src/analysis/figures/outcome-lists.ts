import { ABSENT, EMPTY, type Names } from './names.ts';
import { makeTuples } from './number-tuples.ts';
import { contraryOf, tellable, type Outcome } from './outcomes.ts';

const FLAGS = [undefined, false, true];

/** An outcome, and the name by which its noise is drawn. */
export interface NamedOutcome {
  name: string;
  outcome: Outcome;
}

/** Numbers outcomes. */
function makeOutcomes(names: Names) {
  const numbers = makeTuples(3);
  const outcomes: NamedOutcome[] = [];
  return {
    numberOf(outcome: Outcome): number {
      const { verb, success, response } = outcome;
      numbers.key[0] = names.numberOf(verb);
      numbers.key[1] = FLAGS.indexOf(success);
      numbers.key[2] = names.numberOf(response);
      const number = numbers.number();
      if (number === outcomes.length)
        outcomes.push({
          name: JSON.stringify([verb, success, response]),
          outcome: { verb, success, response },
        });
      return number;
    },
    read: (number: number): NamedOutcome | undefined => outcomes[number],
  };
}

/**
 * Numbers lists of outcomes as they grow: a list is the one before it and an outcome more, so that all that is alike in
 * them is there once.
 */
export function makeOutcomeLists(names: Names) {
  const outcomes = makeOutcomes(names);
  const lists = makeTuples(2);
  const sizes: number[] = [0];

  function append(list: number, outcome: number): number {
    lists.key[0] = list;
    lists.key[1] = outcome;
    const longer = lists.number() + 1;
    if (longer === sizes.length) sizes.push((sizes[list] ?? 0) + 1);
    return longer;
  }

  function hasLike(list: number, { verb, success }: Outcome): boolean {
    for (let at = list; at !== EMPTY; at = lists.at(at - 1, 0)) {
      const known = outcomes.read(lists.at(at - 1, 1))?.outcome;
      if (known?.verb === verb && known?.success === success) return true;
    }
    return false;
  }

  return {
    /** The number of an outcome as protected figures know it. */
    numberOf: (outcome: Outcome): number => outcomes.numberOf(tellable(outcome)),

    /** The place of an outcome in a list; ABSENT where it is not there. */
    placeIn(list: number, outcome: number): number {
      for (let at = list; at !== EMPTY; at = lists.at(at - 1, 0))
        if (lists.at(at - 1, 1) === outcome) return (sizes[at] ?? 0) - 1;
      return ABSENT;
    },

    /** The list with a new outcome, and its contrary where none of that kind is known. */
    extend(list: number, outcome: number): number {
      const longer = append(list, outcome);
      const contrary = contraryOf(outcomes.read(outcome)?.outcome ?? {});
      return contrary && !hasLike(longer, contrary) ? append(longer, outcomes.numberOf(contrary)) : longer;
    },

    sizeOf: (list: number): number => sizes[list] ?? 0,

    outcomesIn(list: number): NamedOutcome[] {
      const found: NamedOutcome[] = [];
      for (let at = list; at !== EMPTY; at = lists.at(at - 1, 0)) {
        const outcome = outcomes.read(lists.at(at - 1, 1));
        if (outcome) found.unshift(outcome);
      }
      return found;
    },
  };
}
