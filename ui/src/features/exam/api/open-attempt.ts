import type { ExamStart, LearnerAttempt } from '@chuyen-de/contracts';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { deviceId } from '../../../lib/device-id.ts';
import { expecting, http, ProblemError } from '../../../lib/http.ts';
import { sessionStore } from '../../../lib/session-store.ts';
import { isPassing } from '../log/back-off.ts';
import { keptAttempts, type Keeper } from '../log/kept-attempts.ts';
import { wantedSubmission } from '../log/wanted-submission.ts';
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

/** Whom this tab keeps attempts for. */
export const thisKeeper = (): Keeper => ({
  person: sessionStore.current()?.session.person.id ?? '',
  device: deviceId(),
});

async function fromDevice(code: string): Promise<TimedAttempt | undefined> {
  const kept = await keptAttempts.find(code, thisKeeper());
  return kept && { ...kept, fromDevice: true };
}

async function fromServer(client: QueryClient, code: string): Promise<TimedAttempt | null> {
  // The query around this one tries again.
  const exam = await client.query({ ...examStartQuery(code), staleTime: 0, retry: false });
  const open = exam.attempts.find(({ state }) => state === 'open');
  if (open === undefined) return null;
  // A submission that waited for the network goes as if there had been no reload: should another device have
  // taken the attempt over meanwhile, it is not taken back just to end it.
  const submitting = wantedSubmission.get() === open.id ? await fromDevice(code) : undefined;
  return submitting ?? (await takeUp(open.id));
}

/**
 * The open attempt, held by this device from now on; null where there is none. While the server cannot be
 * reached, the attempt as this tab kept it.
 */
export const openAttemptQuery = (code: string) =>
  queryOptions({
    queryKey: attemptKey(code),
    queryFn: async ({ client }): Promise<TimedAttempt | null> => {
      try {
        return await fromServer(client, code);
      } catch (cause) {
        const kept = isPassing(cause) ? await fromDevice(code) : undefined;
        if (kept === undefined) throw cause;
        return kept;
      }
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

const readExamAndNow = expecting<ExamStart>('attempts', 'serverNow');

/** Asks the server for its time, and fails as a save would where it has closed the attempt. */
export async function askForOpen({ id, exam }: LearnerAttempt): Promise<string> {
  const { attempts, serverNow } = await http.get(
    `/api/exams/${encodeURIComponent(exam.code)}`,
    readExamAndNow,
  );
  if (attempts.some((attempt) => attempt.id === id && attempt.state === 'open')) return serverNow;
  throw new ProblemError(409, {
    type: 'about:blank',
    title: 'attempt closed',
    status: 409,
    code: 'attempt_closed',
  });
}
