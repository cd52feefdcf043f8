import type { ReactNode } from 'react';
import { ErrorView } from '../components/error-view.tsx';
import { ProblemError } from '../lib/http.ts';
import { useSession } from '../lib/use-session.ts';

const NO_SESSION = new ProblemError(401, {
  type: 'about:blank',
  title: 'No session',
  status: 401,
  code: 'session_required',
});

/** Pages open from a course alone: without a launch they say so instead of failing one by one. */
export function NeedsSession({ children }: { children: ReactNode }) {
  return useSession() === undefined ? <ErrorView error={NO_SESSION} /> : children;
}
