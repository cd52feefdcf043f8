import type { Role, Scope, ToolRole } from '@chuyen-de/contracts';
import { takesIn, type Whereabouts } from './scope.rules.ts';

/** A role of the tool that somebody has been granted, and that holds now. */
export interface HeldRole {
  role: ToolRole;
  scope: Scope;
}

/** Who wants to do something, from where: with roles that the LMS says, and those that they were granted. */
export interface Actor extends Whereabouts {
  personId: string;
  roles: readonly Role[];
  held: readonly HeldRole[];
}

const TEACHING: readonly Role[] = ['lecturer', 'organiser', 'administrator'];

/** Whether the LMS says that somebody looks after the course rather than learns in it. */
export const teaches = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.some((role) => TEACHING.includes(role));

/** The scopes in which somebody holds one of some roles, of those that take in where they are. */
export const scopesOf = (actor: Actor, roles: readonly ToolRole[]): Scope[] =>
  actor.held
    .filter(({ role, scope }) => roles.includes(role) && takesIn(scope, actor))
    .map(({ scope }) => scope);

export const holds = (actor: Actor, ...roles: readonly ToolRole[]): boolean =>
  scopesOf(actor, roles).length > 0;
