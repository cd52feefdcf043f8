import type { QueryClient } from '@tanstack/react-query';
import { earlyAttempt } from '../features/exam/api/begin-attempt.ts';
import { attemptKey } from '../features/exam/api/open-attempt.ts';
import { roomAddress } from '../features/exam/room-address.ts';
import { BASE } from './app.tsx';

/**
 * Goes to the exam's room where an attempt was asked for on the page that the server rendered; answers whether
 * there was one. What went wrong is left to the start page to say.
 */
export async function enterEarlyRoom(client: QueryClient): Promise<boolean> {
  const timed = await earlyAttempt.whenThere();
  if (timed === undefined) return false;
  void earlyAttempt.take();
  client.setQueryData(attemptKey(timed.attempt.exam.code), timed);
  history.pushState(null, '', `${BASE}${roomAddress(timed.attempt)}`);
  return true;
}
