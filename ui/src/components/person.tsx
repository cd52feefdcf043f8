import { useIntl } from 'react-intl';
import { useSession } from '../lib/use-session.ts';
import { Icon } from './icon.tsx';
import classes from './person.module.css';

/** Who is signed in: on a machine that several people use, nobody shall work in another's name. */
export function Person() {
  const name = useSession()?.person.name;
  const { formatMessage } = useIntl();
  if (name === undefined) return null;
  return (
    <span className={classes.person} title={formatMessage({ id: 'app.signedIn' }, { name })} translate="no">
      <Icon name="person" />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
