import type { ExamStart } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useMutation } from '../../../lib/use-mutation.ts';
import type { Typed } from '../api/attempt.ts';
import { beginAttempt, earlyAttempt } from '../api/begin-attempt.ts';
import { examStartQuery } from '../api/exam-start.ts';
import { attemptKey } from '../api/open-attempt.ts';
import { roomAddress } from '../room-address.ts';

/** Starts an attempt or takes up the open one, and goes to its first screen. */
export function useStart(exam: ExamStart) {
  const { code } = exam;
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: (typed: Typed | undefined) => earlyAttempt.take() ?? beginAttempt(exam, typed),
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
    if (earlyAttempt.isUnderWay()) mutate(undefined);
  }, [mutate]);
  return start;
}

export type Start = ReturnType<typeof useStart>;
