import { randomUUID } from 'node:crypto';
import type { Scope, ToolRole } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { AdministrativeEntry } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { granterName, refusalOfGrant, type GrantRefusal, type Granter } from '../policies/index.ts';
import { isDuplicateKey, owe } from '../storage/index.ts';
import type { RoleGrant } from './role-grant.model.ts';

interface Deps {
  grants: Model<RoleGrant>;
  clock: Clock;
  /** Whom an LMS has sent or listed; undefined where it is nobody. */
  findPerson: (id: string) => Promise<{ id: string; platformId: string } | undefined>;
  /** Told what is stored, as soon as it is. */
  onChange: (grant: RoleGrant) => void;
}

interface Wish {
  personId: string;
  role: ToolRole;
  scope: Scope;
  until: Date | null;
  reason: string;
}

type GrantResult =
  | { ok: true; grant: RoleGrant }
  | {
      ok: false;
      error: { code: GrantRefusal | 'person_not_found' | 'role_held_already' | 'role_until_past' };
    };

const holdingOf = ({ personId, role, scope }: Wish): string => {
  const where = scope.kind === 'course' ? scope.contextId : scope.kind === 'platform' ? scope.platformId : '';
  return [personId, role, scope.kind, where].join(' ');
};

const entryOf = ({ personId, role, scope, until, reason }: Wish, by: string): AdministrativeEntry => ({
  deed: 'role-granted',
  by,
  subject: { kind: 'person', id: personId },
  reason,
  after: { role, scope, until },
});

const grantOf = (wish: Wish, by: string, at: Date, platformId: string): RoleGrant => ({
  _id: randomUUID(),
  ...wish,
  platformId,
  grantedBy: by,
  grantedAt: at,
  revoked: null,
  holding: holdingOf(wish),
  changedAt: at,
  owed: [owe('audit', at, { ...entryOf(wish, by) })],
});

/** Grants somebody a role of the tool, with its entry in the audit: one write. */
export const makeGrantRole =
  ({ grants, clock, findPerson, onChange }: Deps) =>
  async (granter: Granter, wished: Wish): Promise<GrantResult> => {
    const person = await findPerson(wished.personId);
    if (!person) return { ok: false, error: { code: 'person_not_found' } };
    // An id may be written in more ways than one; stored and compared is the one that everything else has.
    const wish = { ...wished, personId: person.id };
    const refusal = refusalOfGrant(granter, { ...wish, platformId: person.platformId });
    if (refusal) return { ok: false, error: { code: refusal } };
    const now = clock.now();
    if (wish.until !== null && wish.until <= now) return { ok: false, error: { code: 'role_until_past' } };
    const grant = grantOf(wish, granterName(granter), now, person.platformId);
    // What has run out is held no more, and stands in nobody's way.
    await grants.updateOne(
      { holding: holdingOf(wish), until: { $ne: null, $lte: now } },
      { $unset: { holding: true } },
    );
    try {
      await grants.insertMany([grant], { lean: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return { ok: false, error: { code: 'role_held_already' } };
    }
    onChange(grant);
    return { ok: true, grant };
  };
