import type { Model } from 'mongoose';
import type { AdministrativeEntry } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { granterName, refusalOfRevocation, type Granter, type RevocationRefusal } from '../policies/index.ts';
import { owe } from '../storage/index.ts';
import type { RoleGrant } from './role-grant.model.ts';

interface Deps {
  grants: Model<RoleGrant>;
  clock: Clock;
  /** Told what is stored, as soon as it is. */
  onChange: (grant: RoleGrant) => void;
}

interface Revocation {
  grantId: string;
  reason: string;
}

type RevokeResult = { ok: true; grant: RoleGrant } | { ok: false; error: { code: RevocationRefusal } };

const entryOf = ({ personId, role, scope }: RoleGrant, by: string, reason: string): AdministrativeEntry => ({
  deed: 'role-revoked',
  by,
  subject: { kind: 'person', id: personId },
  reason,
  after: { role, scope },
});

/** Takes a role back, with its entry in the audit: one update. What is revoked already stays as it was. */
export const makeRevokeRole =
  ({ grants, clock, onChange }: Deps) =>
  async (granter: Granter, { grantId, reason }: Revocation): Promise<RevokeResult> => {
    const found = await grants.findById(grantId).lean<RoleGrant>();
    if (!found) return { ok: false, error: { code: 'role_grant_not_found' } };
    const refusal = refusalOfRevocation(granter, found);
    if (refusal) return { ok: false, error: { code: refusal } };
    const at = clock.now();
    const by = granterName(granter);
    const revoked = await grants
      .findOneAndUpdate(
        { _id: grantId, revoked: null },
        {
          $set: { revoked: { by, at, reason }, changedAt: at },
          $unset: { holding: true },
          $push: { owed: owe('audit', at, { ...entryOf(found, by, reason) }) },
        },
        { returnDocument: 'after' },
      )
      .lean<RoleGrant>();
    if (revoked) onChange(revoked);
    return { ok: true, grant: revoked ?? found };
  };
