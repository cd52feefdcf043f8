import type { MarkedAnswers } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useLocation, useParams } from 'wouter';
import { ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Pager } from '../../../components/pager.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { answerQuery, markedAnswersQuery } from '../api/marking.ts';
import { AnswerView } from './answer-view.tsx';
import { MarkingPage } from './marking-page.tsx';
import classes from './marking.module.css';

interface RowProps {
  question: string;
  number: number;
  row: MarkedAnswers['answers'][number];
}

function Row({ question, number, row: { attempt, points, maximum, by, at, times } }: RowProps) {
  const formats = useFormats();
  const { formatMessage } = useIntl();
  return (
    <li className={classes.marked}>
      <span>
        <strong>
          <FormattedMessage id="marking.answerNumber" values={{ number }} />
        </strong>{' '}
        <FormattedMessage
          id="marking.earned"
          values={{ points: formats.number(points), maximum: formats.number(maximum) }}
        />{' '}
        <span className={classes.soft}>
          {by !== null && `${by}, `}
          {formats.dateTime(at)}
          {times > 1 && (
            <>
              {' · '}
              <FormattedMessage id="marking.times" values={{ times }} />
            </>
          )}
        </span>
      </span>
      <ButtonLink
        to={`/marking/${question}/answers/${attempt}`}
        aria-label={formatMessage({ id: 'marking.againOf' }, { number })}
      >
        <FormattedMessage id="marking.again" />
      </ButtonLink>
    </li>
  );
}

function Marked({ exam, question }: { exam: string; question: string }) {
  const [page, setPage] = useState(1);
  const marked = useQuery(markedAnswersQuery(exam, question, page));
  if (marked.isError) return <ErrorView error={marked.error} onRetry={() => void marked.refetch()} />;
  if (!marked.data) return <Loading />;
  const { answers, pages, count } = marked.data;
  const size = 50;
  return (
    <section className={card.card}>
      <p role="status" className={classes.soft}>
        <FormattedMessage id="marking.markedCount" values={{ count }} />
      </p>
      <ol className={classes.list}>
        {answers.map((row, index) => (
          <Row key={row.attempt} question={question} number={(page - 1) * size + index + 1} row={row} />
        ))}
      </ol>
      <Pager label="marking.pages" page={page} pages={pages} onPage={setPage} />
    </section>
  );
}

/** Answers to a question that have been marked, to be looked at and marked again. */
export function MarkedAnswersPage() {
  const { question } = useParams<{ question: string }>();
  return (
    <MarkingPage title="marking.marked">{(exam) => <Marked exam={exam} question={question} />}</MarkingPage>
  );
}

function One({ exam, question, attempt }: { exam: string; question: string; attempt: string }) {
  const [, navigate] = useLocation();
  const answer = useQuery(answerQuery(exam, question, attempt));
  const goBack = () => navigate(`/marking/${question}/marked`);
  if (answer.isError) return <ErrorView error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading />;
  const ways = { onMarked: goBack, onLater: goBack };
  return <AnswerView exam={exam} answer={answer.data} deed="marking.saveAgain" {...ways} />;
}

/** An answer that has been marked. */
export function MarkedAnswerPage() {
  const { question, attempt } = useParams<{ question: string; attempt: string }>();
  return (
    <MarkingPage title="marking.again">
      {(exam) => <One exam={exam} question={question} attempt={attempt} />}
    </MarkingPage>
  );
}
