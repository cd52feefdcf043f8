import type { Scope } from '@chuyen-de/contracts';
import { scopesOf, type Actor } from './actor.rules.ts';
import { mayEditMade } from './making.policy.ts';
import { covers } from './scope.rules.ts';

/** Whether somebody holds what lets them sit in the councils of what belongs to an owner. */
export const mayAppraise = (actor: Actor, owner: Scope): boolean =>
  scopesOf(actor, ['appraiser']).some((scope) => covers(scope, owner));

/**
 * Whether somebody may say which council a bank has: whoever edits it, as long as it has none. From then on authors could
 * rid themselves of it: that is for those who administer their LMS.
 */
export const maySetCouncil = (actor: Actor, owner: Scope, hasCouncil: boolean): boolean =>
  mayEditMade(actor, owner) && (!hasCouncil || actor.roles.includes('administrator'));
