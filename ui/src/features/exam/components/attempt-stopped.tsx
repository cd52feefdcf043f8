import type { LearnerAttempt } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { deviceId } from '../../../lib/device-id.ts';
import type { ProblemError } from '../../../lib/http.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { takeOverAttempt } from '../api/attempt.ts';
import { attemptKey } from '../api/open-attempt.ts';
import { RoomPanel } from './room-panel.tsx';

function TakenOver({ attempt }: { attempt: LearnerAttempt }) {
  const queryClient = useQueryClient();
  const takeOver = useMutation({
    mutationFn: () => takeOverAttempt(attempt.id, deviceId()),
    onSuccess: (timed) => queryClient.setQueryData(attemptKey(attempt.exam.code), timed),
  });
  return (
    <RoomPanel title="takeExam.takenOver.title">
      <p>
        <FormattedMessage id="takeExam.takenOver.text" />
      </p>
      {takeOver.isError && <ErrorNotice error={takeOver.error} />}
      <Button look="main" aria-disabled={takeOver.isPending} onClick={() => takeOver.mutate()}>
        <FormattedMessage id="takeExam.takenOver.here" />
      </Button>
    </RoomPanel>
  );
}

function Ended({ attempt }: { attempt: LearnerAttempt }) {
  return (
    <RoomPanel title="takeExam.closed.title">
      <p>
        <FormattedMessage id="takeExam.closed.text" />
      </p>
      <ButtonLink look="main" to={`/attempts/${attempt.id}`} replace>
        <FormattedMessage id="takeExam.closed.result" />
      </ButtonLink>
    </RoomPanel>
  );
}

function Removed({ error, attempt }: { error: ProblemError; attempt: LearnerAttempt }) {
  return (
    <RoomPanel title="takeExam.closed.title">
      <ErrorNotice error={error} />
      <ButtonLink look="main" to={`/exams/${attempt.exam.code}`} replace>
        <FormattedMessage id="result.backToExam" />
      </ButtonLink>
    </RoomPanel>
  );
}

/** The server takes nothing more from this page: why, and how to go on. */
export function AttemptStopped({ error, attempt }: { error: ProblemError; attempt: LearnerAttempt }) {
  const { code } = error;
  if (code === 'attempt_taken_over') return <TakenOver attempt={attempt} />;
  if (code === 'attempt_closed' || code === 'answers_too_late') return <Ended attempt={attempt} />;
  if (code === 'attempt_removed') return <Removed error={error} attempt={attempt} />;
  return (
    <RoomPanel title="takeExam.stopped.title">
      <ErrorNotice error={error} />
      <p>
        <FormattedMessage id="takeExam.stopped.kept" />
      </p>
      <Button look="main" onClick={() => location.reload()}>
        <FormattedMessage id="app.retry" />
      </Button>
    </RoomPanel>
  );
}
