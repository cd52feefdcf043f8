import type { Role, Session } from '@chuyen-de/contracts';

const STAFF: readonly Role[] = ['lecturer', 'organiser', 'administrator'];

/** Whether the person looks after the link rather than learns from it. */
export const isStaff = (session: Session | undefined): boolean =>
  session?.roles.some((role) => STAFF.includes(role)) ?? false;
