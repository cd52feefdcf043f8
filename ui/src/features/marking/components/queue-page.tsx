import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Link, useParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { nextToMarkQuery } from '../api/marking.ts';
import { AnswerView } from './answer-view.tsx';
import { MarkingPage } from './marking-page.tsx';
import classes from './marking.module.css';

/** What remains where no answer is at hand. */
function Nothing({ waiting, question }: { waiting: number; question: string }) {
  return (
    <Notice tone={waiting === 0 ? 'good' : 'info'} live>
      <FormattedMessage
        id={waiting === 0 ? 'marking.allDone' : 'marking.othersHave'}
        values={{ count: waiting }}
      />{' '}
      <Link to={`/marking/${question}/marked`}>
        <FormattedMessage id="marking.seeMarked" />
      </Link>
    </Notice>
  );
}

function Queue({ exam, question }: { exam: string; question: string }) {
  /** The answer that was marked, or left for later; and which turn it is: the same may come again. */
  const [turn, setTurn] = useState({ after: '', number: 0 });
  const next = useQuery(nextToMarkQuery(exam, question, turn));
  if (next.isError) return <ErrorView error={next.error} onRetry={() => void next.refetch()} />;
  if (!next.data) return <Loading />;
  const { answer, waiting } = next.data;
  const goOn = () => setTurn(({ number }) => ({ after: answer?.attempt ?? '', number: number + 1 }));
  return (
    <>
      <p role="status" className={classes.soft}>
        <FormattedMessage id="marking.waiting" values={{ count: waiting }} />
      </p>
      {answer ? (
        <AnswerView
          key={turn.number}
          exam={exam}
          answer={answer}
          deed="marking.save"
          onMarked={goOn}
          onLater={goOn}
        />
      ) : (
        <Nothing waiting={waiting} question={question} />
      )}
    </>
  );
}

/** One answer after the other, of a question. */
export function MarkingQueuePage() {
  const { question } = useParams<{ question: string }>();
  return (
    <MarkingPage title="marking.queue">{(exam) => <Queue exam={exam} question={question} />}</MarkingPage>
  );
}
