import type { Role } from '@chuyen-de/contracts';

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
const SUB_ROLE = /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/membership\/(\w+)#\w+$/;
const SYSTEM_ADMINISTRATOR =
  /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/system\/person#(?:Administrator|SysAdmin)$/;
const INSTITUTION_ADMINISTRATOR = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';

/** Context roles by their short names. A role that is not here grants nothing. */
const CONTEXT_ROLES = new Map<string, Role>([
  ['Learner', 'learner'],
  ['Student', 'learner'],
  ['Mentor', 'learner'],
  ['Instructor', 'lecturer'],
  ['ContentDeveloper', 'lecturer'],
  ['TeachingAssistant', 'lecturer'],
  ['Manager', 'organiser'],
  ['Administrator', 'administrator'],
]);

function contextRole(role: string): string | undefined {
  if (role.startsWith(MEMBERSHIP)) return role.slice(MEMBERSHIP.length);
  return SUB_ROLE.exec(role)?.[1] ?? (/^\w+$/.test(role) ? role : undefined);
}

/**
 * Our roles for those of a launch or a roster: full names, short names and sub-roles of the context, and the
 * administrators of the system and of the institution (organisers). Other institution roles, as of a professor
 * who studies here, grant nothing. Without a known role: learner.
 * @see https://www.imsglobal.org/spec/lti/v1p3/#role-vocabularies
 */
export function mapRoles(roles: readonly string[]): Role[] {
  const mapped = roles.flatMap((role): Role[] => {
    if (SYSTEM_ADMINISTRATOR.test(role)) return ['administrator'];
    if (role === INSTITUTION_ADMINISTRATOR) return ['organiser'];
    const name = contextRole(role);
    const known = name === undefined ? undefined : CONTEXT_ROLES.get(name);
    return known ? [known] : [];
  });
  return mapped.length === 0 ? ['learner'] : [...new Set(mapped)];
}
