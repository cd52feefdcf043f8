import type { ExamStart } from '@chuyen-de/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useLocation } from 'wouter';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { beginAttempt, earlyAttempt } from '../api/begin-attempt.ts';
import { examStartQuery } from '../api/exam-start.ts';
import { attemptKey } from '../api/open-attempt.ts';
import { roomAddress } from '../room-address.ts';
import classes from './exam-start-page.module.css';

/** Starts an attempt or takes up the open one, and goes to its first screen. */
function useStart(exam: ExamStart) {
  const { code } = exam;
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () => earlyAttempt.take() ?? beginAttempt(exam),
    // What is offered may have changed: time may have ended the attempt, another device may have started one.
    onError: () => queryClient.invalidateQueries({ queryKey: examStartQuery(code).queryKey }),
    onSuccess: (timed) => {
      queryClient.setQueryData(attemptKey(code), timed);
      navigate(roomAddress(timed.attempt));
    },
  });
  const { mutate } = start;
  // The button was tapped on the page that the server rendered, before this one was there.
  useEffect(() => {
    if (earlyAttempt.isUnderWay()) mutate();
  }, [mutate]);
  return start;
}

function startWords(exam: ExamStart, resumes: boolean) {
  if (resumes) return 'examStart.resume';
  return exam.attempts.length > 0 ? 'examStart.again' : 'examStart.start';
}

export function StartControls({ exam }: { exam: ExamStart }) {
  const { dateTime } = useFormats();
  const open = exam.attempts.find((attempt) => attempt.state === 'open');
  const start = useStart(exam);
  const { formatMessage } = useIntl();
  const usedUp = exam.attemptsAllowed !== null && exam.attempts.length >= exam.attemptsAllowed;
  if (open === undefined && usedUp) {
    return (
      <Notice>
        <FormattedMessage id="examStart.usedUp" />
      </Notice>
    );
  }
  return (
    <div className={classes.start}>
      {open && (
        <p>
          <FormattedMessage id="examStart.resumeText" values={{ at: dateTime(open.startedAt) }} />
        </p>
      )}
      {start.isError && <ErrorNotice error={start.error} />}
      <Button
        look="main"
        className={classes.startButton}
        aria-disabled={start.isPending}
        data-starting={formatMessage({ id: 'examStart.starting' })}
        onClick={() => {
          if (!start.isPending) start.mutate();
        }}
      >
        <FormattedMessage
          id={start.isPending ? 'examStart.starting' : startWords(exam, open !== undefined)}
        />
      </Button>
    </div>
  );
}
