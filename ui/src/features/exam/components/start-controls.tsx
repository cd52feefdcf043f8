import type { ExamStart } from '@chuyen-de/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { deviceId } from '../../../lib/device-id.ts';
import { useFormats } from '../../../lib/formats.ts';
import { startAttempt, takeOverAttempt } from '../api/attempt.ts';
import { examStartQuery } from '../api/exam-start.ts';
import { attemptKey } from '../api/open-attempt.ts';
import classes from './exam-start-page.module.css';
import { queryOfFirstBlank } from './use-place.ts';

/** Starts an attempt or takes up the open one, and goes to its first screen. */
function useStart(code: string, openId: string | undefined) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      openId === undefined ? startAttempt(code, deviceId()) : takeOverAttempt(openId, deviceId()),
    // What is offered may have changed: time may have ended the attempt, another device may have started one.
    onError: () => queryClient.invalidateQueries({ queryKey: examStartQuery(code).queryKey }),
    onSuccess: (timed) => {
      queryClient.setQueryData(attemptKey(code), timed);
      void navigate(`/exams/${code}/attempt${queryOfFirstBlank(timed.attempt)}`);
    },
  });
}

function startWords(exam: ExamStart, resumes: boolean) {
  if (resumes) return 'examStart.resume';
  return exam.attempts.length > 0 ? 'examStart.again' : 'examStart.start';
}

export function StartControls({ exam }: { exam: ExamStart }) {
  const { dateTime } = useFormats();
  const open = exam.attempts.find((attempt) => attempt.state === 'open');
  const start = useStart(exam.code, open?.id);
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
