import type { AppraisalQueue } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { queueQuery } from '../api/appraisals.ts';
import classes from './bank.module.css';

function Waiting({ item }: { item: AppraisalQueue['waiting'][number] }) {
  const text = useText();
  const { dateTime } = useFormats();
  const { id, stem, question, bankTitle, level, submittedBy, due, overdue, what } = item;
  return (
    <li className={card.card}>
      <Link to={`/appraisals/${id}`} className={classes.name}>
        {stem}
      </Link>
      <p className={classes.soft}>
        {question} · {text(bankTitle)} · <FormattedMessage id={`level.${level}`} />
        {submittedBy !== null && ` · ${submittedBy}`}
      </p>
      <p>
        <FormattedMessage id={`appraisal.what.${what}`} />
      </p>
      <p className={overdue ? classes.bad : classes.soft}>
        <FormattedMessage
          id={overdue ? 'appraisal.overdue' : 'appraisal.due'}
          values={{ at: dateTime(due) }}
        />
      </p>
    </li>
  );
}

function Page() {
  const { formatMessage } = useIntl();
  const queue = useQuery(queueQuery);
  usePageTitle(formatMessage({ id: 'appraisal.queue' }));
  if (queue.isError) return <ErrorView error={queue.error} onRetry={() => void queue.refetch()} />;
  return (
    <article className={classes.page}>
      <PageTitle>
        <FormattedMessage id="appraisal.queue" />
      </PageTitle>
      <p className={classes.soft}>
        <FormattedMessage id="appraisal.queue.intro" />
      </p>
      {!queue.data && <Loading />}
      {queue.data && (
        <p role="status">
          <FormattedMessage
            id={queue.data.waiting.length > 0 ? 'appraisal.queue.count' : 'appraisal.queue.none'}
            values={{ count: queue.data.waiting.length }}
          />
        </p>
      )}
      <ul className={classes.list}>
        {queue.data?.waiting.map((item) => (
          <Waiting key={item.id} item={item} />
        ))}
      </ul>
    </article>
  );
}

/** What waits for a member of councils, the most urgent first. */
export const AppraisalsPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Page />
  </LaterWords>
);
