import type { Role, Session } from '@chuyen-de/contracts';
import { useSyncExternalStore } from 'react';
import { sessionStore } from './session-store.ts';

/** Who is here and for what; undefined before a launch was exchanged. */
export const useSession = (): Session | undefined =>
  useSyncExternalStore(sessionStore.subscribe, sessionStore.current)?.session;

const STAFF: readonly Role[] = ['lecturer', 'organiser', 'administrator'];

/** Whether the person looks after the link rather than learns from it. */
export const isStaff = (session: Session | undefined): boolean =>
  session?.roles.some((role) => STAFF.includes(role)) ?? false;
