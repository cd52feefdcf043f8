import type { LearnerAttempt } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';
import { RawIntlProvider, useIntl } from 'react-intl';
import { useLocation } from 'wouter';
import { SkipLink } from '../../../components/frame.tsx';
import { attemptResultQuery } from '../../../lib/attempt-result.ts';
import { AttemptStopped } from './attempt-stopped.tsx';
import { ExamBar } from './exam-bar.tsx';
import classes from './exam-desk.module.css';
import { Paused } from './paused.tsx';
import { PaperView } from './paper-view.tsx';
import { SubmissionView } from './submission-view.tsx';
import { useSheetView, type OpenSheet } from './use-answer-sheet.ts';
import { useSubmission, type Submitting } from './use-submission.ts';
import { useEndOfTime } from './use-time-left.ts';

/** Goes to the result as soon as the server has the submission. */
function useResultPage({ state }: Submitting, attempt: LearnerAttempt) {
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const result = state.kind === 'done' ? state.result : undefined;
  // The answer of submitting arrives outside of any event of this page.
  useEffect(() => {
    if (result === undefined) return;
    queryClient.setQueryData(attemptResultQuery(attempt.id).queryKey, result);
    void queryClient.invalidateQueries({ queryKey: ['exam', attempt.exam.code] });
    navigate(`/attempts/${attempt.id}?submitted`, { replace: true });
  }, [result, attempt, navigate, queryClient]);
}

/**
 * Asks not to be translated, and goes on when it is: a browser's translator puts elements of its own around each text,
 * and React no longer finds a text that has another one beside it. So each stands alone in an element.
 * @see https://github.com/facebook/react/issues/11538
 */
function Untranslated({ children }: { children: ReactNode }) {
  const intl = useIntl();
  const alone = useMemo(() => ({ ...intl, textComponent: 'span' as const }), [intl]);
  return (
    <RawIntlProvider value={alone}>
      <meta name="google" content="notranslate" />
      <div translate="no" className={`notranslate ${classes.desk ?? ''}`}>
        {children}
      </div>
    </RawIntlProvider>
  );
}

/** Where somebody sits an attempt: the paper, or what stands in its way. */
export function ExamDesk({ attempt, open }: { attempt: LearnerAttempt; open: OpenSheet }) {
  const view = useSheetView(open.sheet);
  const submitting = useSubmission(open, attempt);
  const stopped = view.sending.kind === 'stopped' ? view.sending.error : undefined;
  const isPaused = view.pausedAt !== undefined;
  const mayEnd = !isPaused && !submitting.timeUp && submitting.state.kind !== 'done';
  useEndOfTime(open.clock, view.dueAt, mayEnd, submitting.submitAtEnd);
  useResultPage(submitting, attempt);
  const body = () => {
    if (submitting.state.kind !== 'idle')
      return <SubmissionView {...{ submitting, attempt }} dueAt={view.dueAt} logFile={open.logFile} />;
    if (stopped !== undefined) return <AttemptStopped error={stopped} attempt={attempt} />;
    return (
      <>
        {isPaused && <Paused view={view} />}
        {/* It stays, so that what is half written in it goes on where it was. */}
        <div className={classes.paper} hidden={isPaused}>
          <PaperView
            attempt={attempt}
            sheet={open.sheet}
            view={view}
            logFile={open.logFile}
            isCovered={isPaused}
            onSubmit={submitting.submit}
          />
        </div>
      </>
    );
  };
  return (
    <Untranslated>
      <SkipLink />
      <ExamBar attempt={attempt} view={view} clock={open.clock} />
      {body()}
    </Untranslated>
  );
}
