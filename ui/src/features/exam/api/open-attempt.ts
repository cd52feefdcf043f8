import { queryOptions } from '@tanstack/react-query';
import { deviceId } from '../../../lib/device-id.ts';
import { http } from '../../../lib/http.ts';
import { startAttempt, type TimedAttempt } from './attempt.ts';
import { examStartQuery } from './exam-start.ts';

export const attemptKey = (code: string) => ['attempt', code] as const;

/**
 * The open attempt, taken up by this device; null where there is none. Asking for it must not start a new one,
 * as a reload after the end would: so it looks first.
 */
export const openAttemptQuery = (code: string) =>
  queryOptions({
    queryKey: attemptKey(code),
    queryFn: async ({ client }): Promise<TimedAttempt | null> => {
      const exam = await client.query({ ...examStartQuery(code), staleTime: 0 });
      const open = exam.attempts.some(({ state }) => state === 'open');
      return open ? await startAttempt(code, deviceId()) : null;
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

const readServerNow = (value: unknown): string => (value as { serverNow: string }).serverNow;

/** Asks the server for its time alone. */
export const askServerNow = (code: string) =>
  http.get(`/api/exams/${encodeURIComponent(code)}`, readServerNow);
