import type { QuestionCorrections } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link, useParams } from 'wouter';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { ExamOfLink } from '../../../components/exam-of-link.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { AlsoRight } from '../../../question-types/also-right.tsx';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import { correctionsQuery, type AskedQuestion, type Wish } from '../api/corrections.ts';
import { ApplyPanel } from './apply-panel.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { CorrectionsWords } from './corrections-words.tsx';
import classes from './corrections.module.css';
import { History } from './history.tsx';

function Question({ view: { question, counts } }: { view: QuestionCorrections }) {
  return (
    <section className={`${card.card ?? ''} ${classes.section ?? ''}`}>
      <p className={classes.stem}>
        <strong>
          <Localised text={question.stem} />
        </strong>
      </p>
      {counts !== 'asked' && (
        <Notice tone="warn">
          <FormattedMessage id={`corrections.counts.${counts}`} />
        </Notice>
      )}
      <QuestionReview question={question} />
      <AlsoRight question={question} />
    </section>
  );
}

function Page({ asked, view }: { asked: AskedQuestion; view: QuestionCorrections }) {
  const [wish, setWish] = useState<Wish>();
  /** Each wish has a panel of its own: what was typed to another is not kept. */
  const [count, setCount] = useState(0);
  const [isMade, setMade] = useState(false);
  const ask = (next: Wish): void => {
    setMade(false);
    setWish(next);
    setCount(count + 1);
  };
  const undo = (id: string): void => {
    const scope = view.corrections.find((each) => each.id === id)?.scope ?? 'course';
    ask({ correction: { kind: 'undo', of: id }, scope });
  };
  return (
    <article className={classes.page}>
      <PageHead
        kicker={
          <Link to="/questions">
            <FormattedMessage id="corrections.toQuestions" />
          </Link>
        }
        title={<FormattedMessage id="corrections.title" values={{ code: view.question.code }} />}
      >
        <p className={classes.soft}>
          <Localised text={view.exam.title} />
        </p>
      </PageHead>
      {isMade && (
        <Notice tone="good" live>
          <FormattedMessage id="corrections.made" />
        </Notice>
      )}
      <Question view={view} />
      {view.can.correct.length > 0 && <CorrectionForm view={view} onWish={ask} />}
      {wish && (
        <ApplyPanel
          key={count}
          {...{ asked, view, wish }}
          onDone={() => {
            setWish(undefined);
            setMade(true);
          }}
          onCancel={() => setWish(undefined)}
        />
      )}
      <History view={view} onUndo={undo} />
    </article>
  );
}

function Opened({ asked }: { asked: AskedQuestion }) {
  const found = useQuery(correctionsQuery(asked));
  usePageTitle(found.data?.question.code);
  if (found.data) return <Page asked={asked} view={found.data} />;
  if (found.isError) return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  return <Loading />;
}

/** Where a question is corrected after it was asked: first what that would change, then everywhere at once. */
export function CorrectionPage() {
  const { code, revision } = useParams<{ code: string; revision: string }>();
  return (
    <ExamOfLink>
      {(exam) => (
        <CorrectionsWords>
          <Opened key={`${code}@${revision}`} asked={{ exam, code, revision }} />
        </CorrectionsWords>
      )}
    </ExamOfLink>
  );
}
