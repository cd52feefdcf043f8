import type { ClassHome } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import { ButtonLink } from '../../../components/button.tsx';
import { ErrorView } from '../../../components/error-view.tsx';
import { later } from '../../../components/later.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Progress } from '../../../components/progress.tsx';
import { loadClassHomeCatalogue } from '../../../i18n/class-home-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { classHomeQuery } from '../api/class-home.ts';
import classes from './class-home-page.module.css';
import { ExamList } from './exam-list.tsx';
import { NextStep } from './next-step.tsx';
import { Notices } from './notices.tsx';
import { TopicList } from './topic-list.tsx';

/** Apart: for those who look after the class. */
const LeadPanel = later(async () => (await import('./lead-panel.tsx')).LeadPanel);

function OverallProgress({ topics }: Pick<ClassHome, 'topics'>) {
  const { formatMessage } = useIntl();
  const done = topics.filter(({ completedAt }) => completedAt !== null).length;
  return (
    <div className={classes.overall}>
      <p>
        <FormattedMessage id="classHome.done" values={{ done, count: topics.length }} />
      </p>
      <Progress
        aria-label={formatMessage({ id: 'classHome.progress' })}
        value={done}
        max={Math.max(1, topics.length)}
      />
    </div>
  );
}

const CertificateLink = ({ home }: { home: ClassHome }) => (
  <ButtonLink to={`/classes/${home.code}/${home.can.seeLearners ? 'certificates' : 'certificate'}`}>
    <FormattedMessage id={home.can.seeLearners ? 'classHome.certificates' : 'classHome.certificate'} />
  </ButtonLink>
);

function HomeView({ home }: { home: ClassHome }) {
  return (
    <article className={classes.page}>
      <PageHead
        kicker={home.contextTitle ?? <FormattedMessage id="classHome.kicker" />}
        title={<Localised text={home.title} />}
      >
        <OverallProgress topics={home.topics} />
      </PageHead>
      {home.can.lead && (
        <Suspense fallback={<Loading />}>
          <LeadPanel home={home} />
        </Suspense>
      )}
      <NextStep home={home} />
      <Notices notices={home.notices} />
      <ButtonLink to={`/classes/${home.code}/exchange`}>
        <FormattedMessage id="classHome.exchange" />
      </ButtonLink>
      <ButtonLink to={`/classes/${home.code}/surveys`}>
        <FormattedMessage id="classHome.surveys" />
      </ButtonLink>
      <CertificateLink home={home} />
      <TopicList topics={home.topics} now={home.serverNow} />
      <ExamList exams={home.exams} now={home.serverNow} />
    </article>
  );
}

function Home() {
  const { code } = useParams<{ code: string }>();
  const text = useText();
  const home = useQuery(classHomeQuery(code));
  usePageTitle(home.data && text(home.data.title));
  if (home.data) return <HomeView home={home.data} />;
  if (home.isError) return <ErrorView error={home.error} onRetry={() => void home.refetch()} />;
  return <Loading />;
}

/** The home of a class: its programme with progress, what is next, notices, exams. */
export const ClassHomePage = () => (
  <LaterWords of="class-home" load={loadClassHomeCatalogue}>
    <Home />
  </LaterWords>
);
