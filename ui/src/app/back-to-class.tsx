import { FormattedMessage } from 'react-intl';
import { Link, useLocation } from 'wouter';
import back from '../components/back-to-course.module.css';
import { Icon } from '../components/icon.tsx';
import { canOf } from '../lib/can.ts';
import { itemPath, kindOf } from '../lib/item-kinds.ts';
import { useSession } from '../lib/use-session.ts';

/** The way back to the home of the class, for whoever came to a page from there; those who teach have it as a tab. */
export function BackToClass() {
  const session = useSession();
  const [here] = useLocation();
  const item = session?.item;
  if (!item || !kindOf(item).isHome || canOf(session).seeClass || here === itemPath(item)) return null;
  return (
    <Link className={back.back} to={itemPath(item)}>
      <Icon name="back" />
      <FormattedMessage id="app.backToClass" />
    </Link>
  );
}
