import type { LearnerAttempt } from '@chuyen-de/contracts';
import { useEffect, useMemo, useState } from 'react';
import { deviceId } from '../../../lib/device-id.ts';
import { measuring } from '../../../lib/server-clock.ts';
import { submitAttempt } from '../api/attempt.ts';
import { makeSubmission, type SubmissionState } from '../log/submission.ts';
import { keptAttempts } from '../log/kept-attempts.ts';
import { wantedSubmission } from '../log/wanted-submission.ts';
import { hearClock, type OpenSheet } from './use-answer-sheet.ts';

async function submitUnsent({ sheet }: OpenSheet, id: string) {
  const entries = await sheet.unsent();
  const result = await submitAttempt(id, deviceId(), entries);
  sheet.sender.stop();
  await Promise.all([sheet.settle(entries), keptAttempts.forget(id)]);
  return result;
}

/** A device whose clock was set must not end the exam early, nor one that missed that time was added: the server decides. */
async function isOver(open: OpenSheet, attempt: string): Promise<boolean> {
  const { sheet, clock } = open;
  clock.distrust();
  await measuring(
    clock,
    () => hearClock(open, attempt),
    (serverNow) => serverNow,
  );
  const { dueAt, pausedAt } = sheet.view();
  return pausedAt === undefined && clock.now() >= dueAt - 1_000;
}

export interface Submitting {
  state: SubmissionState;
  /** Whether the end of time began it, so that there is no way back. */
  timeUp: boolean;
  submit: () => void;
  submitAtEnd: () => void;
  cancel: () => void;
}

/** The end of an attempt: by the learner or by time, now or when the network is back. */
export function useSubmission(open: OpenSheet, attempt: LearnerAttempt): Submitting {
  const [state, setState] = useState<SubmissionState>({ kind: 'idle' });
  const [timeUp, setTimeUp] = useState(false);
  const { byLearner, byTime } = useMemo(
    () => ({
      byLearner: makeSubmission({
        submit: () => submitUnsent(open, attempt.id),
        onState: (next) => {
          const wanted = next.kind === 'submitting' || next.kind === 'waiting';
          wantedSubmission.set(wanted ? attempt.id : undefined);
          setState(next);
        },
      }),
      byTime: makeSubmission({
        submit: async () => ((await isOver(open, attempt.id)) ? await submitUnsent(open, attempt.id) : null),
        onState: (next) => {
          setTimeUp(next.kind !== 'idle');
          setState(next);
        },
      }),
    }),
    [open, attempt],
  );
  // The learner submitted before the page was reloaded, unless they have taken the attempt up again since.
  useEffect(() => {
    if (wantedSubmission.get() !== attempt.id) return;
    if (open.fromDevice) byLearner.start();
    else wantedSubmission.set(undefined);
  }, [byLearner, open, attempt]);
  const waiting = state.kind === 'waiting';
  // The browser knows sooner than the back-off that the network is there again.
  useEffect(() => {
    if (!waiting) return undefined;
    const again = () => (timeUp ? byTime : byLearner).start();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [waiting, timeUp, byTime, byLearner]);
  return {
    state,
    timeUp,
    submit: byLearner.start,
    submitAtEnd: () => {
      byLearner.stop();
      byTime.start();
    },
    cancel: byLearner.stop,
  };
}
