import type { RoleGrant as ShownGrant } from '@chuyen-de/contracts';
import type { NamesById } from '../classes/index.ts';
import { refusalOfRevocation, type Granter } from '../policies/index.ts';
import type { RoleGrant } from './role-grant.model.ts';

interface Deps {
  namesById: NamesById;
  courseTitles: (contextIds: string[]) => Promise<ReadonlyMap<string, string>>;
}

/** The person who granted it; undefined for a command. */
const granterId = ({ grantedBy }: RoleGrant): string | undefined => /^person:(.+)$/.exec(grantedBy)?.[1];

/** Grants as an administrator sees them, with the names of people and courses. */
export const makePresentGrants =
  ({ namesById, courseTitles }: Deps) =>
  async (grants: readonly RoleGrant[], reader: Granter): Promise<ShownGrant[]> => {
    const people = grants.flatMap((grant) => [grant.personId, granterId(grant) ?? grant.personId]);
    const courses = grants.flatMap(({ scope }) => (scope.kind === 'course' ? [scope.contextId] : []));
    const [names, titles] = await Promise.all([namesById(people), courseTitles([...new Set(courses)])]);
    const named = (id: string) => ({ id, name: names.get(id) ?? null });
    return grants.map((grant) => {
      const { scope } = grant;
      const by = granterId(grant);
      return {
        id: grant._id,
        person: named(grant.personId),
        role: grant.role,
        scope: {
          kind: scope.kind,
          title: scope.kind === 'course' ? (titles.get(scope.contextId) ?? null) : null,
        },
        grantedAt: grant.grantedAt.toISOString(),
        grantedBy: by === undefined ? null : named(by),
        until: grant.until?.toISOString() ?? null,
        reason: grant.reason,
        can: { revoke: grant.revoked === null && refusalOfRevocation(reader, grant) === undefined },
      };
    });
  };
