import type { SurveyList } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'wouter';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { later } from '../../../components/later.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { surveysQuery } from '../api/surveys.ts';
import { StateLine } from './state-line.tsx';
import { SurveysWords } from './surveys-words.tsx';
import classes from './surveys.module.css';

/** Apart: for those who make surveys. */
const MakeForm = later(async () => (await import('./make-form.tsx')).MakeForm);

function Surveys({ code, surveys }: Pick<SurveyList, 'code' | 'surveys'>) {
  if (surveys.length === 0) return <FormattedMessage id="surveys.none" tagName="p" />;
  return (
    <ul className={classes.list}>
      {surveys.map((survey) => (
        <li key={survey.id} className={classes.row}>
          <Link className={classes.open} to={`/classes/${code}/surveys/${survey.id}`}>
            {survey.title}
          </Link>
          <p className={classes.soft}>
            <StateLine {...survey} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Page() {
  const { code } = useParams<{ code: string }>();
  const { formatMessage } = useIntl();
  const found = useQuery(surveysQuery(code));
  usePageTitle(formatMessage({ id: 'surveys.title' }));
  if (found.isError && !found.data)
    return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={<FormattedMessage id="surveys.kicker" />}
        title={<FormattedMessage id="surveys.title" />}
      >
        <p className={classes.soft}>
          <FormattedMessage id="surveys.about" />
        </p>
      </PageHead>
      <section className={card.card}>
        <Surveys {...found.data} />
      </section>
      {found.data.can.make && (
        <Suspense fallback={<Loading />}>
          <MakeForm code={code} />
        </Suspense>
      )}
    </article>
  );
}

/** What a class is asked, without names. */
export const SurveysPage = () => (
  <SurveysWords>
    <Page />
  </SurveysWords>
);
