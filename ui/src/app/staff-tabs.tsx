import { FormattedMessage, useIntl } from 'react-intl';
import { NavLink } from 'react-router';
import { itemPath } from '../lib/item-path.ts';
import { isStaff, useSession } from '../lib/use-session.ts';
import classes from './staff-tabs.module.css';

/** Between the class and the content of the link, for those who look after it. */
export function StaffTabs() {
  const { formatMessage } = useIntl();
  const session = useSession();
  if (!isStaff(session) || session?.view !== 'item' || session.item === undefined) return null;
  return (
    <nav className={classes.tabs} aria-label={formatMessage({ id: 'class.tabs' })}>
      <NavLink to="/class" className={classes.tab ?? ''}>
        <FormattedMessage id="class.tab" />
      </NavLink>
      <NavLink to={itemPath(session.item)} className={classes.tab ?? ''}>
        <FormattedMessage id={session.item.kind === 'topic' ? 'class.tab.topic' : 'class.tab.exam'} />
      </NavLink>
      <NavLink to="/records" className={classes.tab ?? ''}>
        <FormattedMessage id="class.tab.records" />
      </NavLink>
    </nav>
  );
}
