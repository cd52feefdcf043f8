import type { Scope } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { covers } from '../policies/index.ts';
import { makeGrantRole } from './grant-role.ts';
import { makeHeldRoles } from './held-roles.ts';
import { makeRevokeRole } from './revoke-role.ts';
import { roleGrantModel, type RoleGrant } from './role-grant.model.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Whom an LMS has sent or listed; undefined where it is nobody. */
  findPerson: (id: string) => Promise<{ id: string; platformId: string } | undefined>;
}

/** Whose grants to list; absent members: whosever. */
interface GrantsQuery {
  platformId?: string | undefined;
  personId?: string | undefined;
  /** Also those that were revoked or have run out. */
  past?: boolean;
}

const MOST_LISTED = 1_000;

/** Roles of the tool that people are granted beside those that their LMS says. */
export function makeRoles({ connection, clock, findPerson }: Deps) {
  const grants = roleGrantModel(connection);
  const held = makeHeldRoles({ connection, clock });
  const deps = { grants, clock, findPerson, onChange: held.note };

  /** Who holds a role in a scope that takes another in, whole; one person or all who do. */
  async function holdersAmong(role: RoleGrant['role'], within: Scope, only: { personId?: string }) {
    const found = await grants
      .find(
        {
          ...{ role, revoked: null, ...only, $or: [{ until: null }, { until: { $gt: clock.now() } }] },
          ...(within.kind !== 'installation' && { platformId: within.platformId }),
        },
        { scope: 1, personId: 1 },
      )
      .lean<Pick<RoleGrant, 'scope' | 'personId'>[]>();
    return new Set(found.filter(({ scope }) => covers(scope, within)).map(({ personId }) => personId));
  }

  return {
    models: [grants],
    /** The collection whose documents owe their entries in the audit. */
    grants,
    heldBy: held.heldBy,
    grant: makeGrantRole(deps),
    revoke: makeRevokeRole(deps),

    holdersOf: async (role: RoleGrant['role'], within: Scope): Promise<string[]> => [
      ...(await holdersAmong(role, within, {})),
    ],

    /** Whether somebody holds a role in a scope that takes another in, whole. */
    holds: async (personId: string, role: RoleGrant['role'], within: Scope): Promise<boolean> =>
      (await holdersAmong(role, within, { personId })).has(personId),

    /** Newest first. */
    list: ({ platformId, personId, past = false }: GrantsQuery): Promise<RoleGrant[]> =>
      grants
        .find({
          ...(platformId !== undefined && { platformId }),
          ...(personId !== undefined && { personId }),
          ...(!past && { revoked: null, $or: [{ until: null }, { until: { $gt: clock.now() } }] }),
        })
        .sort({ grantedAt: -1 })
        .limit(MOST_LISTED)
        .lean<RoleGrant[]>()
        .exec(),
  };
}

export type Roles = ReturnType<typeof makeRoles>;
