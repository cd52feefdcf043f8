import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { useSession } from '../lib/use-session.ts';
import { BackToCourse } from './back-to-course.tsx';
import classes from './frame.module.css';
import { Icon } from './icon.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Person } from './person.tsx';

export function SkipLink() {
  return (
    <a href="#main" className={classes.skip}>
      <FormattedMessage id="app.skip" />
    </a>
  );
}

/** What surrounds every page but the exam itself: mark, course and the way back to it, who is here, language. */
export function Frame({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const session = useSession();
  return (
    <>
      <SkipLink />
      <header className={classes.bar}>
        <div className={classes.inner}>
          <span className={classes.mark}>
            <Icon name="book" />
          </span>
          <span className={classes.names}>
            <span className={classes.name}>
              <FormattedMessage id="app.name" />
            </span>
            {session?.context?.title !== undefined && (
              <span className={classes.course}>{session.context.title}</span>
            )}
          </span>
          <LanguageSwitch />
        </div>
        {session && (
          <div className={classes.line}>
            <BackToCourse />
            <Person />
          </div>
        )}
      </header>
      <main id="main" tabIndex={-1} className={wide ? classes.wide : classes.main}>
        {children}
      </main>
    </>
  );
}
