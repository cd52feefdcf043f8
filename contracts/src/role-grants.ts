import { z } from 'zod';
import { ToolRole } from './roles.ts';
import { freeText } from './vocabulary.ts';

/** How far a role reaches that is granted on the page: the administrator's LMS, or the course that they came from. */
export const GrantReach = z.enum(['platform', 'course']);
export type GrantReach = z.infer<typeof GrantReach>;

/** A role of the tool that somebody of the administrator's LMS holds. */
export const RoleGrant = z.strictObject({
  id: z.string(),
  person: z.strictObject({ id: z.string(), name: z.string().nullable() }),
  role: ToolRole,
  /** `installation` is granted by command alone. `course`: its title, where it has one. */
  scope: z.strictObject({
    kind: z.enum(['installation', 'platform', 'course']),
    title: z.string().nullable(),
  }),
  grantedAt: z.iso.datetime(),
  /** Null: by a command. */
  grantedBy: z.strictObject({ id: z.string(), name: z.string().nullable() }).nullable(),
  /** Null: until it is revoked. */
  until: z.iso.datetime().nullable(),
  reason: z.string(),
  can: z.strictObject({ revoke: z.boolean() }),
});
export type RoleGrant = z.infer<typeof RoleGrant>;

/** `GET /api/roles` */
export const RoleGrants = z.strictObject({
  grants: z.array(RoleGrant),
  /** Where roles may be granted from here. */
  reaches: z.array(z.strictObject({ kind: GrantReach, title: z.string().nullable() })),
});
export type RoleGrants = z.infer<typeof RoleGrants>;

/** Somebody of the administrator's LMS to whom a role may be granted, or not: nobody grants themselves any. */
export const Grantee = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** The LMS's own id of them. */
  sub: z.string(),
  can: z.strictObject({ grant: z.boolean() }),
});
export type Grantee = z.infer<typeof Grantee>;

/** `GET /api/roles/people?text=` */
export const Grantees = z.strictObject({ people: z.array(Grantee) });
export type Grantees = z.infer<typeof Grantees>;

/** `POST /api/roles`; answers `RoleGrant`. */
export const GrantRole = z.strictObject({
  personId: z.string().min(1).max(100),
  role: ToolRole,
  reach: GrantReach,
  until: z.iso.datetime().nullable(),
  reason: freeText(3, 500),
});
export type GrantRole = z.infer<typeof GrantRole>;

/** `POST /api/roles/:id/revocation`; answers the `RoleGrant` that has ended. */
export const RevokeRole = z.strictObject({ reason: freeText(3, 500) });
export type RevokeRole = z.infer<typeof RevokeRole>;
