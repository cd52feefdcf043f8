import type { RefinedFact } from '../refine/refined-fact.ts';
import type { Names } from './names.ts';
import type { FarIds } from './near-ids.ts';
import { makeTuples } from './number-tuples.ts';
import { deedOf } from './outcomes.ts';

/** What bins are made of: it has to follow from the form of a question, not from what it finds. */
export interface Apart {
  /** Whether it is of trials: nobody who tries may see the noise of others by that. */
  trial: boolean;
  /** Whether those who had read the topics before are kept apart from those who had not. */
  byReading: boolean;
}

const IS_FIRST = [undefined, false, true];
const READ_BEFORE = [undefined, 'none', 'some', 'all'] as const;

/** What a statement is about, but for how it went and when: the numbers of it. */
export function makeGroupNumbers(names: Names, { trial, byReading }: Apart) {
  const numbers = makeTuples(9);
  const { key } = numbers;

  return {
    /** The number of the group that a statement belongs to; groups are numbered as they come. */
    numberFor(fact: RefinedFact, { activity, parents, others, groupings }: FarIds): number {
      key[0] = names.numberOf(fact.platform);
      key[1] = names.numberOf(deedOf(fact));
      key[2] = names.numberOf(fact.type);
      key[3] = activity;
      key[4] = parents;
      key[5] = others;
      key[6] = groupings;
      key[7] = IS_FIRST.indexOf(fact.isFirst);
      key[8] = byReading ? READ_BEFORE.indexOf(fact.readBefore) : 0;
      return numbers.number();
    },

    /** What all statements of a group have in common, and a text of that. */
    read(group: number) {
      const nameAt = (column: number): string | undefined => names.nameOf(numbers.at(group, column));
      const listAt = (column: number): string[] | undefined => names.namesIn(numbers.at(group, column));
      const [platform, deed, type, activity] = [nameAt(0), nameAt(1), nameAt(2), nameAt(3)];
      const [parents, others, groupings] = [listAt(4), listAt(5), listAt(6)];
      const isFirst = IS_FIRST[numbers.at(group, 7)];
      const readBefore = READ_BEFORE[numbers.at(group, 8)];
      const alike = [platform, deed, type, activity, parents, others, groupings, trial, isFirst, readBefore];
      return {
        name: JSON.stringify(alike),
        like: { platform, type, activity, parents, others, groupings, isFirst, readBefore },
      };
    },
  };
}
