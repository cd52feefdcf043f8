import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Redirect, useParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { fetchLooks } from '../../../question-types/index.ts';
import type { TimedAttempt } from '../api/attempt.ts';
import { openAttemptQuery } from '../api/open-attempt.ts';
import { ExamDesk } from './exam-desk.tsx';
import { useAnswerSheet } from './use-answer-sheet.ts';

function OpenAttempt({ timed }: { timed: TimedAttempt }) {
  const text = useText();
  usePageTitle(text(timed.attempt.exam.title));
  const open = useAnswerSheet(timed);
  // Begun with the paper, not with its first question of a type.
  useEffect(() => fetchLooks(timed.attempt.questions), [timed]);
  return open ? <ExamDesk attempt={timed.attempt} open={open} /> : <Loading />;
}

export function TakeExamPage() {
  const { code } = useParams<{ code: string }>();
  const attempt = useQuery(openAttemptQuery(code));
  if (attempt.data === null) return <Redirect to={`/exams/${code}`} replace />;
  if (attempt.data !== undefined) return <OpenAttempt key={attempt.data.receivedAt} timed={attempt.data} />;
  if (attempt.isError) {
    return (
      <main id="main">
        <ErrorView error={attempt.error} onRetry={() => void attempt.refetch()} />
      </main>
    );
  }
  return <Loading />;
}
