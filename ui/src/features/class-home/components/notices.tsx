import type { ClassHome } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { useFormats } from '../../../lib/formats.ts';
import classes from './class-home-page.module.css';

/** What those who look after the class tell all of it, the newest first. */
export function Notices({ notices }: Pick<ClassHome, 'notices'>) {
  const { dateTime } = useFormats();
  if (notices.length === 0) return null;
  return (
    <section className={`${card.card ?? ''} ${classes.part ?? ''}`}>
      <h2>
        <FormattedMessage id="classHome.notices" />
      </h2>
      <ul className={classes.list}>
        {notices.map(({ id, text, at, by }) => (
          <li key={id} className={classes.row}>
            <p className={classes.text}>{text}</p>
            <p className={classes.soft}>
              {by === null ? (
                dateTime(at)
              ) : (
                <FormattedMessage id="classHome.notice.by" values={{ name: by, at: dateTime(at) }} />
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
