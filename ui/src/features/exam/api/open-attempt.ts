import { queryOptions } from '@tanstack/react-query';
import { deviceId } from '../../../lib/device-id.ts';
import { http, ProblemError } from '../../../lib/http.ts';
import { takeOverAttempt, type TimedAttempt } from './attempt.ts';
import { examStartQuery } from './exam-start.ts';

export const attemptKey = (code: string) => ['attempt', code] as const;

/** Takes up an open attempt; null where it has ended meanwhile. Never starts a new one, as a reload could. */
async function takeUp(id: string): Promise<TimedAttempt | null> {
  try {
    return await takeOverAttempt(id, deviceId());
  } catch (cause) {
    if (cause instanceof ProblemError && cause.code === 'attempt_closed') return null;
    throw cause;
  }
}

/** The open attempt, held by this device from now on; null where there is none. */
export const openAttemptQuery = (code: string) =>
  queryOptions({
    queryKey: attemptKey(code),
    queryFn: async ({ client }): Promise<TimedAttempt | null> => {
      const exam = await client.query({ ...examStartQuery(code), staleTime: 0 });
      const open = exam.attempts.find(({ state }) => state === 'open');
      return open ? await takeUp(open.id) : null;
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
