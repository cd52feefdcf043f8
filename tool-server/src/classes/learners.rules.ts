import type { Role } from '@chuyen-de/contracts';

/** Roles beside which that of a learner says nothing: Open edX lists its staff as both. */
export const TEACHING_ROLES: Role[] = ['lecturer', 'organiser', 'administrator'];

/** Whether somebody counts as a learner: who teaches does not, whatever else the LMS calls them. */
export const isLearner = (roles: readonly Role[]): boolean =>
  roles.includes('learner') && !roles.some((role) => TEACHING_ROLES.includes(role));
