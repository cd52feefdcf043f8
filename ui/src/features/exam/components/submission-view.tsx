import type { LearnerAttempt } from '@chuyen-de/contracts';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { ProblemError } from '../../../lib/http.ts';
import { useFormats } from '../../../lib/formats.ts';
import { AttemptStopped } from './attempt-stopped.tsx';
import { RoomPanel } from './room-panel.tsx';
import { SaveLogFile } from './save-log-file.tsx';
import type { OpenSheet } from './use-answer-sheet.ts';
import type { Submitting } from './use-submission.ts';

interface Props {
  submitting: Submitting;
  attempt: LearnerAttempt;
  dueAt: number;
  logFile: OpenSheet['logFile'];
}

function Waiting({ submitting, attempt, dueAt, logFile }: Props) {
  const { dateTime } = useFormats();
  const { timeUp } = submitting;
  return (
    <RoomPanel title={timeUp ? 'takeExam.timeUp.title' : 'takeExam.submitWaiting.title'}>
      <p role="status">
        <FormattedMessage
          id={timeUp ? 'takeExam.submitWaiting.timeUp' : 'takeExam.submitWaiting.text'}
          values={{ lastAt: dateTime(dueAt + attempt.outageMinutes * 60_000) }}
        />
      </p>
      <Button look="main" onClick={timeUp ? submitting.submitAtEnd : submitting.submit}>
        <FormattedMessage id="takeExam.submitWaiting.now" />
      </Button>
      {!timeUp && <BackToPaper submitting={submitting} />}
      <SaveLogFile {...{ attempt, logFile, dueAt }} />
    </RoomPanel>
  );
}

function BackToPaper({ submitting }: { submitting: Submitting }): ReactNode {
  return (
    <Button onClick={submitting.cancel}>
      <FormattedMessage id="takeExam.back" />
    </Button>
  );
}

/** The attempt on its way to the server. */
export function SubmissionView({ submitting, attempt, dueAt, logFile }: Props) {
  const { state, timeUp } = submitting;
  if (state.kind === 'waiting') return <Waiting {...{ submitting, attempt, dueAt, logFile }} />;
  if (state.kind === 'failed') {
    if (state.error instanceof ProblemError) return <AttemptStopped error={state.error} attempt={attempt} />;
    return (
      <RoomPanel title="takeExam.stopped.title">
        <ErrorNotice error={state.error} />
        <Button look="main" onClick={timeUp ? submitting.submitAtEnd : submitting.submit}>
          <FormattedMessage id="app.retry" />
        </Button>
      </RoomPanel>
    );
  }
  return (
    <RoomPanel title={timeUp ? 'takeExam.timeUp.title' : 'takeExam.submitting'}>
      {timeUp && (
        <p role="status">
          <FormattedMessage id="takeExam.timeUp.submitting" />
        </p>
      )}
      <Loading />
    </RoomPanel>
  );
}
