import { FormattedMessage } from 'react-intl';
import { Redirect } from 'wouter';
import { placeOfSession } from '../lib/session-place.ts';
import { useSession } from '../lib/use-session.ts';

export function HomePage() {
  const session = useSession();
  const place = session && placeOfSession(session);
  if (place !== undefined) return <Redirect to={place} replace />;
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
