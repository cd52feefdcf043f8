import type { Scope } from '@chuyen-de/contracts';
import type { AppraisalStore, OpenAppraisal } from './appraisal-store.ts';
import { isBlind } from './appraisal.rules.ts';

/** Whether somebody may sit in councils of what belongs to an owner. */
export type Appraises = (personId: string, owner: Scope) => Promise<boolean>;

/**
 * Of what is before councils that which a member has to answer before they may see the key. Whoever does not hold the
 * role any more cannot answer either, and nothing is withheld from them.
 */
export async function blindAmong<A extends OpenAppraisal>(
  { appraises }: { appraises: Appraises },
  open: readonly A[],
  member: string,
): Promise<A[]> {
  const known = new Map<string, Promise<boolean>>();
  const still = (owner: Scope): Promise<boolean> => {
    const key = JSON.stringify(owner);
    const holds = known.get(key) ?? appraises(member, owner);
    known.set(key, holds);
    return holds;
  };
  const found: A[] = [];
  for (const each of open) if (isBlind(each, member) && (await still(each.owner))) found.push(each);
  return found;
}

/**
 * Of some questions those that a member has to answer before they may see the key, with the appraisal that waits: what
 * was said of the same question before would tell it, too.
 */
export async function findBlind(
  deps: { appraisals: Pick<AppraisalStore, 'openAmong'>; appraises: Appraises },
  questions: readonly string[],
  member: string,
): Promise<Map<string, string>> {
  const blind = await blindAmong(deps, await deps.appraisals.openAmong(questions), member);
  return new Map(blind.map(({ question, _id }) => [question, _id]));
}
