import type { MarkingOverview } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link } from 'wouter';
import { ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { NotFound } from '../../../components/not-found.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { loadMarkingCatalogue } from '../../../i18n/marking-catalogues.ts';
import { useSession } from '../../../lib/use-session.ts';
import { overviewQuery } from '../api/marking.ts';
import classes from './marking.module.css';

/** The exam that the link opens; undefined: it opens something else. */
export function useExamCode(): string | undefined {
  const item = useSession()?.item;
  return item?.kind === 'exam' ? item.code : undefined;
}

/** A page about marking, with its words. */
export function MarkingPage({ children }: { children: ReactNode }) {
  const exam = useExamCode();
  if (exam === undefined) return <NotFound />;
  return (
    <LaterWords of="marking" load={loadMarkingCatalogue}>
      <article className={classes.page}>{children}</article>
    </LaterWords>
  );
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
      <header>
        <p className={card.kicker}>
          <FormattedMessage id="marking.title" />
        </p>
        <PageTitle>
          <Localised text={title} />
        </PageTitle>
        <p className={classes.soft}>
          <FormattedMessage id="marking.anonymous" />
        </p>
      </header>
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
export function MarkingOverviewPage() {
  const exam = useExamCode();
  return <MarkingPage>{exam !== undefined && <Overview exam={exam} />}</MarkingPage>;
}
