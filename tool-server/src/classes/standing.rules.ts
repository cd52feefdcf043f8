import type { Role } from '@chuyen-de/contracts';

/** What the LMS last said of somebody's roles: in the system, and in each course that they entered. */
export interface Standing {
  administrator: boolean;
  /** Of the institution; absent in what was stored before it was noted. */
  organiser?: boolean;
  /** Roles by our context document, or `none` outside any course; see `rolesText`. */
  inCourse: Record<string, string>;
}

/** Roles as one text, equal for equal roles. */
export const rolesText = (roles: readonly Role[]): string => [...new Set(roles)].sort().join(' ');

/** Where a course's roles are noted. */
export const courseKey = (contextId: string | undefined): string => contextId ?? 'none';

interface Entered {
  contextId?: string | undefined;
  roles: readonly Role[];
}

/**
 * Whether the roles of a session are still those that the LMS said last: in the same course, and for roles that
 * reach beyond it, of the system or the institution, wherever they came in last.
 */
export function stillStands(standing: Standing, { contextId, roles }: Entered): boolean {
  if (roles.includes('administrator') && !standing.administrator) return false;
  if (roles.includes('organiser') && standing.organiser === false) return false;
  const said = standing.inCourse[courseKey(contextId)];
  return said === undefined || said === rolesText(roles);
}
