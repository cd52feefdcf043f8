import type { Session } from '@chuyen-de/contracts';
import { canOf } from './can.ts';
import { itemPath, kindOf } from './item-kinds.ts';

/** The page that a launch is for; undefined where its link has no content. */
export function placeOfSession(session: Session): string | undefined {
  if (session.view === 'picker') return '/picker';
  if (session.item === undefined) return undefined;
  const { tryOut, seeClass } = canOf(session);
  // Who learns here comes to learn, also with a role that lets them see the class.
  return tryOut && seeClass && kindOf(session.item).hasClass ? '/class' : itemPath(session.item);
}
