import type { QueryClient } from '@tanstack/react-query';
import { earlyAttempt } from '../features/exam/api/begin-attempt.ts';
import { attemptKey } from '../features/exam/api/open-attempt.ts';
import { roomAddress } from '../features/exam/room-address.ts';
import { warmUp } from '../i18n/catalogues.ts';
import { readersLocale } from '../i18n/readers-locale.ts';
import { sessionStore } from '../lib/session-store.ts';
import { BASE } from './app.tsx';

/**
 * Goes to the exam's room where an attempt was asked for on the page that the server rendered; answers whether
 * there was one. What went wrong is left to the start page to say.
 */
export async function enterEarlyRoom(client: QueryClient): Promise<boolean> {
  if (!earlyAttempt.isUnderWay()) return false;
  const coming = earlyAttempt.whenThere();
  warmUp(readersLocale(sessionStore.current()?.session));
  // Its file is there with the start page's. What fails here is tried again, and told, by the page itself.
  const opened = import('../features/exam/exam-pages.ts')
    .then(({ openSheetEarly }) => openSheetEarly(coming))
    .catch(() => undefined);
  const timed = await coming;
  if (timed === undefined) return false;
  void earlyAttempt.take();
  await opened;
  client.setQueryData(attemptKey(timed.attempt.exam.code), timed);
  history.pushState(null, '', `${BASE}${roomAddress(timed.attempt)}`);
  return true;
}
