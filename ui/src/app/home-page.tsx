import type { Session } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Navigate } from 'react-router';
import { itemPath } from '../lib/item-path.ts';
import { isStaff, useSession } from '../lib/use-session.ts';

/** The page that a launch is for. */
function placeOf(session: Session): string | undefined {
  if (session.view === 'picker') return '/picker';
  if (session.item === undefined) return undefined;
  if (isStaff(session)) return '/class';
  return itemPath(session.item);
}

export function HomePage() {
  const session = useSession();
  const place = session && placeOf(session);
  if (place !== undefined) return <Navigate to={place} replace />;
  return (
    <>
      <h1>
        <FormattedMessage id="app.noItem.title" />
      </h1>
      <p>
        <FormattedMessage id="app.noItem.text" />
      </p>
    </>
  );
}
