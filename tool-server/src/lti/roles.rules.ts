import type { Role } from '@chuyen-de/contracts';

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
const SUB_ROLE = /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/membership\/(\w+)#\w+$/;
const SYSTEM_ADMINISTRATOR =
  /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/system\/person#(?:Administrator|SysAdmin)$/;
const INSTITUTION_ADMINISTRATOR = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator';

/**
 * Context roles by their short names. A role that is not here grants nothing, and none of them grants anything
 * beyond its course: who manages or supports a course may do there what its lecturers may.
 */
const CONTEXT_ROLES = new Map<string, Role>([
  ['Learner', 'learner'],
  ['Student', 'learner'],
  ['Mentor', 'learner'],
  ['Instructor', 'lecturer'],
  ['ContentDeveloper', 'lecturer'],
  ['TeachingAssistant', 'lecturer'],
  ['Manager', 'lecturer'],
  ['Administrator', 'lecturer'],
]);

function contextRole(role: string): string | undefined {
  if (role.startsWith(MEMBERSHIP)) return role.slice(MEMBERSHIP.length);
  return SUB_ROLE.exec(role)?.[1] ?? (/^\w+$/.test(role) ? role : undefined);
}

/** Whom an LMS sends in its student view, as Canvas does. @see LTI 1.3, A.2.1.1 (LTI system roles) */
const TEST_USER = /^http:\/\/purl\.imsglobal\.org\/vocab\/(?:lti|lis\/v2)\/system\/person#TestUser$/;

/** Whether an LMS says that somebody is there for trying only. */
export const isTestUser = (roles: readonly string[]): boolean => roles.some((role) => TEST_USER.test(role));

/**
 * Our roles for those of a launch or a roster: full names, short names and sub-roles of the context, and the
 * administrators of the system and of the institution. Only system roles speak of the whole platform, so that
 * they alone make an administrator, also by short name never: those are of the context. An institution is one of
 * possibly many on a platform: its administrators are organisers, who see across courses and administer nothing.
 * Other institution roles, as of a professor who studies here, grant nothing. Without a known role: learner.
 * @see https://www.imsglobal.org/spec/lti/v1p3/#role-vocabularies (A.2.1 system, A.2.2 institution, A.2.3 context)
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
