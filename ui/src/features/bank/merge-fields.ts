import { isSame } from '../../lib/is-same.ts';

/**
 * A draft as two have changed it: what only one has changed is taken from there; of what both have changed in different
 * ways, one of the two.
 */
export function mergeFields<Draft extends object>(
  fields: readonly (keyof Draft)[],
  base: Draft,
  { mine, theirs }: { mine: Draft; theirs: Draft },
  prefer: 'mine' | 'theirs',
): { draft: Draft; contested: (keyof Draft)[] } {
  const contested: (keyof Draft)[] = [];
  const draft = { ...base };
  for (const field of fields) {
    if (isSame(mine[field], base[field])) draft[field] = theirs[field];
    else if (isSame(theirs[field], base[field]) || isSame(mine[field], theirs[field]))
      draft[field] = mine[field];
    else {
      contested.push(field);
      draft[field] = (prefer === 'mine' ? mine : theirs)[field];
    }
  }
  return { draft, contested };
}
