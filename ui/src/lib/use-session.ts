import type { Session } from '@chuyen-de/contracts';
import { useSyncExternalStore } from 'react';
import { sessionStore } from './session-store.ts';

/** Who is here and for what; undefined before a launch was exchanged. */
export const useSession = (): Session | undefined =>
  useSyncExternalStore(sessionStore.subscribe, sessionStore.current, sessionStore.current)?.session;
