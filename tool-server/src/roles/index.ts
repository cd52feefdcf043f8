export { makePresentGrants } from './present-grants.ts';
export { makeRoles, type Roles } from './make-roles.ts';
export type { RoleGrant } from './role-grant.model.ts';
export { rolesRoutes } from './roles.routes.ts';
