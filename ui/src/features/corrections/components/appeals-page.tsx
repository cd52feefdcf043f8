import type { AppealEntry, AppealState } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Choice } from '../../../components/choice.tsx';
import { ErrorView } from '../../../components/error-view.tsx';
import { ExamOfLink } from '../../../components/exam-of-link.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Pager } from '../../../components/pager.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { AlsoRight } from '../../../question-types/also-right.tsx';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import { appealsQuery, type AppealsRequest } from '../api/appeals.ts';
import { CorrectionsWords } from './corrections-words.tsx';
import classes from './corrections.module.css';
import { DecisionForm } from './decision-form.tsx';

const STATES = ['waiting', 'granted', 'refused'] as const satisfies AppealState[];

function Question({ question }: { question: NonNullable<AppealEntry['question']> }) {
  return (
    <>
      <p className={classes.stem}>
        <strong>
          <Localised text={question.stem} />
        </strong>
      </p>
      <QuestionReview question={question} />
      <AlsoRight question={question} />
      <p>
        <Link to={`/questions/${question.code}/${question.revision}`}>
          <FormattedMessage id="corrections.toQuestion" values={{ code: question.code }} />
        </Link>
      </p>
    </>
  );
}

function Answer({ answer }: { answer: NonNullable<AppealEntry['answer']> }) {
  const { dateTime } = useFormats();
  return (
    <div>
      <p className={classes.soft}>
        {dateTime(answer.at)} · {answer.by.name ?? <FormattedMessage id="corrections.nameless" />}
        {answer.remedy !== null && (
          <>
            {' · '}
            <FormattedMessage id={`corrections.kind.${answer.remedy}`} />
          </>
        )}
      </p>
      <p className={classes.quote}>{answer.text}</p>
    </div>
  );
}

function Appeal({ exam, appeal }: { exam: string; appeal: AppealEntry }) {
  const { dateTime, score } = useFormats();
  const [isDeciding, setDeciding] = useState(false);
  const { person, attempt, at, text, question, answer, can } = appeal;
  return (
    <li className={`${card.card ?? ''} ${classes.section ?? ''}`}>
      <h2>
        {person.name ?? <FormattedMessage id="corrections.nameless" />}
        {', '}
        <FormattedMessage id="corrections.number" values={{ number: attempt.number }} />
      </h2>
      <p className={classes.soft}>
        {dateTime(at)} ·{' '}
        {question ? (
          <FormattedMessage id="corrections.ofQuestion" values={{ number: question.slot }} />
        ) : (
          <FormattedMessage id="corrections.ofWhole" />
        )}
        {attempt.score && (
          <>
            {' · '}
            <FormattedMessage id="corrections.score" values={{ score: score(attempt.score) }} />
          </>
        )}
      </p>
      <p className={classes.quote}>{text}</p>
      {question && <Question question={question} />}
      {answer && <Answer answer={answer} />}
      {can.decide && !isDeciding && (
        <div>
          <Button look="main" onClick={() => setDeciding(true)}>
            <FormattedMessage id="corrections.decide" />
          </Button>
        </div>
      )}
      {can.decide && isDeciding && <DecisionForm exam={exam} appeal={appeal} />}
    </li>
  );
}

function Page({ exam }: { exam: string }) {
  const { formatMessage } = useIntl();
  const [request, setRequest] = useState<AppealsRequest>({ state: 'waiting', page: 1 });
  const found = useQuery(appealsQuery(exam, request));
  usePageTitle(formatMessage({ id: 'corrections.appeals' }));
  if (found.isError && !found.data)
    return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const view = found.data;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={<Localised text={view.title} />}
        title={<FormattedMessage id="corrections.appeals" />}
      />
      <Choice
        label={formatMessage({ id: 'corrections.state' })}
        value={request.state}
        options={STATES.map((value) => ({
          value,
          label: formatMessage({ id: `corrections.state.${value}` }, { count: view.waiting }),
        }))}
        onChange={(state) => setRequest({ state, page: 1 })}
      />
      <p role="status" className={classes.soft}>
        <FormattedMessage id="corrections.found" values={{ count: view.found }} />
      </p>
      <ul className={classes.appeals}>
        {view.appeals.map((appeal) => (
          <Appeal key={appeal.id} exam={exam} appeal={appeal} />
        ))}
      </ul>
      <Pager
        label="corrections.pages"
        page={view.page}
        pages={view.pages}
        onPage={(page) => setRequest({ ...request, page })}
      />
    </article>
  );
}

/** The appeals of an exam's learners, and what was answered to them. */
export function AppealsPage() {
  return (
    <ExamOfLink>
      {(exam) => (
        <CorrectionsWords>
          <Page exam={exam} />
        </CorrectionsWords>
      )}
    </ExamOfLink>
  );
}
