import type { RecordsDepth } from '@chuyen-de/contracts';
import { isAllowed } from './permissions.ts';
import type { Access } from './access.ts';
import { XapiProblem } from '../http/problem.ts';

/**
 * How near to people the answers for analysts go: protected figures alone; statements one by one, under pseudonyms;
 * or people as they are. @see docs/adr/0011-figures-rows-people.md
 */
export type Depth = RecordsDepth['depth'];

type Holder = Pick<Access, 'scopes' | 'identified'>;

/** Who may read the statements themselves sees people anyway. */
const seesPeople = (holder: Holder): boolean => holder.identified || isAllowed(holder, 'read statements');

/**
 * Whether a credential could undo what hides people from it: who writes statements can fill up a cell that was too
 * small, or write of a person and see under which pseudonym it comes back.
 */
export const couldUnmask = (holder: Holder): boolean =>
  isAllowed(holder, 'read analyses') && isAllowed(holder, 'write statements') && !seesPeople(holder);

/** @throws XapiProblem 403 when the credential may not read analyses, or may also write */
export function depthOf(access: Access): Depth {
  if (!isAllowed(access, 'read analyses'))
    throw new XapiProblem(403, 'not_permitted', "none of this credential's scopes allows to read analyses");
  if (seesPeople(access)) return 'people';
  if (couldUnmask(access))
    throw new XapiProblem(
      403,
      'scopes_conflict',
      'a credential that writes statements reads no pseudonymous analyses: use one key for each',
    );
  return isAllowed(access, 'read rows') ? 'rows' : 'figures';
}
