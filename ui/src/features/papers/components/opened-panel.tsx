import type { ExamPapers } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import card from '../../../components/card.module.css';
import { useFormats } from '../../../lib/formats.ts';
import classes from './papers-page.module.css';

/** Who was handed papers of the exam, or their keys, and when. */
export function OpenedPanel({ opened }: { opened: ExamPapers['opened'] }) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="papers.opened.legend" />
      </h2>
      <p className={classes.soft}>
        <FormattedMessage id={opened.length > 0 ? 'papers.opened.intro' : 'papers.opened.none'} />
      </p>
      <ul>
        {opened.map(({ at, by, what, papers }) => (
          <li key={`${at} ${by ?? ''} ${what}`}>
            {dateTime(at)} · {by ?? formatMessage({ id: 'papers.opened.someone' })} ·{' '}
            <FormattedMessage id={`papers.opened.${what}`} values={{ papers: papers.join(', ') }} />
          </li>
        ))}
      </ul>
    </section>
  );
}
