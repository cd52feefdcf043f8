import type { ExamStart } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useParams } from 'wouter';
import { ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { examStartQuery } from '../api/exam-start.ts';
import { EntryNeeds } from './entry-needs.tsx';
import { ExamFacts } from './exam-facts.tsx';
import classes from './exam-start-page.module.css';
import { ExamRules } from './exam-rules.tsx';
import { LeftoverNotice } from './leftover-notice.tsx';
import { PreviousAttempts } from './previous-attempts.tsx';
import { StartControls } from './start-controls.tsx';

function CoveredTopics({ exam }: { exam: ExamStart }) {
  return (
    <section className={classes.part}>
      <h2>
        <FormattedMessage id="examStart.topics" />
      </h2>
      <ul className={classes.topics}>
        {exam.topics.map((topic) => (
          <li key={topic.code}>
            <Localised text={topic.title} />
            <span className={classes.count}>
              <FormattedMessage id="examStart.topicCount" values={{ count: topic.count }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the file of a device without network is sent, as long as it may count. */
function BringLog({ exam: { code, attempts } }: { exam: ExamStart }) {
  if (attempts.length === 0) return null;
  return (
    <ButtonLink look="quiet" className={classes.tryDevice} to={`/exams/${code}/sealed-log`}>
      <FormattedMessage id="examStart.bringLog" />
    </ButtonLink>
  );
}

/** The way to try the device: not for whoever is in the middle of an attempt. */
function TryDevice({ exam: { code, attempts } }: { exam: ExamStart }) {
  if (attempts.some(({ state }) => state === 'open')) return null;
  return (
    <ButtonLink look="quiet" className={classes.tryDevice} to={`/exams/${code}/rehearsal`}>
      <FormattedMessage id="examStart.tryDevice" />
    </ButtonLink>
  );
}

function ExamStartView({ exam }: { exam: ExamStart }) {
  return (
    <article className={`${card.card ?? ''} ${classes.page ?? ''}`}>
      <header className={classes.head}>
        <p className={card.kicker}>
          <FormattedMessage id="examStart.kicker" />
        </p>
        <PageTitle>
          <Localised text={exam.title} />
        </PageTitle>
        <p className={classes.summary}>
          <Localised text={exam.summary} />
        </p>
      </header>
      <ExamFacts exam={exam} />
      {exam.trial && (
        <Notice>
          <FormattedMessage id="examStart.trial" />
        </Notice>
      )}
      <EntryNeeds exam={exam} />
      <LeftoverNotice exam={exam} />
      <StartControls exam={exam} />
      <TryDevice exam={exam} />
      <BringLog exam={exam} />
      <PreviousAttempts exam={exam} />
      <ExamRules exam={exam} />
      <CoveredTopics exam={exam} />
    </article>
  );
}

export function ExamStartPage() {
  const { code } = useParams<{ code: string }>();
  const text = useText();
  const exam = useQuery(examStartQuery(code));
  usePageTitle(exam.data && text(exam.data.title));
  if (exam.data) return <ExamStartView exam={exam.data} />;
  if (exam.isError) return <ErrorView error={exam.error} onRetry={() => void exam.refetch()} />;
  return <Loading />;
}
