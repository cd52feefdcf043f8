import { remark } from '../format.ts';
import type { FormatRemark } from '@chuyen-de/contracts';
import type { Draft } from './draft.ts';
import type { Gathered } from './gather.ts';
import type { StatedKey } from './keys.ts';
import type { Line } from './line.ts';

/** What the end of a paper says of a question. */
export interface Behind {
  keys: StatedKey[];
  lines: Line[];
}

const byNumber = <T extends { number: number }>(all: readonly T[]): Map<number, T[]> => {
  const found = new Map<number, T[]>();
  for (const one of all) found.set(one.number, [...(found.get(one.number) ?? []), one]);
  return found;
};

/**
 * Those of a number that belong to a question of that number: where numbers begin anew in each part, the first is for
 * the first, as long as there are as many of both.
 */
function shareOf<T>(all: readonly T[], draft: Draft, alike: readonly Draft[]): T[] {
  if (alike.length <= 1) return [...all];
  const place = alike.indexOf(draft);
  const own = all[place];
  return all.length === alike.length && own !== undefined ? [own] : [];
}

/** Keys and solutions behind the questions, for each of these, and what is said of questions that there are not. */
export function matchKeys({ drafts, keys, solutions }: Gathered): {
  behind: Map<Draft, Behind>;
  remarks: FormatRemark[];
} {
  const [draftsBy, keysBy, solutionsBy] = [byNumber(drafts), byNumber(keys), byNumber(solutions)];
  const behind = new Map<Draft, Behind>();
  for (const draft of drafts) {
    const alike = draftsBy.get(draft.number) ?? [];
    const told = shareOf(solutionsBy.get(draft.number) ?? [], draft, alike);
    behind.set(draft, {
      keys: [
        ...shareOf(keysBy.get(draft.number) ?? [], draft, alike).map(({ key }) => key),
        ...told.flatMap(({ key }) => key ?? []),
      ],
      lines: told.flatMap(({ lines }) => lines),
    });
  }
  const remarks = keys
    .filter(({ number }) => !draftsBy.has(number))
    .map(({ number, key }) => remark('key_of_nothing', key.at, { key: `${number}. ${key.text}` }));
  return { behind, remarks };
}
