import type { ExamPapers } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadPapersCatalogue } from '../../../i18n/papers-catalogues.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { papersQuery } from '../api/papers.ts';
import { FilesPanel } from './files-panel.tsx';
import { HeadingForm } from './heading-form.tsx';
import { OpenedPanel } from './opened-panel.tsx';
import { PaperList } from './paper-list.tsx';
import classes from './papers-page.module.css';

function Papers({ view }: { view: ExamPapers }) {
  const [chosen, setChosen] = useState<readonly string[]>(() => view.papers.map(({ code }) => code));
  return (
    <>
      <Notice>
        <FormattedMessage id="papers.fixed" values={{ revision: view.exam.revision ?? 0 }} />
      </Notice>
      <PaperList view={view} chosen={chosen} onChoose={setChosen} />
      <HeadingForm key={view.exam.code} view={view} />
      <FilesPanel
        view={view}
        chosen={view.papers.map(({ code }) => code).filter((code) => chosen.includes(code))}
      />
      <OpenedPanel opened={view.opened} />
    </>
  );
}

function Page({ exam }: { exam: string }) {
  const { formatMessage } = useIntl();
  const papers = useQuery(papersQuery(exam));
  usePageTitle(formatMessage({ id: 'papers.title' }));
  if (papers.isError) return <ErrorView error={papers.error} onRetry={() => void papers.refetch()} />;
  if (!papers.data) return <Loading />;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={
          <>
            <Link to={`/made-exams/${exam}`}>
              <FormattedMessage id="papers.back" />
            </Link>
            {' · '}
            <FormattedMessage id="papers.title" />
          </>
        }
        title={<Localised text={papers.data.exam.title} />}
      />
      {papers.data.can.print ? (
        <Papers view={papers.data} />
      ) : (
        <Notice tone="warn">
          <p>
            <FormattedMessage id="papers.none" />
          </p>
          <p>
            <FormattedMessage id="papers.none.how" />
          </p>
        </Notice>
      )}
    </article>
  );
}

/** Where the fixed papers of an exam are looked at and printed. */
export function PapersPage() {
  const { code } = useParams<{ code: string }>();
  return (
    <LaterWords of="papers" load={loadPapersCatalogue}>
      <Page exam={code} />
    </LaterWords>
  );
}
