import type { Scope } from '@chuyen-de/contracts';
import type { Actor } from './actor.rules.ts';
import { may } from './deeds.policy.ts';
import { liesIn } from './scope.rules.ts';

/** Whoever runs the installation, by a command; or somebody who came from an LMS. */
export type Granter = { kind: 'operator' } | { kind: 'person'; actor: Actor };

/** How audit and grants name who did it. */
export const granterName = (granter: Granter): string =>
  granter.kind === 'operator' ? 'administration' : `person:${granter.actor.personId}`;

export type RevocationRefusal = 'not_permitted' | 'role_grant_not_found' | 'role_out_of_reach';

export type GrantRefusal = 'not_permitted' | 'person_not_found' | 'role_out_of_reach' | 'role_to_oneself';

interface Granted {
  personId: string;
  /** The LMS of the person. */
  platformId: string;
  scope: Scope;
}

/**
 * Why somebody may not grant a role; undefined: they may. Roles count where their people come in, which is their own
 * LMS. Administrators grant within theirs, to its people, and nothing to themselves: what they may do, their LMS says,
 * and for more they need somebody else.
 */
export function refusalOfGrant(
  granter: Granter,
  { personId, platformId, scope }: Granted,
): GrantRefusal | undefined {
  if (granter.kind === 'person') {
    const { actor } = granter;
    if (!may(actor, 'roles.grant')) return 'not_permitted';
    if (platformId !== actor.platformId) return 'person_not_found';
    if (personId === actor.personId) return 'role_to_oneself';
    if (!liesIn(scope, actor.platformId)) return 'role_out_of_reach';
  }
  return scope.kind === 'installation' || scope.platformId === platformId ? undefined : 'role_out_of_reach';
}

/** Why somebody may not take a role back; undefined: they may. Administrators may give up their own. */
export function refusalOfRevocation(
  granter: Granter,
  { platformId, scope }: Pick<Granted, 'platformId' | 'scope'>,
): RevocationRefusal | undefined {
  if (granter.kind === 'operator') return undefined;
  const { actor } = granter;
  if (!may(actor, 'roles.grant')) return 'not_permitted';
  if (platformId !== actor.platformId) return 'role_grant_not_found';
  return liesIn(scope, actor.platformId) ? undefined : 'role_out_of_reach';
}
