import type { ExamStart } from '@chuyen-de/contracts';
import { Suspense, useState, type ComponentProps, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { later } from '../../../components/later.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { isServed } from '../../../lib/is-served.ts';
import classes from './exam-start-page.module.css';
import { useStart, type Start } from './use-start.ts';

function startWords(exam: ExamStart, resumes: boolean) {
  if (resumes) return 'examStart.resume';
  return exam.attempts.length > 0 ? 'examStart.again' : 'examStart.start';
}

/** What is typed before an attempt begins. It waits for the application: what was typed before would be lost. */
const PasswordField = ({ value, onType }: { value: string; onType: (typed: string) => void }) => (
  <Field
    type="text"
    maxLength={200}
    autoComplete="off"
    autoCapitalize="none"
    spellCheck={false}
    disabled={isServed}
    label={<FormattedMessage id="examStart.password" />}
    value={value}
    onChange={(event) => onType(event.target.value)}
  />
);

/** Most exams are sat in no sittings: what it takes to enter one comes where one is. */
const SittingEntry = later(async () => (await import('./sitting-entry.tsx')).SittingEntry);

function StartButton({
  exam,
  start,
  resumes,
  ...button
}: { exam: ExamStart; start: Start; resumes: boolean } & ComponentProps<'button'>) {
  return (
    <Button look="main" className={classes.startButton} aria-disabled={start.isPending} {...button}>
      <FormattedMessage id={start.isPending ? 'examStart.starting' : startWords(exam, resumes)} />
    </Button>
  );
}

/** Begins with what is typed: only once the application is there, not on the page that the server rendered. */
function PasswordForm({ exam, start }: { exam: ExamStart; start: Start }) {
  const [password, setPassword] = useState('');
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    if (!start.isPending) start.mutate({ password });
  };
  return (
    <form className={classes.start} onSubmit={begin}>
      <PasswordField value={password} onType={setPassword} />
      {start.isError && <ErrorNotice error={start.error} />}
      <StartButton {...{ exam, start }} type="submit" resumes={false} />
    </form>
  );
}

export function StartControls({ exam }: { exam: ExamStart }) {
  const { dateTime } = useFormats();
  const { formatMessage } = useIntl();
  const start = useStart(exam);
  const open = exam.attempts.find((attempt) => attempt.state === 'open');
  const usedUp = exam.attemptsAllowed !== null && exam.attempts.length >= exam.attemptsAllowed;
  if (open === undefined && usedUp) {
    return (
      <Notice>
        <FormattedMessage id="examStart.usedUp" />
      </Notice>
    );
  }
  if (open === undefined && exam.sitting)
    return (
      <Suspense fallback={<Loading />}>
        <SittingEntry {...{ exam, start }} sitting={exam.sitting} />
      </Suspense>
    );
  if (open === undefined && exam.passwordAsked) return <PasswordForm {...{ exam, start }} />;
  return (
    <div className={classes.start}>
      {open && (
        <p>
          <FormattedMessage id="examStart.resumeText" values={{ at: dateTime(open.startedAt) }} />
        </p>
      )}
      {start.isError && <ErrorNotice error={start.error} />}
      <StartButton
        {...{ exam, start }}
        resumes={open !== undefined}
        data-starting={formatMessage({ id: 'examStart.starting' })}
        onClick={() => start.mutate(undefined)}
      />
    </div>
  );
}
