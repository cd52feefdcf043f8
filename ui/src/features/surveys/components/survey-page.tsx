import type { Survey } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link, useParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { later } from '../../../components/later.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { surveyQuery } from '../api/surveys.ts';
import { AnswerForm } from './answer-form.tsx';
import { StateLine } from './state-line.tsx';
import { SurveysWords } from './surveys-words.tsx';
import classes from './surveys.module.css';

/** Apart: for those who look after the class. */
const LeadView = later(async () => (await import('./lead-view.tsx')).LeadView);

const Thanks = () => (
  <Notice tone="good" live>
    <p>
      <strong>
        <FormattedMessage id="surveys.thanks" />
      </strong>
    </p>
    <p>
      <FormattedMessage id="surveys.thanks.more" />
    </p>
  </Notice>
);

/** The survey as learners have it. */
function LearnerView({ code, survey }: { code: string; survey: Survey }) {
  const { dateTime } = useFormats();
  if (survey.answered) return <Thanks />;
  if (survey.can.answer) return <AnswerForm code={code} survey={survey} />;
  if (survey.state === 'upcoming')
    return (
      <FormattedMessage id="surveys.upcoming" tagName="p" values={{ at: dateTime(survey.opensAt ?? 0) }} />
    );
  return <FormattedMessage id="surveys.closedNote" tagName="p" />;
}

function SurveyView({ code, survey }: { code: string; survey: Survey }) {
  return (
    <article className={classes.page}>
      <Link to={`/classes/${code}/surveys`}>
        <FormattedMessage id="surveys.back" />
      </Link>
      <PageHead kicker={<FormattedMessage id="surveys.title" />} title={survey.title}>
        <p className={classes.soft}>
          <StateLine {...survey} />
        </p>
      </PageHead>
      {survey.answers === null ? (
        <LearnerView code={code} survey={survey} />
      ) : (
        <Suspense fallback={<Loading />}>
          <LeadView code={code} survey={survey} />
        </Suspense>
      )}
    </article>
  );
}

function Page() {
  const { code, survey: id } = useParams<{ code: string; survey: string }>();
  const survey = useQuery(surveyQuery(code, id));
  usePageTitle(survey.data?.title);
  if (survey.data) return <SurveyView key={id} code={code} survey={survey.data} />;
  if (survey.isError) return <ErrorView error={survey.error} onRetry={() => void survey.refetch()} />;
  return <Loading />;
}

/** A survey: its sheet for whoever answers, its making and end for whoever looks after the class. */
export const SurveyPage = () => (
  <SurveysWords>
    <Page />
  </SurveysWords>
);
