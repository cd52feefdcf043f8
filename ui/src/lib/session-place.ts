import type { Session } from '@chuyen-de/contracts';
import { itemPath, kindOf } from './item-kinds.ts';
import { isStaff } from './roles.ts';

/** The page that a launch is for; undefined where its link has no content. */
export function placeOfSession(session: Session): string | undefined {
  if (session.view === 'picker') return '/picker';
  if (session.item === undefined) return undefined;
  return isStaff(session) && kindOf(session.item).hasClass ? '/class' : itemPath(session.item);
}
