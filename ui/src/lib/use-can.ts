import type { SessionCan } from '@chuyen-de/contracts';
import { canOf } from './can.ts';
import { useSession } from './use-session.ts';

/** What whoever is here may do. Apart from `canOf`, which the first script of a launch needs, and it has no React. */
export const useCan = (): SessionCan => canOf(useSession());
