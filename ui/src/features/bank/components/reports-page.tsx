import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import classes from './bank.module.css';
import { ReportList } from './report-list.tsx';

function Page() {
  const { formatMessage } = useIntl();
  usePageTitle(formatMessage({ id: 'reports.title' }));
  return (
    <article className={classes.page}>
      <PageHead
        kicker={
          <Link to="/banks">
            <FormattedMessage id="bank.toList" />
          </Link>
        }
        title={<FormattedMessage id="reports.title" />}
      >
        <p className={classes.soft}>
          <FormattedMessage id="reports.intro" />
        </p>
      </PageHead>
      <ReportList />
    </article>
  );
}

/** What learners have reported of the questions that somebody answers for. */
export const ReportsPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Page />
  </LaterWords>
);
