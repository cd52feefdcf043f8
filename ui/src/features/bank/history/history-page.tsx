import type { MadeBank, QuestionHistory, QuestionVersionRow } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams, useSearchParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBankCatalogue } from '../../../i18n/bank-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { bankQuery } from '../api/made-banks.ts';
import { historyQuery } from '../api/question-history.ts';
import bank from '../components/bank.module.css';
import { Comparison, type Compared } from './comparison.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { VersionList } from './version-list.tsx';

/** Which two are compared, as the address says; else the last two. */
function useCompared(versions: readonly QuestionVersionRow[]): [Compared, (compared: Compared) => void] {
  const [parameters, setParameters] = useSearchParams();
  const known = (id: string | null, otherwise: number): string =>
    (versions.find((version) => version.id === id) ?? versions[otherwise])?.id ?? '';
  const compared = { from: known(parameters.get('from'), 1), to: known(parameters.get('to'), 0) };
  return [compared, (next) => setParameters({ ...next }, { replace: true })];
}

function History({ bank: made, history }: { bank: MadeBank; history: QuestionHistory }) {
  const { code, edition, versions, can } = history;
  const [compared, compare] = useCompared(versions);
  const [restoring, setRestoring] = useState<QuestionVersionRow>();
  const [isDone, setDone] = useState(false);
  const show = (next: Compared) => {
    compare(next);
    document.getElementById('differences')?.focus();
  };
  return (
    <>
      {isDone && (
        <Notice tone="good" live>
          <FormattedMessage id="history.restored" />
        </Notice>
      )}
      {!can.restore && (
        <Notice>
          <FormattedMessage id="history.locked" />
        </Notice>
      )}
      {versions.length > 1 ? (
        <Comparison bank={made} history={history} compared={compared} onCompare={compare} />
      ) : (
        <p>
          <FormattedMessage id="history.only" />
        </p>
      )}
      <VersionList versions={versions} canRestore={can.restore} onCompare={show} onRestore={setRestoring} />
      {restoring && (
        <RestoreDialog
          bank={made.code}
          code={code}
          edition={edition}
          version={restoring}
          onClose={(done) => {
            setRestoring(undefined);
            setDone(done);
          }}
        />
      )}
    </>
  );
}

function Opened() {
  const { bank: bankCode, code } = useParams<{ bank: string; code: string }>();
  const { formatMessage } = useIntl();
  const made = useQuery(bankQuery(bankCode));
  const history = useQuery(historyQuery(bankCode, code));
  const title = formatMessage({ id: 'history' });
  usePageTitle(title);
  const failed = [made, history].find(({ isError }) => isError);
  if (failed) return <ErrorView error={failed.error} onRetry={() => void failed.refetch()} />;
  return (
    <div className={bank.page}>
      <PageHead
        kicker={
          <Link to={`/banks/${bankCode}/questions/${code}`}>
            <FormattedMessage id="history.toQuestion" />
          </Link>
        }
        title={title}
      >
        <p className={bank.soft}>{code}</p>
      </PageHead>
      {made.data && history.data ? <History bank={made.data} history={history.data} /> : <Loading />}
    </div>
  );
}

/** What a question said before: who wrote it and when, what is different, and how it comes to say it again. */
export const HistoryPage = () => (
  <LaterWords of="bank" load={loadBankCatalogue}>
    <Opened />
  </LaterWords>
);
