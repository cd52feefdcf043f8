import { FormattedMessage, useIntl } from 'react-intl';
import { useSession } from '../lib/use-session.ts';
import classes from './back-to-course.module.css';
import { Icon } from './icon.tsx';

/** The way back to the LMS, on every page; nothing where the LMS named none. */
export function BackToCourse({ short = false }: { short?: boolean }) {
  const session = useSession();
  const { formatMessage } = useIntl();
  if (session?.returnUrl === undefined) return null;
  return (
    <a
      className={classes.back}
      href={session.returnUrl}
      target="_top"
      {...(short && { 'aria-label': formatMessage({ id: 'app.backToCourse' }) })}
    >
      <Icon name="back" />
      {!short && (
        <span className={classes.words}>
          <FormattedMessage id="app.backToCourse" />
        </span>
      )}
    </a>
  );
}
