import type { MarkingOverview } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'wouter';
import { ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { ExamOfLink } from '../../../components/exam-of-link.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadMarkingCatalogue } from '../../../i18n/marking-catalogues.ts';
import { overviewQuery } from '../api/marking.ts';
import classes from './marking.module.css';

/** A page about marking the exam of the link, with its words. */
export function MarkingPage({
  title,
  children,
}: {
  /** Of a page that does not head itself. */
  title?: 'marking.queue' | 'marking.marked' | 'marking.again';
  children: (exam: string) => ReactNode;
}) {
  const page = (exam: string) => (
    <LaterWords of="marking" load={loadMarkingCatalogue}>
      <article className={classes.page}>
        {title && (
          <PageTitle>
            <FormattedMessage id={title} />
          </PageTitle>
        )}
        {children(exam)}
      </article>
    </LaterWords>
  );
  return <ExamOfLink>{page}</ExamOfLink>;
}

function Question({ question }: { question: MarkingOverview['questions'][number] }) {
  const { code, stem, waiting, marked } = question;
  return (
    <li className={`${card.card ?? ''} ${classes.question ?? ''}`}>
      <h2 className={classes.stem}>
        <Localised text={stem} />
      </h2>
      <p className={classes.soft}>
        {code} · <FormattedMessage id="marking.waiting" values={{ count: waiting }} />
      </p>
      <div className={classes.ways}>
        {waiting > 0 && (
          <ButtonLink look="main" to={`/marking/${code}`}>
            <FormattedMessage id="marking.begin" />
          </ButtonLink>
        )}
        {marked > 0 && (
          <ButtonLink to={`/marking/${code}/marked`}>
            <FormattedMessage id="marking.markedCount" values={{ count: marked }} />
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

function Overview({ exam }: { exam: string }) {
  const overview = useQuery(overviewQuery(exam));
  if (overview.isError) return <ErrorView error={overview.error} onRetry={() => void overview.refetch()} />;
  if (!overview.data) return <Loading />;
  const { title, questions } = overview.data;
  return (
    <>
      <PageHead kicker={<FormattedMessage id="marking.title" />} title={<Localised text={title} />}>
        <p className={classes.soft}>
          <FormattedMessage id="marking.anonymous" />
        </p>
      </PageHead>
      {questions.length === 0 && (
        <p>
          <FormattedMessage id="marking.none" />
        </p>
      )}
      <ul className={classes.list}>
        {questions.map((question) => (
          <Question key={question.code} question={question} />
        ))}
      </ul>
      <p>
        <Link to="/class">
          <FormattedMessage id="marking.toClass" />
        </Link>
      </p>
    </>
  );
}

/** What there is to mark, by question. */
export const MarkingOverviewPage = () => <MarkingPage>{(exam) => <Overview exam={exam} />}</MarkingPage>;
