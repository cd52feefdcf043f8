import type { Level } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useMutation } from '../../../lib/use-mutation.ts';
import { practiceRoundQuery, practiceStartQuery, startPractice } from '../api/practice.ts';
import { useAttemptBefore } from './ways-back.tsx';

/** @param attempt from whose result somebody came */
export const roundAddress = (code: string, id: string, attempt: string | null): string =>
  `/practice/${code}/rounds/${id}${attempt === null ? '' : `?attempt=${encodeURIComponent(attempt)}`}`;

/** Begins a round of practice of a topic, and goes there. */
export function useStartPractice(code: string) {
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const attempt = useAttemptBefore();
  return useMutation({
    mutationFn: (wanted: { level?: Level; wrongOf?: string; check?: string }) => startPractice(code, wanted),
    onSuccess: (round) => {
      queryClient.setQueryData(practiceRoundQuery(round.id).queryKey, round);
      void queryClient.invalidateQueries({ queryKey: practiceStartQuery(code).queryKey });
      navigate(roundAddress(code, round.id, attempt));
    },
  });
}
