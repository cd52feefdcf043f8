import { makeTuples } from './number-tuples.ts';

/** What stands for nothing: no name, no list. */
export const ABSENT = -1;
/** The list without any name. */
export const EMPTY = 0;

/** Lists of which is remembered that they are the very same: statements that were read together share theirs. */
const MOST_REMEMBERED = 10_000;

/** Numbers names and lists of them: what is counted by these needs no text. */
export function makeNames() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  /** A list is the list without its last name, and that name. */
  const lists = makeTuples(2);
  const remembered = new Map<readonly string[], readonly number[]>();

  function numberOf(name: string | undefined): number {
    if (name === undefined) return ABSENT;
    let number = numbers.get(name);
    if (number === undefined) {
      number = names.push(name) - 1;
      numbers.set(name, number);
    }
    return number;
  }

  return {
    /** ABSENT where there is no name. */
    numberOf,
    nameOf: (number: number): string | undefined => names[number],

    /** The numbers of the names in a list. */
    numbersIn(list: readonly string[]): readonly number[] {
      const known = remembered.get(list);
      if (known) return known;
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      const found = list.map(numberOf);
      remembered.set(list, found);
      return found;
    },

    /** The list that has a name more. */
    append(list: number, name: number): number {
      lists.key[0] = list;
      lists.key[1] = name;
      return lists.number() + 1;
    },

    /** The names of a list; undefined where there is none. */
    namesIn(list: number): string[] | undefined {
      if (list === ABSENT) return undefined;
      const found: string[] = [];
      for (let at = list; at !== EMPTY; at = lists.at(at - 1, 0))
        found.unshift(names[lists.at(at - 1, 1)] ?? '');
      return found;
    },
  };
}

export type Names = ReturnType<typeof makeNames>;
